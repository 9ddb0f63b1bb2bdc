import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SIGNING_KEY } from '../../modules/secrets/signing.ts'
import type { SecretStore } from '../secrets/store.ts'
import { Failure } from './fail.ts'
import { sha256, writeWhole } from './files.ts'

export const MANIFEST = 'MANIFEST.sha256'
const PUBLIC_KEY = 'signing.pub'

/** The site's key for reports, out of its secrets. */
export interface Signer {
  readonly key: KeyObject
  /** PEM, to be given to whoever verifies. */
  readonly publicKey: string
  /** `sha256:…` of the public key (SPKI, DER): what an auditor compares with what they were told another way. */
  readonly fingerprint: string
}

/** @throws Failure REPORT-NO-KEY when the site's secrets were made before there was one */
export async function signerOf(store: SecretStore): Promise<Signer> {
  if (!store.has(SIGNING_KEY)) {
    throw new Failure('REPORT-NO-KEY', {
      fr: "le site n'a pas encore de clé de signature : `socle secrets init` la crée",
      en: 'the site has no signing key yet: `socle secrets init` makes it',
    })
  }
  const key = createPrivateKey((await store.reveal(SIGNING_KEY)).reveal())
  const publicKey = createPublicKey(key)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    key,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: `sha256:${createHash('sha256').update(der).digest('hex')}`,
  }
}

/**
 * An assessment with its signature: over the file's own bytes with `"signature": null`, so that putting it back and
 * calling OpenSSL verifies it.
 */
export function signedText(text: string, { key }: Pick<Signer, 'key'>): string {
  const unsigned = withoutSignature(text)
  const signature = sign(null, Buffer.from(unsigned), key).toString('base64')
  return unsigned.replace('\n  "signature": null', () => `\n  "signature": ${JSON.stringify(signature)}`)
}

/** The text that a signature is about. */
export const withoutSignature = (text: string): string =>
  text.replace(/\n {2}"signature": "[A-Za-z0-9+/=]*"/, '\n  "signature": null')

/** The commands that verify a signed folder without Socle, in the order in which they are run. */
export const VERIFY_COMMANDS: readonly string[] = [
  `sha256sum --check ${MANIFEST}`,
  `openssl pkeyutl -verify -pubin -inkey ${PUBLIC_KEY} -rawin -in ${MANIFEST} -sigfile ${MANIFEST}.sig`,
  `openssl pkey -pubin -in ${PUBLIC_KEY} -outform DER | sha256sum`,
]

/** Writes the list of digests of these files of a folder, its signature and the public key beside it. */
export function signFolder(folder: string, files: readonly string[], signer: Signer): string[] {
  const lines = [...files].sort().map((name) => `${digest(join(folder, name))}  ${name}\n`)
  const manifest = lines.join('')
  writeWhole(join(folder, PUBLIC_KEY), signer.publicKey)
  writeWhole(join(folder, MANIFEST), manifest)
  writeWhole(join(folder, `${MANIFEST}.sig`), sign(null, Buffer.from(manifest), signer.key))
  return [MANIFEST, `${MANIFEST}.sig`, PUBLIC_KEY]
}

/** Removes what `signFolder` wrote, and its timestamp. */
export function removeSignature(folder: string): void {
  for (const name of [MANIFEST, `${MANIFEST}.sig`, `${MANIFEST}.tsr`, PUBLIC_KEY])
    rmSync(join(folder, name), { force: true })
}

const digest = (path: string): string => sha256(readFileSync(path)).slice('sha256:'.length)

/** Files of a report folder that are worth signing: the assessments and what was rendered from them. */
export const reportFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /^(assessment\.(synth|plan|live)\.json|report\.(html|md)|junit\.xml|(results|code-scanning)\.sarif|oscal-assessment-results\.json)$/.test(
          entry.name,
        ),
    )
    .map(({ name }) => name)
    .sort()
