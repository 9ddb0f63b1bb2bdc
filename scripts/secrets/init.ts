import { authorityCopy, storeAbsent, unknownSecret } from './failures.ts'
import { createIdentity, loadIdentity, type Identity } from './identity.ts'
import { makeSecrets } from './make.ts'
import type { SecretSpec } from '../../modules/secrets/spec.ts'
import { assertConsistent, inOrder, namesOf } from './spec.ts'
import { readStoreFile, roleOf, storePath } from './store-file.ts'
import { createStore, openStore, recipientsOf } from './store.ts'

export interface SecretSettings {
  readonly siteDir: string
  readonly siteId: string
  readonly wanted: readonly SecretSpec[]
  /** Public keys of `secrets.recipients` in site.yaml, besides the owner's. */
  readonly recipients: readonly string[]
  /** @default the machine's clock */
  readonly now?: Date
}

/** Which secrets get a new value. The CA and the signing key are replaced only when named: others trust them. */
export type Selection = { readonly name: string } | { readonly role: string } | { readonly all: true }

/** What happened, by name; never a value. */
export interface SecretsReport {
  readonly identity: { readonly path: string; readonly recipient: string; readonly created: boolean }
  readonly created: readonly string[]
  /** Replaced by a new value: rotated, renewed, or derived from one that was. */
  readonly changed: readonly string[]
  /** Kept from an architecture that had more: an application that comes back finds its password again. */
  readonly unused: readonly string[]
  readonly recipients: { readonly added: readonly string[]; readonly removed: readonly string[] }
}

/** Creates what is missing, renews what is due, re-encrypts when the recipients changed. Twice changes nothing. */
export async function initSecrets(settings: SecretSettings): Promise<SecretsReport> {
  return converge(settings, new Set())
}

/** New values for the selection and for everything derived from it. @throws Failure SECRETS-UNKNOWN, -CA-COPY, -ABSENT */
export async function rotate(settings: SecretSettings, selection: Selection): Promise<SecretsReport> {
  const { siteDir, siteId } = settings
  if (!readStoreFile(siteDir, siteId)) throw storeAbsent(storePath(siteDir))
  return converge(settings, selected(settings.wanted, selection))
}

async function converge(settings: SecretSettings, renew: ReadonlySet<string>): Promise<SecretsReport> {
  const { siteDir, siteId, wanted, recipients, now = new Date() } = settings
  assertConsistent(wanted)
  const fresh = !readStoreFile(siteDir, siteId)
  // A key is created with the first secrets only: a new key would not open those that exist.
  const identity = fresh
    ? await createIdentity(siteDir, siteId)
    : { ...(await loadIdentity(siteDir, siteId)), created: false }
  const { store, added, removed } = fresh
    ? { store: await createStore(siteDir, siteId, identity, recipients), added: [], removed: [] }
    : await reopened(siteDir, siteId, identity, recipients)
  const created: string[] = []
  const changed: string[] = []
  for (const spec of inOrder(wanted)) {
    for (const { name, kind, value } of await makeSecrets(spec, { store, now, renew })) {
      const existed = store.has(name)
      if (await store.put(name, kind, value, now)) (existed ? changed : created).push(name)
    }
  }
  store.save()
  const names = new Set(wanted.flatMap(namesOf))
  const unused = store.list(now).flatMap(({ name }) => (names.has(name) ? [] : [name]))
  const { path, recipient } = identity
  return {
    identity: { path, recipient, created: identity.created },
    created,
    changed,
    unused,
    recipients: { added, removed },
  }
}

async function reopened(siteDir: string, siteId: string, identity: Identity, listed: readonly string[]) {
  const store = await openStore(siteDir, siteId, identity)
  const all = recipientsOf(store.owner, listed, identity)
  const added = all.filter((each) => !store.recipients.includes(each))
  const removed = store.recipients.filter((each) => !all.includes(each))
  return { store: added.length + removed.length ? await store.rekeyed(all) : store, added, removed }
}

/** Names to renew: of the specs that match, or of those they derive from. */
function selected(wanted: readonly SecretSpec[], selection: Selection): Set<string> {
  const specs = wanted.filter((spec) => namesOf(spec).some((name) => matches(selection, name)))
  if (specs.length === 0) throw unknownSecret(Object.values(selection).join())
  const named = !('all' in selection) && specs.every(({ kind }) => kind === 'ca' || kind === 'signing')
  const sources = specs.map((spec) => ('from' in spec ? spec.from : spec.name))
  if ('name' in selection && !named && sources.some(isTrusted)) throw authorityCopy(selection.name)
  const renewed = sources.filter((name) => named || !isTrusted(name))
  return new Set(
    wanted.flatMap((spec) => (namesOf(spec).some((name) => renewed.includes(name)) ? namesOf(spec) : [])),
  )
}

function matches(selection: Selection, name: string): boolean {
  if ('all' in selection) return true
  return 'role' in selection ? roleOf(name) === selection.role : name === selection.name
}

/** What others were told to trust is replaced by name only: the authority, and the key that signs reports. */
const isTrusted = (name: string) => ['ca', 'report'].includes(roleOf(name))
