import { echo, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { items } from './entries.ts'

/** What an image brought by the client may be given: no secret in clear, no path that the site needs itself. */
export function imageFaults(site: Draft): Fault[] {
  return items(site.billing?.applications).flatMap(({ index, item }) => {
    const path = ['billing', 'applications', index]
    const names = 'env' in item ? Object.keys(item.env ?? {}) : []
    const data = 'data' in item ? items(item.data) : []
    return [
      ...names.flatMap((name) => variableFault(name, [...path, 'env', name]) ?? []),
      ...data.flatMap((each) => pathFault(each.item, [...path, 'data', each.index]) ?? []),
    ]
  })
}

/** Names that applications give to secrets. A `…_FILE` names a file, which is the right way. */
const SECRET_NAME = /PASSW|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY/

function variableFault(name: string, path: Path): Fault | undefined {
  if (name.startsWith('SOCLE_')) {
    const text = {
      fr: 'les noms en `SOCLE_` sont réservés à Socle',
      en: 'names in `SOCLE_` are reserved by Socle',
    }
    return { code: 'SITE-RESERVED-NAME', path, at: 'key', text }
  }
  if (!SECRET_NAME.test(name) || name.endsWith('_FILE')) return undefined
  return {
    code: 'SITE-SECRET-IN-CLEAR',
    path,
    at: 'key',
    text: {
      fr: "ce nom est celui d'un secret, et site.yaml n'en porte pas : passez par `socle secrets` et une variable en `_FILE`",
      en: "this is a secret's name, and site.yaml carries none: use `socle secrets` and a variable in `_FILE`",
    },
  }
}

/** Mount points that Socle or the system gives to every container. */
const RESERVED_PATHS = ['/dev', '/etc/socle', '/logs', '/proc', '/run', '/sys', '/tmp', '/var/run']

function pathFault(target: string, path: Path): Fault | undefined {
  const reserved = RESERVED_PATHS.find(
    (each) => target === each || target.startsWith(`${each}/`) || each.startsWith(`${target}/`),
  )
  if (reserved === undefined) return undefined
  return {
    code: 'SITE-RESERVED-NAME',
    path,
    at: 'value',
    text: {
      fr: `${echo(target)} touche à \`${reserved}\`, qui est à Socle ou au système : gardez les données ailleurs`,
      en: `${echo(target)} touches \`${reserved}\`, which is Socle's or the system's: keep the data elsewhere`,
    },
  }
}
