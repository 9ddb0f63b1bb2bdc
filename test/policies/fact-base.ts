import type { Severity } from '../../policies/assessment.ts'

/** What the fact base of the project says of one rule, transcribed by hand and apart from the rules themselves. */
export interface Fact {
  readonly id: string
  readonly severity: Severity
  /** `guide number trust`, in the words of the rules; `*` where the project itself asks (for a part of it at least). */
  readonly sources: readonly string[]
}

/**
 * One rule a line: id, severity, sources. A recommendation and its degraded variant (R18/R18-) are two sources; a
 * rule that also warns (RSA below 3072 bits) bears its heavier severity.
 */
const TABLE = `
NET-01 blocking | ANSSI guide d'hygiène M19 T | ReCyF 7.A.4 T | MonServiceSécurisé CLOISON.3 P
NET-02 blocking | ReCyF 7.B.1 T | ReCyF 7.B.3 T | ANSSI-PA-066 R2 T | ANSSI-PA-066 R3 T | ANSSI guide d'hygiène M19 T
NET-03 blocking | ANSSI-PA-066 R2 T | ANSSI guide d'hygiène M23 T
NET-04 blocking | ANSSI guide d'hygiène M23 T | ANSSI-PA-066 R4 T | ANSSI-PA-066 R8 T
NET-05 blocking | ANSSI-PA-066 R3 T | ANSSI-PA-066 R7 T
NET-06 blocking | ANSSI guide d'hygiène M9 T | ANSSI guide d'hygiène M19 T | ANSSI-BP-100 R6 S-inf
NET-07 blocking | ANSSI guide d'hygiène M19 T | ANSSI guide d'hygiène M28 T
NET-08 blocking | ANSSI guide d'hygiène M20 T | ANSSI guide d'hygiène M7 T
NET-09 major | ANSSI guide d'hygiène M20 T | ANSSI guide d'hygiène M7 T | CNIL fiche 8 S
NET-10 minor | ANSSI guide d'hygiène M17 T
NET-11 major | ANSSI-PA-066 R2 T | ANSSI-PA-066 R3 T | ANSSI-PA-066 R13 T
NET-12 minor | ANSSI-PA-066 R20 T | ANSSI guide d'hygiène M36 T
NET-13 major | ReCyF 7.B.5 T | MonServiceSécurisé FILTRE.3 P | ANSSI-PA-066 R2 T | ANSSI-PA-066 R3 T
NET-14 minor | ANSSI guide d'hygiène M4 T | ReCyF 5.A.1 T
ADM-01 blocking | ANSSI guide d'hygiène M28 T | ANSSI-PA-022 R16 T | ANSSI-PA-022 R19 T
ADM-02 blocking | ANSSI guide d'hygiène M27 T | ANSSI-PA-022 R10 T | ANSSI-PA-022 R43 T
ADM-03 major | ANSSI-PA-022 R20 T
ADM-04 major | ANSSI-PA-022 R18 T | ANSSI-PA-022 R18- T
ADM-05 blocking | ANSSI guide d'hygiène M21 T | ANSSI-PA-022 R24 T
ADM-06 blocking | ANSSI-PA-022 R36 T | ANSSI guide d'hygiène M13 T | ANSSI-PG-078 R1 T
ADM-07 major | ANSSI guide d'hygiène M8 T | ANSSI-PA-022 R27 T | ANSSI-PA-022 R30 T | ReCyF 11.A.1 T
ADM-08 major | ANSSI guide d'hygiène M5 T | ReCyF 10.A.6 T | ReCyF 11.A.6 T
ADM-09 major | ANSSI-PA-022 R62 T | ANSSI-PA-022 R64 T | ANSSI-PA-022 R66 T | MonServiceSécurisé DISTANCE.4 P
ADM-10 major | ANSSI-PA-022 R63 T | ANSSI-PA-022 R63- T | ANSSI-PA-022 R67 T | ANSSI-PA-022 R68 T | ANSSI-PA-022 R69 T
ADM-11 blocking | ANSSI guide d'hygiène M12 T | ANSSI-PA-022 R34 T | ReCyF 10.B.2 T
ADM-12 blocking | ANSSI guide d'hygiène M11 T | ANSSI-PA-022 R35 T | ANSSI-FT-082 R15 S | ANSSI Essentiels DevSecOps S
REM-01 blocking | ANSSI guide d'hygiène M23 T | ANSSI guide d'hygiène M32 T | ANSSI guide d'hygiène M13 T | ANSSI-PA-066 R4 T | ANSSI-PA-066 R8 T
REM-02 major | ANSSI guide d'hygiène M21 T | ANSSI-PA-022 R24 T | ANSSI-PG-078 R12 T | *
REM-03 major | ANSSI guide d'hygiène M32 T | ANSSI-PA-022 R49 T | ANSSI IPsec R8 T | ANSSI IPsec R9 T | ReCyF 8.1 T
REM-04 major | ANSSI guide d'hygiène M25 T
TLS-01 blocking | ANSSI-PA-035 R3 T | ANSSI-PA-035 R4 T
TLS-02 major | ANSSI-PA-035 R6 T | ANSSI-PA-035 R7 T | ANSSI-PA-035 R9 T | ANSSI-PA-035 R10 T | ANSSI-PA-035 R13 T
TLS-03 blocking | ANSSI-PA-035 R24 T | ANSSI-PA-035 R26 T | ANSSI-PG-083 S
TLS-04 major | ANSSI-PA-035 R25 T | ANSSI-PA-035 R28 T | ANSSI-PA-035 R29 T | ANSSI-PA-035 R34 T | CA/Browser Forum S | ANSSI guide ACME S | *
TLS-05 minor | ANSSI-PA-035 R30 T
TLS-06 minor | ANSSI-PA-035 R19 T | ANSSI-PA-035 R20 T | ANSSI-PA-035 R23 T
TLS-07 major | ANSSI-PA-009 R2 S
TLS-08 major | ANSSI guide d'hygiène M21 T | ANSSI-PA-012 R17 T | ANSSI-BP-100 R28 S-inf | MonServiceSécurisé CONFIG.5 P
WEB-01 minor | ANSSI-PA-009 R13 S | ANSSI-PA-009 R14 S | ANSSI-PA-009 R15 S | ANSSI-PA-009 R16 S | ANSSI-PA-009 R17 S | ANSSI-PA-009 R21 S | ANSSI-PA-009 R30 S | ANSSI-PA-009 R31 S | ANSSI-PA-009 R33 S
AUT-01 blocking | ANSSI guide d'hygiène M13 T | ANSSI guide d'hygiène M32 T | ANSSI-PG-078 R1 T | ANSSI-PG-078 R8 T | CNIL délibération 2025-019 S
AUT-02 major | ANSSI-PG-078 R21 T | ANSSI-PG-078 R22 T | ANSSI-PG-078 R24 T | ANSSI-PG-078 R25 T | ANSSI guide d'hygiène M10 T
AUT-03 major | ANSSI-PG-078 R28 T | ANSSI-PG-078 R29 T
AUT-04 major | ANSSI-PG-078 R10 T | ANSSI-PG-078 R12 T | ANSSI guide d'hygiène M10 T
AUT-05 major | ANSSI-PA-066 R10 T
CTR-01 blocking | ANSSI-FT-082 R1 S | *
CTR-02 major | ANSSI-FT-082 R2 S
CTR-03 blocking | ANSSI-FT-082 R3 S | ANSSI-FT-082 R4 S | ANSSI-FT-082 R5 S
CTR-04 blocking | ANSSI-FT-082 R6 S
CTR-05 major | ANSSI-FT-082 R7 S
CTR-06 major | ANSSI-FT-082 R8 S
CTR-07 major | ANSSI-FT-082 R9 S | ANSSI-FT-082 R10 S | ANSSI-FT-082 R11 S
CTR-08 major | ANSSI-FT-082 R12 S | ANSSI-FT-082 R13 S | ANSSI-FT-082 R14 S | ANSSI-FT-082 R15 S
CTR-09 major | ANSSI-FT-082 R16 S | ANSSI-PA-012 R9 T
CTR-10 major | ANSSI guide d'hygiène M34 T | ANSSI guide d'hygiène M35 T | ReCyF 5.B.7 T | ReCyF 5.B.8 T | *
EGR-01 blocking | ANSSI guide d'hygiène M22 T | ANSSI-PA-066 R4 T | ANSSI-PA-066 R22 T | ANSSI-PA-066 R29 T | ANSSI-PA-066 R30 T
EGR-02 blocking | ANSSI-PA-066 R24 T | DGFiP spécifications externes B2B §2.3.4 P | CGI 289 bis S
EGR-03 major | DGFiP spécifications externes B2B §2.3.4 P | DGFiP spécifications externes B2B §3.3 P
EGR-04 major | ANSSI-PA-066 R7 T | ANSSI-PA-066 R8 T | *
EGR-05 major | ANSSI-PA-022 R43 T | ReCyF 5.B.8 T | MonServiceSécurisé MCO_MCS.7 P
EGR-06 minor | ANSSI-PA-066 R37 T
BCK-01 blocking | ANSSI guide d'hygiène M37 T | ANSSI-BP-100 §2 P | MonServiceSécurisé CONTINU.1 P | MonServiceSécurisé CONTINU.3 P
BCK-02 blocking | ANSSI-BP-100 R11 S | ANSSI-BP-100 R12 S | CNIL fiche 17 S | ReCyF 13.3 T
BCK-03 blocking | ANSSI-BP-100 R1 S-inf | ANSSI-BP-100 R2 S-inf | ANSSI-BP-100 R3 S-inf | ANSSI-BP-100 R4 S-inf | ANSSI-BP-100 R5 S-inf | ANSSI-BP-100 R6 S-inf | ANSSI-BP-100 R7 S-inf | ANSSI-BP-100 R8 S-inf | ANSSI-BP-100 R14 S-inf | ANSSI-PA-022 R36 T
BCK-04 major | ANSSI-BP-100 §3.5 P | ANSSI-BP-100 R30 S-inf | MonServiceSécurisé ECOSYSTEME.3 P
BCK-05 major | ANSSI-BP-100 §2 P | ANSSI-BP-100 §3.5 P | ReCyF 13.3 T
BCK-06 blocking | ANSSI-BP-100 R22 S | ANSSI-BP-100 R23 S | ANSSI guide d'hygiène M37 T | ReCyF 13.2 T
BCK-07 major | ANSSI-BP-100 R10 S-inf | ANSSI-BP-100 R21 S-inf | ANSSI-BP-100 R24 S
LOG-01 blocking | ANSSI-PA-012 R2 T | ANSSI-PA-012 R9 T | ANSSI-PA-012 R12 T | ANSSI guide d'hygiène M36 T | ANSSI-PA-022 R31 T | ANSSI-PA-022 R47 T
LOG-02 major | ANSSI-PA-012 R14 T | ANSSI-PA-012 R16 T | ANSSI-PA-012 R17 T | ANSSI-PA-012 R20 T | ANSSI-PA-012 R20- T | ANSSI-PA-022 R46 T
LOG-03 major | ANSSI-PA-012 R25 T | ANSSI guide d'hygiène M36 T | CNIL délibération 2021-122 S | ReCyF 20.5 T
LOG-04 major | ANSSI-PA-012 R3 T | ANSSI-PA-012 R4 T | ANSSI-PA-012 R5 T | ANSSI guide d'hygiène M36 T
LOG-05 minor | ANSSI-PA-012 R21 T | ANSSI-PA-012 R22 T | ANSSI-PA-012 R26 T | ANSSI-PA-012 R26+ T | ANSSI-PA-012 R27 T
MCS-01 major | ANSSI guide d'hygiène M34 T | ANSSI guide d'hygiène M35 T | ReCyF 5.B.7 T
MCS-02 major | ANSSI guide d'hygiène M31 T | MonServiceSécurisé DONNEES.1 P
FAC-01 blocking | Code de commerce L123-22 S | LPF L102 B I T | LPF L102 B I bis T
FAC-02 major | LPF L102 C T
FAC-03 major | LPF L102 B I bis T | CGI 289 VII S | ANSSI-BP-100 §2 P
FAC-04 major | DGFiP spécifications externes B2B §2.3.10 P | DGFiP spécifications externes B2B §3.6.4 P | CGI ann. IV 41 septies G S
FAC-05 major | CGI 289 bis S | DGFiP spécifications externes B2B §2.3.5 P
GOV-01 minor | CIBS S | *
GOV-02 major | ANSSI guide d'hygiène M3 T | ANSSI externalisation S | ANSSI-PA-022 R59 T | ANSSI-PA-022 R60 T | ReCyF 3.B.1 T
`

export const FACT_BASE: readonly Fact[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [head = '', ...sources] = line.split(' | ')
    const [id = '', severity = ''] = head.split(' ')
    return { id, severity: severity as Severity, sources }
  })

/** Edition of each guide that was read; the sections of the backup guide come from its first one. */
export const EDITIONS: Readonly<Record<string, readonly string[]>> = {
  "ANSSI guide d'hygiène": ['2.0'],
  'ANSSI-FT-082': ['1.0'],
  'ANSSI-PA-009': ['2.0'],
  'ANSSI-PA-012': ['2.0'],
  'ANSSI-PA-022': ['3.0'],
  'ANSSI-PA-035': ['1.2'],
  'ANSSI-PA-066': ['3.0'],
  'ANSSI-PG-078': ['2.0'],
  'ANSSI-PG-083': ['3.00'],
  'ANSSI-BP-100': ['1.0', '1.1'],
  'ANSSI IPsec': ['1.1'],
  'ANSSI Essentiels DevSecOps': ['2024-03-13'],
  'ANSSI guide ACME': ['2025-01-24'],
  'ANSSI externalisation': ['2010-12-03'],
  ReCyF: ['2.5'],
  MonServiceSécurisé: ['2'],
  'DGFiP spécifications externes B2B': ['3.1'],
  CNIL: ['2024'],
  'CNIL délibération': ['2021', '2025'],
  'CA/Browser Forum': ['SC-081v3'],
}
