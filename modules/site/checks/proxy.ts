import { echo, pathText, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { items } from './entries.ts'

/** Names and ports of the one door. */
export const proxyFaults = (site: Draft): Fault[] => [...hostnameFaults(site), ...portFaults(site)]

interface Named {
  /** Where the name is written, or the application that lacks one of its own. */
  readonly path: Path
  readonly name: string
  readonly isOwn: boolean
}

function hostnameFaults(site: Draft): Fault[] {
  const domain = site.site?.domain
  const names = namesOf(site)
  const foreign = names.filter(({ name, isOwn }) => isOwn && domain !== undefined && !isUnder(name, domain))
  return [
    ...foreign.map(({ path, name }): Fault => ({
      code: 'SITE-HOSTNAME',
      path,
      at: 'value',
      text: {
        fr: `${echo(name)} n'est pas sous site.domain (${domain ?? ''}) ; par exemple \`facturation.${domain ?? ''}\``,
        en: `${echo(name)} is not under site.domain (${domain ?? ''}); for example \`facturation.${domain ?? ''}\``,
      },
    })),
    ...clashes(names),
  ]
}

const isUnder = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`)

/** Every name the proxy answers to; the first container application without a name answers to `billing`. */
function namesOf(site: Draft): Named[] {
  const { billing, login } = site.proxy?.hostnames ?? {}
  const containers = items(site.billing?.applications).filter(({ item }) => item.mode === 'container')
  const nameless = containers.filter(({ item }) => !('hostname' in item))
  return [
    ...(billing === undefined
      ? []
      : [{ path: ['proxy', 'hostnames', 'billing'], name: billing, isOwn: true }]),
    ...(login === undefined ? [] : [{ path: ['proxy', 'hostnames', 'login'], name: login, isOwn: true }]),
    ...containers.flatMap(({ index, item }) => {
      const name = 'hostname' in item ? item.hostname : undefined
      return name === undefined
        ? []
        : [{ path: ['billing', 'applications', index, 'hostname'], name, isOwn: true }]
    }),
    ...(billing === undefined ? [] : nameless.slice(1)).map(({ index }) => ({
      path: ['billing', 'applications', index],
      name: billing ?? '',
      isOwn: false,
    })),
  ]
}

function clashes(names: readonly Named[]): Fault[] {
  return names.flatMap(({ path, name, isOwn }, index) => {
    const other = names.slice(0, index).find((earlier) => earlier.name === name)
    if (!other) return []
    const where = pathText(other.path)
    const text = isOwn
      ? { fr: `${echo(name)} sert déjà à ${where}`, en: `${echo(name)} already serves ${where}` }
      : {
          fr: `une autre application répond déjà à ${echo(name)} : donnez à celle-ci son \`hostname\``,
          en: `another application already answers to ${echo(name)}: give this one its \`hostname\``,
        }
    return [{ code: 'SITE-HOSTNAME-CLASH', path, at: 'value', text } satisfies Fault]
  })
}

function portFaults({ proxy }: Draft): Fault[] {
  const { https, http } = proxy?.publish ?? {}
  if (https === undefined || https !== http) return []
  return [
    {
      code: 'SITE-PORT-CLASH',
      path: ['proxy', 'publish', 'http'],
      at: 'value',
      text: { fr: `${http} est déjà le port HTTPS`, en: `${http} is already the HTTPS port` },
    },
  ]
}
