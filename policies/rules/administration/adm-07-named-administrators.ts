import { aSite, FACTS, SITE } from '../../examples/site.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, type Claim, type Given, type Verdict } from '../../rule.ts'
import { administration, hygiene, recyf } from '../../sources.ts'
import { truth } from '../../value.ts'
import type { Site } from '../../../modules/site/site.ts'

type People = Site['people']

/** Ids of a function, of a software or of nobody: several people end up behind them. */
const SHARED = new Set(
  'accueil admin administrateur administration administrator comptabilite comptable commercial compta contact direction facturation infogerant info informatique invite operateur prestataire root secretariat service stagiaire support sysadmin technicien test user utilisateur'.split(
    ' ',
  ),
)

/** `admin2`, `compta-1` are the same. */
const isShared = (id: string): boolean => SHARED.has(id.toLowerCase().replace(/[-_.]?\d+$/, ''))

function claims(id: string, people: People): Claim[] {
  const person = people[id]
  const roles = person?.roles ?? []
  const sameMail = Object.keys(people)
    .filter((other) => other !== id && people[other]?.email.toLowerCase() === person?.email.toLowerCase())
    .sort()
  return [
    {
      holds: truth(!roles.includes('admin') || roles.length === 1),
      seen: inFile(`roles=${roles.join(', ')}`),
      want: { fr: 'le rôle admin seul', en: 'the role admin alone' },
    },
    {
      holds: truth(sameMail.length === 0),
      seen: inFile(
        sameMail.length === 0
          ? { fr: 'adresse à elle seule', en: 'an address of its own' }
          : {
              fr: `même adresse que ${sameMail.join(', ')}`,
              en: `the same address as ${sameMail.join(', ')}`,
            },
      ),
      want: { fr: 'une adresse par personne', en: 'one address for each person' },
    },
  ]
}

/** A name of function is somebody's all the same, as long as they are alone behind it: warned of only. */
const nominative = (id: string): Claim => ({
  holds: truth(!isShared(id)),
  seen: inFile(
    isShared(id)
      ? { fr: 'identifiant de fonction', en: 'identifier of a function' }
      : { fr: 'identifiant nominatif', en: 'identifier of a person' },
  ),
  want: { fr: "l'identifiant d'une personne", en: 'the identifier of a person' },
})

function verdict(id: string, people: People): Verdict {
  const subject = `people.${id}`
  const asked = ofDescription(subject, claims(id, people))
  if (asked.status !== 'pass') return asked
  const whole = ofDescription(subject, [...claims(id, people), nominative(id)])
  return whole.status === 'pass' ? whole : { ...whole, severity: 'minor' }
}

const withPeople =
  (people: People): Given =>
  () =>
    aSite({}, { ...FACTS, site: { ...SITE, people: { ...SITE.people, ...people } } })

export default defineRule({
  id: 'ADM-07',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Des comptes nominatifs, et ceux qui administrent ne font que cela (tels que décrits)',
    en: 'Named accounts, and those that administer do nothing else (as described)',
  },
  sources: [hygiene(8), administration('R27'), administration('R30'), recyf('11.A.1')],
  why: {
    fr: "Derrière un compte partagé, personne n'a rien fait ; un courriel piégé ouvert en administrateur prend tout.",
    en: 'Behind a shared account nobody did anything; a trapped mail opened as administrator takes everything.',
  },
  fix: {
    fr: 'Dans people : un identifiant et une adresse par personne ; un second compte pour qui administre aussi.',
    en: 'In people: an identifier and an address for each person; a second account for whoever also administers.',
  },
  waivable: true,
  deciding: ['people'],
  nothing: { fr: 'personnes inconnues', en: 'unknown people' },
  check: ({ facts }) => {
    const people = facts?.site.people ?? {}
    return Object.keys(people).map((id) => verdict(id, people))
  },
  examples: {
    pass: { 'an administrator apart': () => aSite() },
    fail: {
      'an administrator who invoices': withPeople({
        'p.garnier': { name: 'Paul Garnier', email: 'p@msp.example', roles: ['admin', 'facturation'] },
      }),
      'an address for two': withPeople({
        'p.garnier': { name: 'Paul Garnier', email: 'I.Moreau@msp.example', roles: ['admin'] },
      }),
      'an account of nobody': withPeople({
        admin2: { name: 'Administration', email: 'admin@msp.example', roles: ['admin'] },
      }),
    },
    // site.yaml says who people are, or there is none.
    unknown: {},
  },
})
