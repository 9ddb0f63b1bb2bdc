import { fileOf, roleOf, roleRevision } from './store-file.ts'
import type { SecretStore } from './store.ts'

/** A file to put into the secrets volume of a role, in clear: for the Docker API, and for nothing else. */
export interface SecretFile {
  readonly name: string
  readonly content: string
}

export interface SecretDelivery {
  /** Name of the folder under `/run/secrets`: the revision of the role, also its label in the plan. */
  readonly directory: string
  readonly files: readonly SecretFile[]
}

/** What a role receives. The CA's own private key is delivered to nobody. */
export async function filesFor(store: SecretStore, role: string): Promise<SecretDelivery> {
  if (role === 'ca') throw new TypeError('the secrets of the CA are never delivered')
  const files: SecretFile[] = []
  for (const { name } of store.list().filter((each) => roleOf(each.name) === role)) {
    files.push({ name: fileOf(name), content: (await store.reveal(name)).reveal() })
  }
  return { directory: roleRevision(store.revisions(), role), files }
}

/**
 * Texts that no argument, environment, state, plan, log or report may hold: every password, and the lines of every
 * private key that hold private bits (the last one, shorter, is the public half, which certificates show).
 */
export async function canaries(store: SecretStore): Promise<string[]> {
  const found: string[] = []
  for (const { name, kind } of store.list()) {
    if (kind !== 'password' && kind !== 'key') continue
    const value = (await store.reveal(name)).reveal()
    found.push(
      ...(kind === 'password' ? [value] : value.split('\n').filter((line) => /^[\w+/]{64}$/.test(line))),
    )
  }
  return found
}
