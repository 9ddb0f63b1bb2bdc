import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signedText, signFolder, VERIFY_COMMANDS, withoutSignature } from '../../../scripts/lib/signing.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const SIGNER = {
  key: privateKey,
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  fingerprint: 'sha256:0',
}
const ASSESSMENT = `${JSON.stringify({ schema: 'socle/assessment/1', note: 'é "signature": null', signature: null }, null, 2)}\n`

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'socle-signing-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const shell = (command: string): string => {
  return execFileSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

describe('a signed folder', () => {
  const sign = (): string[] => {
    writeFileSync(join(folder, 'report.html'), '<p>vu</p>\n')
    writeFileSync(join(folder, 'assessment.live.json'), signedText(ASSESSMENT, SIGNER))
    return signFolder(folder, ['report.html', 'assessment.live.json'], SIGNER)
  }

  test('is verified by the commands that it prints, without Socle', () => {
    expect(sign()).toEqual(['MANIFEST.sha256', 'MANIFEST.sha256.sig', 'signing.pub'])
    const [digests = '', signature = '', fingerprint = ''] = VERIFY_COMMANDS.map((command) => shell(command))
    expect(digests).toBe('assessment.live.json: OK\nreport.html: OK\n')
    expect(signature).toBe('Signature Verified Successfully\n')
    expect(fingerprint).toMatch(/^[0-9a-f]{64} {2}-\n$/)
  })

  test.each([
    ['a report that was changed', 'report.html', VERIFY_COMMANDS[0]],
    ['a list that was changed', 'MANIFEST.sha256', VERIFY_COMMANDS[1]],
  ])('%s is seen', (_what, file, command = '') => {
    sign()
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8').replace('e', 'f')} `)
    expect(() => shell(command)).toThrow()
  })
})

describe('the signature inside an assessment', () => {
  const verify = (text: string): string => {
    writeFileSync(join(folder, 'a.json'), text)
    writeFileSync(join(folder, 'signing.pub'), SIGNER.publicKey)
    return shell(
      `sed 's/^  "signature": ".*"/  "signature": null/' a.json > unsigned.json
       sed -n 's/^  "signature": "\\(.*\\)".*/\\1/p' a.json | base64 -d > a.sig
       openssl pkeyutl -verify -pubin -inkey signing.pub -rawin -in unsigned.json -sigfile a.sig`,
    )
  }

  test('is over the same bytes without it', () => {
    const signed = signedText(ASSESSMENT, SIGNER)
    expect(withoutSignature(signed)).toBe(ASSESSMENT)
    expect(JSON.parse(signed)).toMatchObject({ note: 'é "signature": null' })
    expect(verify(signed)).toBe('Signature Verified Successfully\n')
  })

  test('signing again changes nothing', () => {
    const signed = signedText(ASSESSMENT, SIGNER)
    expect(signedText(signed, SIGNER)).toBe(signed)
  })

  test('another status is seen', () => {
    const signed = signedText(ASSESSMENT, SIGNER)
    expect(() => verify(signed.replace('assessment/1', 'assessment/2'))).toThrow()
  })
})
