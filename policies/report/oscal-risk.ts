import type { Lang } from '../../modules/site/text.ts'
import type { Result } from '../assessment.ts'
import { dayOf } from '../waivers/waiver.ts'
import { escaped } from './markdown-text.ts'
import { idOf, props } from './oscal-ids.ts'
import type { Observed } from './oscal-result.ts'
import { acceptedBy, compensating, evidence, oneLine, ruleOf, titleOf } from './shared.ts'

export const isRisk = ({ result: { status } }: Observed): boolean => status === 'fail' || status === 'waived'

export const riskId = ({ observation }: Observed): string => idOf('risk', observation)

/** A failure is an open risk; one that was accepted is an approved deviation, until its last day. */
export function risk(each: Observed, lang: Lang) {
  const { result, observation } = each
  const { rule: id, subject, severity, waiver } = result
  const rule = ruleOf(id)
  const uuid = riskId(each)
  const title = escaped(`${id} ${subject}`)
  const instead = waiver === undefined ? undefined : compensating(waiver, lang)
  return {
    uuid,
    title,
    description: evidence(result, lang).map(escaped).join('\n\n') || title,
    statement: escaped(rule?.why[lang] ?? titleOf(id, lang)),
    ...props({
      severity,
      acceptance: waiver === undefined ? undefined : oneLine(acceptedBy(waiver, lang)),
    }),
    status: waiver === undefined ? 'open' : 'deviation-approved',
    ...(instead === undefined
      ? {}
      : { 'mitigating-factors': [{ uuid: idOf('mitigation', uuid), description: escaped(instead) }] }),
    ...deadline(waiver),
    ...(rule === undefined
      ? {}
      : {
          remediations: [
            {
              uuid: idOf('remediation', uuid),
              lifecycle: 'recommendation',
              title: escaped(rule.title[lang]),
              description: escaped(rule.fix[lang]),
            },
          ],
        }),
    'related-observations': [{ 'observation-uuid': observation }],
  }
}

/** The last day counts whole. */
const deadline = (waiver: Result['waiver']): { deadline?: string } =>
  waiver?.expires !== undefined && dayOf(waiver.expires) !== undefined
    ? { deadline: `${waiver.expires}T23:59:59Z` }
    : {}
