import { echo, type Fault, type Path } from './diagnostic.ts'
import { isMap } from './draft.ts'
import { field } from './schema.ts'
import { nearest } from './words.ts'

/** What may differ from one machine to another; everything else is the client's and stays in site.yaml. */
export const OVERLAY_KEYS = [
  'site.id',
  'hosts',
  'network.range',
  'proxy.publish',
  'proxy.hostnames',
  'state',
  'backup.remote.host',
] as const

/** Keys of an overlay that it may not hold. */
export function overlayFaults(data: unknown, path: Path = []): Fault[] {
  if (!isMap(data)) return path.length > 0 || data === null ? [] : [notABlock(data)]
  return Object.keys(data).flatMap((key) => {
    const here = [...path, key]
    const name = here.join('.')
    if (OVERLAY_KEYS.some((allowed) => allowed === name)) return []
    const leads = OVERLAY_KEYS.some((allowed) => allowed.startsWith(`${name}.`))
    return leads ? overlayFaults(field(data, key), here) : [notAllowed(here, name)]
  })
}

const notABlock = (data: unknown): Fault => ({
  code: 'SITE-TYPE',
  path: [],
  at: 'value',
  text: {
    fr: `${echo(data)} n'est pas un bloc de clés`,
    en: `${echo(data)} is not a block of keys`,
  },
})

function notAllowed(path: Path, name: string): Fault {
  const near = nearest(name, OVERLAY_KEYS)
  const list = OVERLAY_KEYS.map((key) => `\`${key}\``).join(', ')
  const [fr, en] = near
    ? [`, vouliez-vous dire \`${near}\` ?`, `, did you mean \`${near}\`?`]
    : [` ; admises : ${list}`, `; allowed: ${list}`]
  return {
    code: 'SITE-OVERLAY-KEY',
    path,
    at: 'key',
    text: { fr: `cette clé reste dans site.yaml${fr}`, en: `this key stays in site.yaml${en}` },
  }
}

/** `over` laid on `base`, key by key; lists, values and `state` (a choice between forms) are replaced whole. */
export function merged(base: unknown, over: unknown, key = ''): unknown {
  if (!isMap(base) || !isMap(over) || key === 'state') return over
  const result = { ...base }
  for (const name of Object.keys(over)) {
    const value = Object.hasOwn(base, name) ? merged(base[name], over[name], name) : over[name]
    Object.defineProperty(result, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return result
}
