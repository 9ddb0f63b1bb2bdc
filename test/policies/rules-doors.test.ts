import { describe, expect, test } from 'vitest'
import { answered, CERTIFICATE, configured, shown, spoken, type Edit } from '../../policies/examples/doors.ts'
import { FACTS, running } from '../../policies/examples/site.ts'
import type { Given } from '../../policies/rule.ts'
import { PROXY, results } from './judged.ts'

/** `status severity: what was seen`, or why nobody knows. */
function verdict(id: string, given: Given, subject = PROXY): string {
  const found = results(id, given()).find((result) => result.subject === subject)
  return found ? `${found.status} ${found.severity}: ${found.reason ?? found.seen}` : 'no verdict'
}

describe('a door as configured', () => {
  const edited = (id: string, ...edits: Edit[]) => verdict(id, configured(...edits))

  test.each<[string, Edit, string]>([
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.3;'],
      'pass blocking: ssl_protocols TLSv1.3',
    ],
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2;'],
      'fail blocking: ssl_protocols TLSv1.2',
    ],
    [
      'TLS-01',
      ['ssl_early_data off;', 'include /etc/nginx/snippets/tls.conf;'],
      'unknown blocking: include /etc/nginx/snippets/tls.conf: not visible at this level',
    ],
    ['TLS-01', ['http {', 'http { server {'], 'unknown blocking: nginx.conf: not visible at this level'],
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols SSLv3;'],
      'fail blocking: ssl_protocols SSLv3',
    ],
    ['TLS-02', ['ECDHE-ECDSA-CHACHA20-POLY1305', 'AES256-GCM-SHA384'], 'fail major: AES256-GCM-SHA384'],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-CCM8'],
      'fail major: ECDHE-ECDSA-AES128-CCM8',
    ],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-CCM'],
      'pass major: 2 suites; server order',
    ],
    ['TLS-02', ['ECDHE-ECDSA-CHACHA20-POLY1305', '!aNULL:@STRENGTH'], 'pass major: 1 suite; server order'],
    ['TLS-02', ['ssl_prefer_server_ciphers on;', ''], 'fail major: client order'],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'HIGH'],
      'unknown major: ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:HIGH: a reference that cannot be followed from here',
    ],
    [
      'TLS-06',
      ['ssl_session_tickets off;', ''],
      'pass minor: compression=false; early_data=false; tickets=3600 s',
    ],
    [
      'TLS-07',
      ['return 308 https://$host:8443$request_uri;', 'return 308 http://$host$request_uri;'],
      'fail major: facturation.demo.example: http 308',
    ],
    [
      'TLS-07',
      [
        'return 308 https://$host:8443$request_uri;',
        'location /.well-known/acme-challenge/ { root /srv; } location / { return 301 https://$host; }',
      ],
      'pass major: facturation.demo.example: http 301 → https; facturation.demo.example: HSTS max-age=31536000',
    ],
    [
      'TLS-07',
      ['max-age=31536000', 'max-age=31535999'],
      'fail major: facturation.demo.example: HSTS max-age=31535999',
    ],
    [
      'WEB-01',
      ['same-origin', 'unsafe-url'],
      'fail minor: facturation.demo.example: Referrer-Policy unsafe-url',
    ],
    [
      'WEB-01',
      ["default-src 'self';", "default-src 'self' 'unsafe-eval';"],
      'fail minor: facturation.demo.example: CSP default-src, frame-ancestors, unsafe-eval',
    ],
    ['WEB-01', ['samesite=lax', 'samesite=none'], 'unknown minor: Set-Cookie: not visible at this level'],
  ])('%s, %j: %s', (id, edit, expected) => {
    expect(edited(id, edit)).toBe(expected)
  })

  test('ephemeral keys without curves are the variant that the guide tolerates', () => {
    const [result] = results(
      'TLS-02',
      configured(['ECDHE-ECDSA-CHACHA20-POLY1305', 'DHE-RSA-AES256-GCM-SHA384'])(),
    )
    expect([result?.status, result?.variant]).toEqual(['pass', true])
  })

  test('only a door is asked: a site says which', () => {
    const given = configured()()
    const facts = { ...FACTS, publishers: ['other'] }
    expect(results('TLS-01', { ...given, facts }).map(({ status }) => status)).toEqual(['not-applicable'])
  })
})

describe('a door as it answers', () => {
  const rsa = (keyBits: number) => shown({ keyType: 'rsa', keyBits, signature: 'sha256WithRSAEncryption' })
  const in2031 =
    (given: Given): Given =>
    () => ({ ...given(), now: new Date('2031-01-01T00:00:00Z') })

  test.each<[string, Given, string]>([
    ['TLS-01', spoken({ refused: ['TLSv1.1'] }), 'unknown blocking: TLSv1: not visible at this level'],
    ['TLS-02', spoken({}), 'pass major: 2 suites; server order'],
    ['TLS-02', spoken({ offered: ['TLSv1.3'], refused: ['TLSv1.2'] }), 'pass major: TLSv1.3'],
    ['TLS-02', spoken({ ciphers: undefined }), 'unknown major: ciphers: not visible at this level'],
    ['TLS-02', spoken({ serverOrder: false }), 'fail major: client order'],
    ['TLS-02', spoken({ serverOrder: undefined }), 'unknown major: serverOrder: not visible at this level'],
    ['TLS-03', shown(), 'pass blocking: ec 256, ecdsa-with-SHA256'],
    ['TLS-03', rsa(2047), 'fail blocking: rsa 2047, sha256WithRSAEncryption'],
    ['TLS-03', rsa(2048), 'fail minor: rsa 2048, sha256WithRSAEncryption'],
    ['TLS-03', rsa(3071), 'fail minor: rsa 3071, sha256WithRSAEncryption'],
    ['TLS-03', rsa(3072), 'pass blocking: rsa 3072, sha256WithRSAEncryption'],
    ['TLS-03', in2031(rsa(2048)), 'fail blocking: rsa 2048, sha256WithRSAEncryption'],
    ['TLS-03', shown({ signature: 'sha1WithRSAEncryption' }), 'fail blocking: ec 256, sha1WithRSAEncryption'],
    ['TLS-03', shown({ keyType: 'dsa', keyBits: 4096 }), 'fail blocking: dsa 4096, ecdsa-with-SHA256'],
    ['TLS-04', shown({ names: ['*.example'] }), 'fail major: facturation.demo.example: SAN *.example'],
    ['TLS-04', shown({ usages: [] }), 'fail major: facturation.demo.example: EKU -'],
    [
      'TLS-04',
      shown({ notBefore: '2026-11-24T00:00:00Z' }),
      'fail major: facturation.demo.example: 2026-11-24 → 2027-11-30',
    ],
    [
      'TLS-04',
      spoken({}, { certificate: undefined }),
      'unknown major: certificate: not visible at this level',
    ],
    ['TLS-05', spoken({}, { certificate: CERTIFICATE }), 'pass minor: only one termination probed'],
    [
      'TLS-05',
      spoken({}, { subject: 'docker_container.login' }),
      'fail minor: the same as docker_container.login',
    ],
    [
      'TLS-06',
      spoken({ ticketSeconds: 86_400 }),
      'pass minor: compression=false; early_data=false; tickets=86400 s',
    ],
    ['TLS-06', spoken({ ticketSeconds: 86_401 }), 'fail minor: tickets=86401 s'],
    ['TLS-06', spoken({ earlyData: undefined }), 'unknown minor: 0-RTT: not visible at this level'],
    ['TLS-07', answered(null), 'unknown major: https: not visible at this level'],
    ['TLS-07', answered({}, { status: 200, headers: {} }), 'fail major: facturation.demo.example: http 200'],
    [
      'TLS-07',
      answered({ headers: { 'strict-transport-security': 'includeSubDomains; max-age="31536000"' } }),
      'pass major: facturation.demo.example: HSTS max-age=31536000; facturation.demo.example: http 308 → https',
    ],
    [
      'WEB-01',
      answered({ cookies: ['my-secure=; SameSite=Lax; HttpOnly', 'b=; Secure; HttpOnly; SameSite=Strict'] }),
      'fail minor: facturation.demo.example: cookies my-secure',
    ],
    ['WEB-01', () => running(), 'unknown minor: observations: not visible at this level'],
  ])('%s: case %#', (id, given, expected) => {
    expect(verdict(id, given)).toBe(expected)
  })
})

describe('TLS-04: the longest lifetime', () => {
  const lasting = (notBefore: string, days: number, isPublic: boolean): Given => {
    const notAfter = new Date(Date.parse(notBefore) + days * 86_400_000).toISOString()
    return () => ({
      ...shown({ notBefore: new Date(notBefore).toISOString(), notAfter, isPublic })(),
      now: new Date(Date.parse(notBefore) + 3_600_000),
    })
  }

  test.each([
    ['2026-11-01', 825, false, 'pass'],
    ['2026-11-01', 826, false, 'fail'],
    ['2029-06-01', 825, false, 'pass'],
    ['2026-03-14', 398, true, 'pass'],
    ['2026-03-15', 200, true, 'pass'],
    ['2026-03-15', 201, true, 'fail'],
    ['2027-03-14', 200, true, 'pass'],
    ['2027-03-15', 100, true, 'pass'],
    ['2027-03-15', 101, true, 'fail'],
    ['2029-03-15', 47, true, 'pass'],
    ['2029-03-15', 48, true, 'fail'],
    ['2026-11-01', 15, false, 'fail'],
    ['2026-11-01', 16, false, 'pass'],
  ])('from %s, %i days, public %s: %s', (from, days, isPublic, expected) => {
    expect(results('TLS-04', lasting(from, days, isPublic)()).map(({ status }) => status)).toEqual([expected])
  })
})
