import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  certificateInfo,
  createAuthority,
  issueCertificate,
  needsRenewal,
  type Issued,
} from '../../../scripts/secrets/pki.ts'
import { failureOf } from './site.ts'

const siteId = 'cabinet-durand'
const PERMITTED = ['durand.example', 'db', 'tryton']
/** Handshakes and `openssl verify` use the machine's clock, so the certificates do too. */
const TODAY = new Date()
const after = (days: number) => new Date(TODAY.getTime() + days * 24 * 60 * 60 * 1000)

const authority = await createAuthority({ siteId, permitted: PERMITTED, now: TODAY })
const issue = (hostnames: string[], options: { by?: Issued; now?: Date } = {}) =>
  issueCertificate({ siteId, authority: options.by ?? authority, hostnames, now: options.now ?? TODAY })
const proxy = await issue(['facturation.durand.example', 'connexion.durand.example'])
const db = await issue(['db'])

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'socle-pki-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

function openssl(files: Record<string, string>, ...args: string[]): string {
  const { stdout, stderr } = spawnSync('openssl', args, {
    cwd: folderWith(files),
    encoding: 'utf8',
    timeout: 20_000,
  })
  return stdout + stderr
}

const shown = (certificate: string, ...parts: string[]) =>
  openssl({ 'c.crt': certificate }, 'x509', '-in', 'c.crt', '-noout', ...parts)

describe('openssl reads', () => {
  test('a CA: constrained, allowed to sign and nothing else', () => {
    const text = shown(authority.certificate, '-ext', 'basicConstraints,keyUsage,nameConstraints')
    expect(text.replaceAll(/ +\n/g, '\n')).toBe(`X509v3 Basic Constraints: critical
    CA:TRUE, pathlen:0
X509v3 Key Usage: critical
    Certificate Sign, CRL Sign
X509v3 Name Constraints: critical
    Permitted:
      DNS:durand.example
      DNS:db
      DNS:tryton
    Excluded:
      IP:0.0.0.0/0.0.0.0
      IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0
`)
    expect(shown(authority.certificate, '-subject', '-nameopt', 'RFC2253')).toBe(
      `subject=CN=cabinet-durand internal CA ${TODAY.toISOString().slice(0, 10)},O=cabinet-durand\n`,
    )
  })

  test('a server certificate: signature and server authentication only', () => {
    const text = shown(proxy.certificate, '-ext', 'basicConstraints,keyUsage,extendedKeyUsage,subjectAltName')
    expect(text.replaceAll(/ +\n/g, '\n')).toBe(`X509v3 Basic Constraints: critical
    CA:FALSE
X509v3 Key Usage: critical
    Digital Signature
X509v3 Extended Key Usage:
    TLS Web Server Authentication
X509v3 Subject Alternative Name:
    DNS:facturation.durand.example, DNS:connexion.durand.example
`)
  })

  test.each([
    { what: 'the CA', certificate: authority.certificate },
    { what: 'a server', certificate: db.certificate },
  ])('$what: ECDSA P-256, SHA-256, a serial number of 126 random bits', ({ certificate }) => {
    const text = shown(certificate, '-text')
    expect(text).toContain('Signature Algorithm: ecdsa-with-SHA256')
    expect(text).toContain('NIST CURVE: P-256')
    expect(shown(certificate, '-serial')).toMatch(/^serial=[4-7][0-9A-F]{31}\n$/)
  })

  test('the key identifiers that tie the two', () => {
    const identifier = (text: string) => /Identifier:\s+(?:keyid:)?([0-9A-F:]{59})/.exec(text)?.[1]
    const own = identifier(shown(authority.certificate, '-ext', 'subjectKeyIdentifier'))
    expect(own).toMatch(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/)
    expect(identifier(shown(db.certificate, '-ext', 'authorityKeyIdentifier'))).toBe(own)
  })
})

const VERIFY = ['verify', '-x509_strict', '-CAfile', 'ca.crt', '-purpose', 'sslserver', '-verify_hostname']

test.each([
  { leaf: proxy, hostname: 'facturation.durand.example', want: 'leaf.crt: OK\n' },
  { leaf: proxy, hostname: 'connexion.durand.example', want: 'leaf.crt: OK\n' },
  { leaf: db, hostname: 'db', want: 'leaf.crt: OK\n' },
  { leaf: db, hostname: 'tryton', want: expect.stringContaining('hostname mismatch') as string },
])('openssl verify of $hostname', ({ leaf, hostname, want }) => {
  expect(
    openssl(
      { 'ca.crt': authority.certificate, 'leaf.crt': leaf.certificate },
      ...VERIFY,
      hostname,
      'leaf.crt',
    ),
  ).toEqual(want)
})

test('openssl refuses what this CA may not sign, were its key stolen', () => {
  const request = [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-CA', 'ca.crt', '-CAkey', 'ca.key',
    '-keyout', 'k', '-out', 'leaf.crt', '-days', '9', '-subj', '/O=x', '-addext',
  ] // prettier-ignore
  for (const name of ['DNS:bank.example', 'DNS:durand.example.evil.example', 'IP:192.168.20.10', 'IP:::1']) {
    const folder = folderWith({ 'ca.crt': authority.certificate, 'ca.key': authority.key.reveal() })
    const run = (args: string[]) =>
      spawnSync('openssl', args, { cwd: folder, encoding: 'utf8', timeout: 20_000 })
    expect(run([...request, `subjectAltName=${name}`]).status).toBe(0)
    const { status, stderr } = run(['verify', '-CAfile', 'ca.crt', 'leaf.crt'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/permitted subtree violation|excluded subtree violation/)
  }
})

async function handshake(server: Issued, servername: string, ca: string): Promise<string> {
  const listener = createServer({ cert: server.certificate, key: server.key.reveal(), minVersion: 'TLSv1.2' })
  listener.on('tlsClientError', () => undefined)
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const socket = connect({
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    servername,
    ca,
  })
  try {
    await once(socket, 'secureConnect')
    return `${socket.authorized} ${socket.getProtocol()}`
  } catch (reason) {
    return (reason as NodeJS.ErrnoException).code ?? String(reason)
  } finally {
    socket.destroy()
    listener.close()
  }
}

test('a TLS client that trusts the CA accepts the server under its name, and nobody else', async () => {
  const ca = authority.certificate
  expect(await handshake(proxy, 'facturation.durand.example', ca)).toBe('true TLSv1.3')
  expect(await handshake(db, 'db', ca)).toBe('true TLSv1.3')
  expect(await handshake(proxy, 'db', ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  const other = await createAuthority({ siteId, permitted: PERMITTED, now: TODAY })
  expect(await handshake(db, 'db', other.certificate)).toMatch(
    /^(CERT_SIGNATURE_FAILURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/,
  )
})

test('validity: ten years for the CA, 397 days for a server, from an hour ago', () => {
  const days = (pem: string) => {
    const { validFrom, validTo } = new X509Certificate(pem)
    expect(TODAY.getTime() - Date.parse(validFrom)).toBeGreaterThanOrEqual(3_600_000)
    expect(TODAY.getTime() - Date.parse(validFrom)).toBeLessThan(3_602_000)
    return (Date.parse(validTo) - Date.parse(validFrom) + 1000) / 86_400_000
  }
  expect(days(authority.certificate)).toBe(3650)
  expect(days(proxy.certificate)).toBe(397)
})

test('certificateInfo says what a person wants to know', () => {
  const info = certificateInfo(proxy.certificate, TODAY)
  expect(info).toEqual({
    subject: 'O=cabinet-durand, CN=facturation.durand.example',
    hostnames: ['facturation.durand.example', 'connexion.durand.example'],
    notAfter: new Date(new X509Certificate(proxy.certificate).validTo),
    fingerprint: shown(proxy.certificate, '-fingerprint', '-sha256').trim().replace(/^.*=/, ''),
    daysLeft: 396,
  })
  expect(certificateInfo(proxy.certificate, after(400)).daysLeft).toBe(-4)
})

test('certificateInfo of something else', async () => {
  expect(await failureOf(() => certificateInfo('-----BEGIN CERTIFICATE-----\nAAAA\n'))).toEqual({
    code: 'SECRETS-CERTIFICATE',
    fr: "un certificat X.509 au format PEM était attendu : ce texte n'en est pas un",
    en: 'an X.509 certificate in PEM was expected: this text is none',
    exit: 2,
  })
})

const NAMES = ['connexion.durand.example', 'facturation.durand.example']
const rival = await createAuthority({ siteId, permitted: PERMITTED, now: TODAY })

test.each([
  { when: 'it is fresh, in any order of names', hostnames: NAMES, inDays: 0, by: authority, due: false },
  { when: '30 days are left', hostnames: NAMES, inDays: 366, by: authority, due: false },
  { when: '29 days are left', hostnames: NAMES, inDays: 367, by: authority, due: true },
  { when: 'it is expired', hostnames: NAMES, inDays: 500, by: authority, due: true },
  {
    when: 'a name is wanted more',
    hostnames: [...NAMES, 'durand.example'],
    inDays: 0,
    by: authority,
    due: true,
  },
  { when: 'a name is wanted less', hostnames: NAMES.slice(1), inDays: 0, by: authority, due: true },
  { when: 'the CA has another key under the same name', hostnames: NAMES, inDays: 0, by: rival, due: true },
])('renewal due when $when: $due', ({ hostnames, inDays, by, due }) => {
  const asked = { certificate: proxy.certificate, authority: by.certificate, hostnames, now: after(inDays) }
  expect(needsRenewal(asked)).toBe(due)
})

test('a name that the CA may not sign is refused before it is signed', async () => {
  expect(await failureOf(() => issue(['db', 'compta.example']))).toEqual({
    code: 'SECRETS-CA-NAMES',
    fr: "l'autorité du site ne peut pas signer compta.example (elle est limitée à durand.example, db, tryton) : remplacez-la par `socle secrets rotate ca/ca.crt`, puis faites approuver la nouvelle par les postes",
    en: 'the CA of the site may not sign compta.example (it is limited to durand.example, db, tryton): replace it with `socle secrets rotate ca/ca.crt`, then have the workstations trust the new one',
    exit: 2,
  })
})

test('a server certificate never outlives its CA, and a CA at its end signs no more', async () => {
  const late = await issue(['db'], { now: after(3610) })
  expect(new X509Certificate(late.certificate).validTo).toBe(
    new X509Certificate(authority.certificate).validTo,
  )
  expect(await failureOf(() => issue(['db'], { now: after(3625) }))).toMatchObject({
    code: 'SECRETS-CA-EXPIRING',
    en: 'the CA of the site expires in 24 days, too soon to sign: replace it with `socle secrets rotate ca/ca.crt`, then have the workstations trust the new one',
  })
})

test('a name of 65 characters or more stays out of the common name', async () => {
  const long = `${'a'.repeat(60)}.durand.example`
  const { certificate } = await issue([long])
  expect(certificateInfo(certificate)).toMatchObject({ subject: 'O=cabinet-durand', hostnames: [long] })
  expect(
    openssl({ 'ca.crt': authority.certificate, 'leaf.crt': certificate }, ...VERIFY, long, 'leaf.crt'),
  ).toBe('leaf.crt: OK\n')
})

test.each([
  '*.durand.example',
  'Facturation.durand.example',
  'a b',
  '',
  '-a',
  'a..b',
  'é.fr',
  '${x}',
  'a\nb',
  'a'.repeat(64),
])('host name %j is refused', async (hostname) => {
  await expect(issue([hostname])).rejects.toThrow(
    new TypeError(`host name ${JSON.stringify(hostname)}: want lower-case DNS labels, no wildcard`),
  )
})

test('two keys are never the same, and nothing stays on the global object', () => {
  expect(db.key.reveal()).not.toBe(proxy.key.reveal())
  expect(db.key.reveal()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
  expect('getMetadata' in Reflect).toBe(false)
})
