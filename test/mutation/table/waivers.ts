import type { Waiver } from '../../../policies/waivers/waiver.ts'
import { RULES } from '../../../policies/registry.ts'
import { resultsOf } from '../../../policies/results.ts'
import { put, withResource } from '../change.ts'
import type { Mutation } from '../mutation.ts'
import { contextOf, type World } from '../world.ts'

const SUBJECT = 'docker_container.proxy'

/** The site with one fault, and a person of the client who accepted it. */
export function waived(world: World): World {
  const faulty = withResource(world, SUBJECT, (body) => ({ ...body, cpus: undefined }))
  const rule = RULES.find(({ id }) => id === 'CTR-07')
  const context = { ...contextOf(faulty), judged: [] }
  const found =
    rule && resultsOf(rule, context).find(({ subject, status }) => subject === SUBJECT && status === 'fail')
  const waiver: Waiver = {
    rule: 'CTR-07',
    subject: SUBJECT,
    justification: 'migration',
    compensating: 'read daily',
    owner: 'i.moreau',
    approvedBy: 'a.durand',
    expires: '2027-01-31',
    fingerprint: found?.fingerprint ?? '',
    where: 'waivers.yaml:2:5',
    lastLevel: 'live',
  }
  return { ...faulty, waivers: [waiver] }
}

const FAULTS: readonly (readonly [keyof Waiver, unknown])[] = [
  ['expires', '2026-11-24'],
  ['expires', '2027-06-30'],
  ['expires', '2026-11-31'],
  ['expires', ''],
  ['fingerprint', 'sha256:ffffffffffffffff'],
  ['refused', { fr: 'non', en: 'no' }],
]

/** An entry that is late, too long, about something else, or about nothing. */
export const waiverFlips = (): Mutation[] => {
  const on = `WVR-01@waivers/CTR-07/${SUBJECT}`
  return [
    ...FAULTS.map(([key, to]): Mutation => ({
      subject: 'waivers.yaml',
      what: `${key}=${JSON.stringify(to)}`,
      how: 'weakened',
      kills: [on],
      apply: (world) => ({
        ...world,
        waivers: put(
          world.waivers,
          ['0', key].map((step) => (step === '0' ? 0 : step)),
          to,
        ),
      }),
    })),
    {
      subject: 'waivers.yaml',
      what: 'the fault is repaired',
      how: 'weakened',
      kills: [on],
      apply: (world) => withResource(world, SUBJECT, (body) => ({ ...body, cpus: '1.0' })),
    },
    {
      subject: 'waivers.yaml',
      what: 'the fault is another',
      how: 'weakened',
      kills: [on],
      apply: (world) => withResource(world, SUBJECT, (body) => ({ ...body, memory: 0 })),
    },
    {
      subject: 'waivers.yaml',
      what: 'about another subject',
      how: 'weakened',
      kills: ['WVR-01@waivers/CTR-07/docker_container.other'],
      apply: (world) => ({ ...world, waivers: put(world.waivers, [0, 'subject'], 'docker_container.other') }),
    },
  ]
}
