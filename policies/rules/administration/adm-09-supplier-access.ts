import type { Site } from '../../../modules/site/site.ts'
import { aSite, FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, type Claim, type Given } from '../../rule.ts'
import { administration, monServiceSecurise } from '../../sources.ts'
import { truth } from '../../value.ts'

type Access = Site['access'][number]
type Target = Access['to'][number]

const DAY = 24 * 3600 * 1000
const LONGEST_DAYS = 366

/** Services that site.yaml may ask for and that no container bears yet: their zone and the section that asks. */
const SECTIONS: Readonly<Record<string, readonly [zone: string, section: keyof Site]>> = {
  login: ['dmz', 'identity'],
  exchange: ['echange', 'exchange'],
  archive: ['stockage', 'archive'],
  backup: ['sauvegarde', 'backup'],
  logs: ['journaux', 'logs'],
  supervision: ['supervision', 'supervision'],
}

function exists({ zone, service }: Target, { zones, site }: SiteFacts): boolean {
  if (Object.hasOwn(zones, service)) return zones[service] === zone
  const asked = Object.hasOwn(SECTIONS, service) ? SECTIONS[service] : undefined
  return asked !== undefined && asked[0] === zone && site[asked[1]] !== undefined
}

/** Past, it is closed; the last day counts. */
const isBounded = (until: string, now: Date): boolean =>
  Date.parse(until) <= now.getTime() + LONGEST_DAYS * DAY

const claims = (access: Access, facts: SiteFacts, now: Date): Claim[] => [
  {
    holds: truth(access.via === 'bastion'),
    seen: inFile(`via=${access.via}`),
    want: 'via=bastion',
  },
  {
    holds: truth(isBounded(access.until, now)),
    seen: inFile(`until=${access.until}`),
    want: { fr: `${LONGEST_DAYS} jours au plus`, en: `${LONGEST_DAYS} days at most` },
  },
  ...access.to.map((target) => ({
    holds: truth(exists(target, facts)),
    seen: inFile(`${target.zone}/${target.service}`),
    want: { fr: 'un service du site', en: 'a service of the site' },
  })),
]

const withAccess =
  (over: Partial<Access>): Given =>
  () =>
    aSite({}, { ...FACTS, site: { ...SITE, access: SITE.access.map((each) => ({ ...each, ...over })) } })

export default defineRule({
  id: 'ADM-09',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Accès des prestataires par le bastion, bornés dans le temps et à des services nommés (tels que décrits)',
    en: 'Access of suppliers through the bastion, bounded in time and to named services (as described)',
  },
  sources: [
    administration('R62'),
    administration('R64'),
    administration('R66'),
    monServiceSecurise('DISTANCE.4'),
  ],
  why: {
    fr: "L'accès du prestataire est la porte que personne ne surveille et que personne ne referme.",
    en: 'The access of a supplier is the door that nobody watches and that nobody closes.',
  },
  fix: {
    fr: "Dans access : via bastion, un until d'un an au plus, des services du site. Ouvert au plus 24 h : attend le bastion.",
    en: 'In access: via bastion, an until of a year at most, services of the site. Open for 24 h at most: waits for the bastion.',
  },
  waivable: true,
  deciding: ['access'],
  nothing: { fr: "aucun accès de prestataire n'est décrit", en: 'no access of a supplier is described' },
  check: ({ facts, now }) =>
    facts
      ? facts.site.access.map((access) => ofDescription(`access.${access.id}`, claims(access, facts, now)))
      : [],
  examples: {
    pass: {
      'until next year': withAccess({ until: '2027-11-24' }),
      'closed already': withAccess({ until: '2026-01-31' }),
      'a service that is asked for': withAccess({ to: [{ zone: 'echange', service: 'exchange' }] }),
    },
    fail: {
      'until the year after': withAccess({ until: '2027-11-25' }),
      'a service that nobody asked for': withAccess({ to: [{ zone: 'journaux', service: 'logs' }] }),
      'a service of another zone': withAccess({ to: [{ zone: 'metier', service: 'db' }] }),
    },
    // site.yaml says it or does not.
    unknown: {},
  },
})
