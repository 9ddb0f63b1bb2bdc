import { webcrypto, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { certificateSeen } from '../../../scripts/probes/tls-certificate.ts'
import { loadX509 } from '../../../scripts/secrets/x509.ts'

type Algorithm = webcrypto.Algorithm & { readonly namedCurve?: string; readonly hash?: string }

const P256: Algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const RSA = { publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 }
const PKCS1 = { name: 'RSASSA-PKCS1-v1_5', ...RSA }

async function certificateOf(algorithm: Algorithm, isPlain = false): Promise<X509Certificate> {
  const x509 = await loadX509()
  const parameters = algorithm as webcrypto.EcKeyGenParams
  const keys = await webcrypto.subtle.generateKey(parameters, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=a.example',
    serialNumber: '01',
    notBefore: new Date('2026-11-01T00:00:00Z'),
    notAfter: new Date('2027-11-30T12:30:00Z'),
    keys,
    signingAlgorithm: algorithm,
    extensions: isPlain
      ? []
      : [
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
            x509.ExtendedKeyUsage.clientAuth,
          ]),
          new x509.SubjectAlternativeNameExtension([
            { type: 'dns', value: 'a.example' },
            { type: 'ip', value: '192.0.2.1' },
            { type: 'dns', value: '*.b.example' },
            // Whoever cuts the text form of the extension at its commas reads two names.
            { type: 'dns', value: 'c.example, DNS:d.example' },
          ]),
        ],
  })
  return new X509Certificate(Buffer.from(certificate.rawData))
}

const seen = (certificate: X509Certificate) => certificateSeen('a.example', certificate, { isPublic: false })

test.each([
  [P256, 'ec', 256, 'ecdsa-with-SHA256'],
  [{ name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-1' }, 'ec', 384, 'ecdsa-with-SHA1'],
  [{ name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' }, 'ec', 521, 'ecdsa-with-SHA512'],
  [{ name: 'Ed25519' }, 'ed25519', 256, 'ED25519'],
  [{ ...PKCS1, hash: 'SHA-1' }, 'rsa', 2048, 'sha1WithRSAEncryption'],
  [{ ...PKCS1, hash: 'SHA-384' }, 'rsa', 2048, 'sha384WithRSAEncryption'],
  [{ name: 'RSA-PSS', ...RSA, hash: 'SHA-256', saltLength: 32 }, 'rsa', 2048, 'rsassaPss'],
])('the key and the signature of %j', async (algorithm, keyType, keyBits, signature) => {
  expect(await seen(await certificateOf(algorithm))).toMatchObject({ keyType, keyBits, signature })
})

test('dates, DNS names, usages and where the chain leads', async () => {
  const certificate = await certificateOf(P256)
  expect(await certificateSeen('login.example', certificate, { chained: false, isPublic: true })).toEqual({
    hostname: 'login.example',
    notBefore: '2026-11-01T00:00:00.000Z',
    notAfter: '2027-11-30T12:30:00.000Z',
    names: ['a.example', '*.b.example', 'c.example, DNS:d.example'],
    usages: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
    keyType: 'ec',
    keyBits: 256,
    signature: 'ecdsa-with-SHA256',
    fingerprint256: certificate.fingerprint256,
    chained: false,
    isPublic: true,
  })
})

test('a certificate that names nothing', async () => {
  const certificate = await certificateOf({ name: 'Ed25519' }, true)
  expect(await seen(certificate)).toMatchObject({ names: [], usages: [] })
})

test('a signature algorithm that nobody listed is shown by its identifier', async () => {
  const raw = Buffer.from((await certificateOf({ name: 'Ed25519' })).raw)
  const ed25519 = Buffer.from('06032b6570', 'hex')
  raw.writeUInt8(0x7f, raw.lastIndexOf(ed25519) + ed25519.length - 1)
  expect(await seen(new X509Certificate(raw))).toMatchObject({ keyType: 'ed25519', signature: 'OID 2b657f' })
})
