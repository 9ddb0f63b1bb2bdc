import { createHmac, randomBytes } from 'node:crypto'
import { decrypt, encrypt } from './age.ts'
import { altered, notRecipient, storeAbsent, unknownSecret } from './failures.ts'
import { loadIdentity, type Identity } from './identity.ts'
import { SecretValue } from './secret-value.ts'
import {
  readStoreFile,
  storePath,
  writeStoreFile,
  type SecretKind,
  type StoreFile,
  type StoredSecret,
} from './store-file.ts'

export interface SecretSummary {
  readonly name: string
  readonly kind: SecretKind
  readonly revision: string
  readonly ageDays: number
}

const DAY = 24 * 60 * 60 * 1000

/** The secrets of a site, opened with an identity. Changes live in memory until `save`, which writes all or nothing. */
export class SecretStore {
  readonly siteDir: string
  readonly #file: StoreFile
  readonly #secrets: Map<string, StoredSecret>
  readonly #identity: Identity
  readonly #revisionKey: SecretValue
  #dirty: boolean

  /** @internal `openStore` and `createStore` are the doors. */
  constructor(siteDir: string, file: StoreFile, identity: Identity, revisionKey: SecretValue, dirty = false) {
    this.siteDir = siteDir
    this.#file = file
    this.#secrets = new Map(file.secrets)
    this.#identity = identity
    this.#revisionKey = revisionKey
    this.#dirty = dirty
  }

  get siteId(): string {
    return this.#file.site
  }

  get owner(): string {
    return this.#file.owner
  }

  get recipients(): readonly string[] {
    return this.#file.recipients
  }

  has(name: string): boolean {
    return this.#secrets.has(name)
  }

  list(now = new Date()): SecretSummary[] {
    const summaries = [...this.#secrets].map(([name, { kind, revision, createdAt }]) => {
      const ageDays = Math.max(0, Math.floor((now.getTime() - Date.parse(createdAt)) / DAY))
      return { name, kind, revision, ageDays }
    })
    return summaries.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  revisions(): Record<string, string> {
    return Object.fromEntries([...this.#secrets].map(([name, { revision }]) => [name, revision]))
  }

  /** @throws Failure SECRETS-UNKNOWN, SECRETS-ALTERED (also when the ciphertext is that of another name or site) */
  async reveal(name: string): Promise<SecretValue> {
    const stored = this.#secrets.get(name)
    if (!stored) throw unknownSecret(name)
    const value = await open(this.siteId, name, stored.age, this.#identity)
    // Age does not say who encrypted; the revision does, for whoever cannot know its key.
    if (this.#revision(name, value) !== stored.revision) throw altered(name)
    return value
  }

  /** Keeps a value under a name; false when that very value is there already, and nothing changes. */
  async put(name: string, kind: SecretKind, value: SecretValue, now: Date): Promise<boolean> {
    const revision = this.#revision(name, value)
    if (this.#secrets.get(name)?.revision === revision) return false
    const age = await seal(this.siteId, name, value, this.recipients)
    this.#secrets.set(name, { kind, revision, createdAt: utc(now), age })
    this.#dirty = true
    return true
  }

  /**
   * The same secrets, encrypted for exactly these recipients: revisions stay, so no role restarts. Somebody who was
   * removed keeps what older commits hold: rotate afterwards.
   */
  async rekeyed(recipients: readonly string[]): Promise<SecretStore> {
    const { site, owner } = this.#file
    const head = {
      site,
      owner,
      recipients,
      revisionKey: await seal(site, keyName(owner), this.#revisionKey, recipients),
    }
    const secrets = new Map<string, StoredSecret>()
    for (const [name, stored] of this.#secrets) {
      secrets.set(name, { ...stored, age: await seal(site, name, await this.reveal(name), recipients) })
    }
    return new SecretStore(this.siteDir, { ...head, secrets }, this.#identity, this.#revisionKey, true)
  }

  /** Writes `secrets.yaml`, if anything changed. */
  save(): void {
    if (this.#dirty) writeStoreFile(this.siteDir, { ...this.#file, secrets: this.#secrets })
    this.#dirty = false
  }

  /** Keyed: a low-entropy value cannot be guessed from its label. Covers the name: equal values have unequal labels. */
  #revision(name: string, value: SecretValue): string {
    const key = Buffer.from(this.#revisionKey.reveal(), 'base64url')
    return createHmac('sha256', key)
      .update(envelope(this.siteId, name, value))
      .digest('hex')
      .slice(0, 16)
  }
}

/** @param known - the identity, when it was loaded before. @throws Failure SECRETS-ABSENT, -MALFORMED, -OTHER-SITE, -WRONG-IDENTITY, and those of `loadIdentity` */
export async function openStore(siteDir: string, siteId: string, known?: Identity): Promise<SecretStore> {
  const file = readStoreFile(siteDir, siteId)
  if (!file) throw storeAbsent(storePath(siteDir))
  const identity = known ?? (await loadIdentity(siteDir, siteId))
  const revisionKey = await open(siteId, keyName(file.owner), file.revisionKey, identity)
  return new SecretStore(siteDir, file, identity, revisionKey)
}

/** An empty store for a new site, owned by `identity`; nothing is written before `save`. */
export async function createStore(
  siteDir: string,
  siteId: string,
  identity: Identity,
  recipients: readonly string[],
): Promise<SecretStore> {
  const owner = identity.recipient
  const revisionKey = new SecretValue(randomBytes(32).toString('base64url'))
  const all = recipientsOf(owner, recipients, identity)
  const sealed = await seal(siteId, keyName(owner), revisionKey, all)
  const file = { site: siteId, owner, recipients: all, revisionKey: sealed, secrets: new Map() }
  return new SecretStore(siteDir, file, identity, revisionKey, true)
}

/** Owner first, then those of site.yaml. @throws Failure SECRETS-NOT-RECIPIENT when the operator locks himself out */
export function recipientsOf(owner: string, listed: readonly string[], operator: Identity): string[] {
  const all = [...new Set([owner, ...[...listed].sort()])]
  if (!all.includes(operator.recipient)) throw notRecipient(operator.recipient)
  return all
}

/** Binds the owner to the store: it is a recipient of every later write, so nobody may slip in another. */
const keyName = (owner: string) => `revision-key/${owner}`

const envelope = (site: string, name: string, value: SecretValue) =>
  JSON.stringify({ site, name, value: value.reveal() })

const seal = (site: string, name: string, value: SecretValue, recipients: readonly string[]) =>
  encrypt(envelope(site, name, value), recipients)

async function open(site: string, name: string, armored: string, identity: Identity): Promise<SecretValue> {
  const label = name.startsWith('revision-key/') ? 'revision-key' : name
  const plaintext = await decrypt(armored, identity.key, label)
  try {
    const found = JSON.parse(plaintext.reveal()) as Record<string, unknown> | null
    const value = found?.['value']
    if (found?.['site'] === site && found['name'] === name && typeof value === 'string')
      return new SecretValue(value)
  } catch {
    // The parser's message would quote the plaintext.
  }
  throw altered(label)
}

const utc = (date: Date) => `${date.toISOString().slice(0, 19)}Z`
