import type { DiagnosticCode } from '../codes.ts'
import { echo, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { HOST_ZONES } from '../site.ts'
import type { Text } from '../text.ts'
import { nearest, quoted } from '../words.ts'
import { isWhole, items } from './entries.ts'

/** Names that must be declared elsewhere in the file. A list of which a part was refused accuses nobody. */
export const referenceFaults = (site: Draft): Fault[] => [
  ...hostFaults(site),
  ...personFaults(site),
  ...roleFaults(site),
  ...zoneFaults(site),
  ...serviceFaults(site),
]

interface Reference {
  readonly code: DiagnosticCode
  readonly path: Path
  readonly name: string | undefined
  readonly known: readonly string[]
  /** "is not in `hosts`" */
  readonly missing: Text
}

function check({ code, path, name, known, missing }: Reference): Fault[] {
  if (name === undefined || known.includes(name)) return []
  const near = nearest(name, known)
  const list = quoted(known)
  const advice = near
    ? { fr: `, vouliez-vous dire ${echo(near)} ?`, en: `, did you mean ${echo(near)}?` }
    : known.length > 0 && known.length <= 20
      ? { fr: ` ; connus : ${list}`, en: `; known: ${list}` }
      : { fr: '', en: '' }
  const text = {
    fr: `${echo(name)} ${missing.fr}${advice.fr}`,
    en: `${echo(name)} ${missing.en}${advice.en}`,
  }
  return [{ code, path, at: 'value', text }]
}

function hostFaults({ hosts, backup }: Draft): Fault[] {
  if (!hosts) return []
  const missing = { fr: "n'est pas dans `hosts`", en: 'is not in `hosts`' }
  const reference = { code: 'SITE-UNKNOWN-HOST', known: Object.keys(hosts), missing } as const
  return check({ ...reference, path: ['backup', 'remote', 'host'], name: backup?.remote?.host })
}

function personFaults({ people, supervision, backup }: Draft): Fault[] {
  if (!people) return []
  const missing = { fr: "n'est pas dans `people`", en: 'is not in `people`' }
  const reference = { code: 'SITE-UNKNOWN-PERSON', known: Object.keys(people), missing } as const
  return [
    ...items(supervision?.alerts).flatMap(({ index, item }) =>
      check({ ...reference, path: ['supervision', 'alerts', index], name: item }),
    ),
    ...check({ ...reference, path: ['backup', 'offline', 'keeper'], name: backup?.offline?.keeper }),
  ]
}

/** A role that has something to do is held by someone. */
function roleFaults({ people, chain, exchange }: Draft): Fault[] {
  const persons = Object.values(people ?? {})
  if (!people || !persons.every((person) => isWhole(person?.roles))) return []
  const held = new Set(persons.flatMap((person) => person?.roles ?? []))
  const used: [Path, string | undefined][] = [
    ...items(chain).flatMap(({ index, item }): [Path, string | undefined][] => [
      [['chain', index, 'by'], item.by],
      [['chain', index, 'validatedBy'], item.validatedBy],
    ]),
    [['exchange', 'refused', 'handledBy'], exchange?.refused?.handledBy],
    [['exchange', 'rejected', 'handledBy'], exchange?.rejected?.handledBy],
  ]
  return used.flatMap(([path, role]): Fault[] => {
    if (role === undefined || [...held].some((each) => each === role)) return []
    const text = {
      fr: `personne ne tient le rôle \`${role}\` : donnez-le à quelqu'un dans people`,
      en: `nobody holds the role \`${role}\`: give it to someone in people`,
    }
    return [{ code: 'SITE-ROLE-EMPTY', path, at: 'value', text }]
  })
}

function zoneFaults({ network, integrations, access }: Draft): Fault[] {
  const inHost = { fr: "n'est pas une zone du site", en: 'is not a zone of the site' }
  const anywhere = {
    fr: "n'est ni une zone du site ni un réseau de network.lan",
    en: 'is neither a zone of the site nor a network of network.lan',
  }
  const known = [...HOST_ZONES, ...Object.keys(network?.lan ?? {}), 'wan']
  const ends = items(integrations).flatMap(({ index, item }): [Path, string | undefined][] => [
    [['integrations', index, 'from'], item.from],
    [['integrations', index, 'to'], item.to],
  ])
  const targets = items(access).flatMap(({ index, item }) =>
    items(item.to).map((target): [Path, string | undefined] => [
      ['access', index, 'to', target.index, 'zone'],
      target.item.zone,
    ]),
  )
  return [
    ...(network?.lan ? ends : []).flatMap(([path, name]) =>
      check({ code: 'SITE-UNKNOWN-ZONE', path, name, known, missing: anywhere }),
    ),
    ...targets.flatMap(([path, name]) =>
      check({ code: 'SITE-UNKNOWN-ZONE', path, name, known: HOST_ZONES, missing: inHost }),
    ),
  ]
}

/** Zone of each service of a site that is not an application. */
const SERVICE_ZONES: Readonly<Record<string, (typeof HOST_ZONES)[number]>> = {
  proxy: 'dmz',
  login: 'dmz',
  db: 'stockage',
  archive: 'stockage',
  exchange: 'echange',
  backup: 'sauvegarde',
  logs: 'journaux',
  supervision: 'supervision',
}

function serviceFaults({ billing, access }: Draft): Fault[] {
  if (!isWhole(billing?.applications)) return []
  const containers = items(billing?.applications).filter(({ item }) => item.mode === 'container')
  const services: [string, string][] = [
    ...containers.map(({ item }): [string, string] => [item.id ?? '', 'metier']),
    ...Object.entries(SERVICE_ZONES),
  ]
  return items(access).flatMap(({ index, item }) =>
    items(item.to).flatMap(({ index: at, item: { zone, service } }) => {
      if (!HOST_ZONES.some((each) => each === zone)) return []
      const known = services.filter(([, home]) => home === zone).map(([name]) => name)
      const missing = {
        fr: `n'est pas un service de la zone \`${zone}\``,
        en: `is not a service of zone \`${zone}\``,
      }
      const path = ['access', index, 'to', at, 'service']
      return check({ code: 'SITE-UNKNOWN-SERVICE', path, name: service, known, missing })
    }),
  )
}
