import type { Configuration } from './doors.ts'
import type { ConduitFact } from '../facts.ts'
import type { ContainerNode } from '../graph/graph.ts'
import { setting, targetsOf } from './nginx.ts'
import { isUnknown, truth, type Truth } from '../value.ts'

/** How a client is set to speak on a link: whether in secret, and whether it checks to whom. */
export interface Manner {
  readonly text: string
  readonly encrypted: Truth
  readonly checked: Truth
}

const ENCRYPTED = ['require', 'verify-ca', 'verify-full']
const CHECKED = ['verify-ca', 'verify-full']

/**
 * `sslmode` of libpq, in the environment or in a connection string, which would win: all that are written count. Where
 * none is, libpq asks for TLS and does without it.
 */
export function databaseManners({ env, command, entrypoint }: ContainerNode): Manner[] {
  const lines = [...env, ...command, ...entrypoint]
  const modes = lines.flatMap((line) =>
    isUnknown(line)
      ? []
      : [...line.value.matchAll(/(?:^PGSSLMODE=|\bsslmode=)([\w-]*)/g)].map(([, mode = '']) => mode),
  )
  const doubts = lines.filter(isUnknown)
  const written = modes.length > 0 || doubts.length > 0 ? modes : ['']
  return [
    ...written.map((mode) => ({
      text: mode === '' ? 'PGSSLMODE=prefer (libpq)' : `PGSSLMODE=${mode}`,
      encrypted: truth(ENCRYPTED.includes(mode)),
      checked: truth(CHECKED.includes(mode)),
    })),
    ...doubts.map((doubt) => ({ text: 'PGSSLMODE=?', encrypted: doubt, checked: doubt })),
  ]
}

/** The directives of a scheme that speaks TLS; any other scheme speaks in clear. */
const FAMILIES: Readonly<Record<string, string>> = { https: 'proxy', grpcs: 'grpc', suwsgi: 'uwsgi' }

/** How an nginx sends on what it receives to one role and port. */
export function forwardManners({ to, port }: ConduitFact, { tree = [] }: Configuration): Manner[] {
  return targetsOf(tree)
    .filter((target) => target.host === to && target.port === port)
    .map(({ scheme, chain }) => {
      const family = FAMILIES[scheme]
      const verify = `${family ?? 'proxy'}_ssl_verify`
      const isChecked = family !== undefined && setting(chain, verify) === 'on'
      return {
        text: family === undefined ? scheme : `${scheme}, ${verify}=${isChecked ? 'on' : 'off'}`,
        encrypted: truth(family !== undefined),
        checked: truth(isChecked),
      }
    })
}
