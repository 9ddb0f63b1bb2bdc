import type { Result } from '../../assessment.ts'
import { aSite } from '../../examples/site.ts'
import { defineRule, type Context, type Given, type Verdict, type Wording } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isAbout, lapse, type Waiver } from '../../waivers/waiver.ts'

const WANT = {
  fr: 'une acceptation entière, à jour, sur ce qui est vu',
  en: 'an entry that is whole, in time, and about what is seen',
}

/** What the other rules said of the subject of an entry, at this level. */
function verdict(waiver: Waiver, { judged, level, now, waivers }: Context): Verdict {
  const about = { subject: `waivers/${waiver.rule}/${waiver.subject}`, want: WANT, where: waiver.where }
  const fail = (seen: Wording): Verdict => ({ ...about, status: 'fail', seen })
  const lapsed = lapse(waiver, now)
  if (lapsed) return fail(lapsed)
  const decided = judged.filter(({ rule }) => rule === waiver.rule).filter(isDecided)
  if (decided.length === 0) {
    const reason = { fr: 'la règle ne se juge pas à ce niveau', en: 'the rule is not judged at this level' }
    return { ...about, status: 'not-applicable', seen: '', reason }
  }
  const found = decided.find((result) => isAbout(waiver, result) && result.status === 'fail')
  // An earlier level may well pass where a later one does not: only the last one knows that nothing is left.
  if (!found) return { ...fail(ORPHANED), severity: level === waiver.lastLevel ? 'major' : 'minor' }
  const own = waivers.filter((other) => isAbout(other, found) && lapse(other, now) === undefined)
  return own.some(({ fingerprint }) => fingerprint === found.fingerprint)
    ? { ...about, status: 'pass', seen: accepted(waiver) }
    : fail(changed(found))
}

const isDecided = ({ status, deferred }: Result): boolean =>
  status !== 'not-applicable' && deferred === undefined

const ORPHANED = {
  fr: "orpheline : plus rien n'échoue là, retirer l'entrée",
  en: 'orphaned: nothing fails there any more, remove the entry',
}

const changed = ({ fingerprint, seen, fr }: Result): Wording => ({
  fr: `ce qui est vu a changé : ${fr?.seen ?? seen} (${fingerprint ?? ''})`,
  en: `what is seen has changed: ${seen} (${fingerprint ?? ''})`,
})

const accepted = ({ approvedBy, expires }: Waiver): Wording => ({
  fr: `approuvée par ${approvedBy} jusqu'au ${expires}`,
  en: `approved by ${approvedBy} until ${expires}`,
})

const FINDING: Result = {
  rule: 'CTR-10',
  subject: 'docker_container.db',
  status: 'fail',
  severity: 'major',
  seen: 'image=postgres:17',
  want: '',
  fingerprint: 'sha256:0123456789abcdef',
  basis: 'configured',
  sources: [],
}

const given =
  (entry: Partial<Waiver>, judged: Partial<Result> = {}): Given =>
  () => ({
    ...aSite(),
    now: new Date('2026-11-23T10:00:00Z'),
    judged: [{ ...FINDING, ...judged }],
    waivers: [
      {
        rule: 'CTR-10',
        subject: 'docker_container.db',
        justification: 'x',
        compensating: 'y',
        owner: 'i.moreau',
        approvedBy: 'a.durand',
        expires: '2027-01-31',
        fingerprint: 'sha256:0123456789abcdef',
        where: 'waivers.yaml:2:5',
        lastLevel: 'live',
        ...entry,
      },
    ],
  })

export default defineRule({
  id: 'WVR-01',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  last: true,
  title: {
    fr: 'Chaque acceptation est entière, à jour, et vise ce qui est vu',
    en: 'Every waiver is whole, in time, and about what is seen',
  },
  sources: [project('waivers.yaml')],
  why: {
    fr: 'Une acceptation oubliée cache le défaut suivant.',
    en: 'A waiver that was forgotten hides the next fault.',
  },
  fix: {
    fr: "Renouveler l'entrée avec l'empreinte d'aujourd'hui et une personne du client, ou la retirer de waivers.yaml.",
    en: "Renew the entry with today's fingerprint and a person of the client, or remove it from waivers.yaml.",
  },
  waivable: false,
  deciding: ['waivers.yaml'],
  nothing: { fr: 'aucune acceptation', en: 'no waiver' },
  check: (context) => context.waivers.map((waiver) => verdict(waiver, context)),
  examples: {
    pass: {
      'about what is seen, in time': given({}),
      'on its last day': given({ expires: '2026-11-23' }),
    },
    fail: {
      expired: given({ expires: '2026-11-22' }),
      'more than 180 days ahead': given({ expires: '2027-05-23' }),
      'a date that is none': given({ expires: '2026-11-31' }),
      'what is seen has changed': given({ fingerprint: 'sha256:ffffffffffffffff' }),
      'nothing fails there any more': given({}, { status: 'pass' }),
      'another subject': given({ subject: 'docker_container.other' }),
      'refused when it was read': given({ refused: { fr: 'non', en: 'no' } }),
    },
    // An entry is there or is not, and so is a finding.
    unknown: {},
  },
})
