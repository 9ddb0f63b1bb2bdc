import type { Site } from './site.ts'
import type { Text } from './text.ts'

/** A part of site.yaml that is read and checked, and changes nothing on the site today. */
export interface WithoutEffect {
  readonly path: string
  readonly message: Text
}

const say = (fr: string, en: string): Text => ({ fr, en })

/** Sections that are wholly without effect, with what they would bring. */
const SECTIONS = {
  mail: say("aucun courriel n'est envoyé", 'no mail is sent'),
  identity: say('comptes et second facteur ne sont pas posés', 'accounts and second factor are not set up'),
  exchange: say("rien n'est échangé avec la plateforme agréée", 'nothing is exchanged with the platform'),
  backup: say("aucune sauvegarde n'est faite", 'no backup is made'),
  archive: say("aucune facture n'est archivée", 'no invoice is archived'),
  logs: say('les journaux ne sont ni collectés ni supprimés', 'logs are neither collected nor deleted'),
  supervision: say("personne n'est alerté", 'nobody is alerted'),
} as const satisfies Partial<Record<keyof Site, Text>>

/** Lists that are without effect once they hold something. */
const LISTS = {
  chain: say(
    "la chaîne n'est pas encore comparée à ce qui tourne",
    'the chain is not compared yet with what runs',
  ),
  integrations: say("aucun flux n'est ouvert", 'no flow is opened'),
  access: say('aucun accès ne peut être ouvert', 'no access can be opened'),
} as const satisfies Partial<Record<keyof Site, Text>>

/** What `site` asks for and does not get yet, in the order of site.yaml: shown by `check`, never silently accepted. */
export function sectionsWithoutEffect(site: Site): WithoutEffect[] {
  const hosts = Object.keys(site.hosts).filter((name) => name !== 'main')
  return [
    {
      path: 'people',
      message: say('rôles et accès ne sont pas encore posés', 'roles and accesses are not set up yet'),
    },
    ...present(site, 'mail'),
    ...filled(site, 'chain'),
    ...hosts.map((name) => ({
      path: `hosts.${name}`,
      message: say("rien n'est placé sur cet hôte", 'nothing is placed on this host'),
    })),
    ...networkParts(site),
    ...applications(site),
    ...certificates(site),
    ...present(site, 'identity', 'exchange'),
    ...filled(site, 'integrations'),
    ...present(site, 'backup', 'archive', 'logs', 'supervision'),
    ...filled(site, 'access'),
    ...states(site),
  ]
}

const present = (site: Site, ...names: (keyof typeof SECTIONS)[]): WithoutEffect[] =>
  names.filter((name) => site[name] !== undefined).map((name) => ({ path: name, message: SECTIONS[name] }))

const filled = (site: Site, name: keyof typeof LISTS): WithoutEffect[] =>
  site[name].length > 0 ? [{ path: name, message: LISTS[name] }] : []

function networkParts({ network: { lan, uplinks, time } }: Site): WithoutEffect[] {
  return [
    ...(Object.keys(lan).length > 0
      ? [
          {
            path: 'network.lan',
            message: say("aucun filtrage n'est posé entre VLAN", 'nothing is filtered between VLANs'),
          },
        ]
      : []),
    ...(uplinks.length > 0
      ? [{ path: 'network.uplinks', message: say('les débits ne dimensionnent rien', 'rates size nothing') }]
      : []),
    ...(time.length > 0
      ? [
          {
            path: 'network.time',
            message: say("l'heure de l'hôte n'est pas réglée", "the host's clock is not set"),
          },
        ]
      : []),
  ]
}

const MODES = {
  rds: say(
    "l'hôte Remote Desktop Services n'est pas configuré",
    'the Remote Desktop Services host is not set up',
  ),
  saas: say('les flux vers le fournisseur ne sont pas ouverts', 'the flows to the supplier are not opened'),
} as const

const applications = ({ billing }: Site): WithoutEffect[] =>
  billing.applications.flatMap(({ mode }, index) =>
    mode === 'container' ? [] : [{ path: `billing.applications[${index}]`, message: MODES[mode] }],
  )

const certificates = ({ proxy }: Site): WithoutEffect[] =>
  proxy.certificates.from === 'internal'
    ? []
    : [
        {
          path: 'proxy.certificates',
          message: say(
            "le certificat reste celui de l'autorité interne",
            'the certificate stays that of the internal authority',
          ),
        },
      ]

const states = ({ state }: Site): WithoutEffect[] =>
  state.backend === 'local'
    ? []
    : [
        {
          path: 'state',
          message: say('les états restent dans le dossier du site', "states stay in the site's folder"),
        },
      ]
