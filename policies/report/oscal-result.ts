import type { Lang } from '../../modules/site/text.ts'
import { WHOLE_SITE, wording, type Assessment, type Basis, type Result } from '../assessment.ts'
import { escaped } from './markdown-text.ts'
import { idOf, list, props } from './oscal-ids.ts'
import { isRisk, risk, riskId } from './oscal-risk.ts'
import {
  categoryOf,
  countsLine,
  coverageLine,
  evidence,
  groupBy,
  oneLine,
  ranked,
  titleOf,
} from './shared.ts'
import { LEVEL, WORDS } from './words.ts'

/** One result with the identifiers that others refer to it by. */
export interface Observed {
  readonly result: Result
  readonly observation: string
}

export const objectiveId = (rule: string): string => `${rule}_obj`

/** The verdicts of one level. */
export function oscalResult(assessment: Assessment, lang: Lang) {
  const { site, level, at, tool, results } = assessment
  const observed = ranked(results).map(({ result, rank }) => ({
    result,
    observation: idOf('observation', site, level, result.rule, result.subject, rank),
  }))
  const byRule = groupBy(observed, ({ result }) => result.rule)
  const ids = byRule.map(([id]) => id)
  return {
    uuid: idOf('result', site, level, at),
    title: { fr: `Niveau ${level}`, en: `Level ${level}` }[lang],
    description: `${LEVEL[level][lang]} : ${countsLine(assessment, lang)} ; ${coverageLine(assessment, lang)}`,
    start: at,
    end: at,
    ...props({ level, engine: oneLine(tool.engine), rules: oneLine(tool.rules), socle: oneLine(tool.socle) }),
    'local-definitions': subjects(assessment),
    'reviewed-controls': {
      'control-selections': [
        {
          ...list(
            'include-controls',
            ids.map((id) => ({ 'control-id': id })),
          ),
        },
      ],
      'control-objective-selections': [
        {
          ...list(
            'include-objectives',
            ids.map((id) => ({ 'objective-id': objectiveId(id) })),
          ),
        },
      ],
    },
    ...list(
      'observations',
      observed.map((each) => observation(each, assessment, lang)),
    ),
    ...list(
      'risks',
      observed.filter(isRisk).map((each) => risk(each, lang)),
    ),
    ...list(
      'findings',
      byRule.flatMap(([id, own]) => finding(id, own, assessment, lang)),
    ),
  }
}

const subjectId = (site: string, address: string): string => idOf('subject', site, address)

const toolId = (version: string): string => idOf('tool', version)

/** The tool, the site as a whole, and every resource that a result or the coverage names. */
function subjects({ site, results, coverage, tool }: Assessment) {
  const addresses = [...new Set([...results.map(({ subject }) => subject), ...coverage.unjudged])]
    .filter((address) => address !== WHOLE_SITE)
    .sort()
  const component = (uuid: string, type: string, title: string, description: string) => ({
    uuid,
    type,
    title: escaped(title),
    description: escaped(description),
    status: { state: 'operational' },
  })
  return {
    components: [
      component(subjectId(site, WHOLE_SITE), 'this-system', site, site),
      component(toolId(tool.socle), 'software', `Socle ${tool.socle}`, `Socle ${tool.socle}`),
    ],
    ...list(
      'inventory-items',
      addresses.map((address) => ({
        uuid: subjectId(site, address),
        description: escaped(address),
        ...props({
          address: oneLine(address),
          unjudged: coverage.unjudged.includes(address) ? 'true' : undefined,
        }),
      })),
    ),
  }
}

const METHODS: Readonly<Record<Basis, string>> = {
  configured: 'EXAMINE',
  observed: 'TEST',
  declared: 'INTERVIEW',
}

function observation({ result, observation: uuid }: Observed, { site, at, tool }: Assessment, lang: Lang) {
  const { rule, subject, status, severity, basis, deferred, pending, variant, fingerprint, where } = result
  const isWhole = subject === WHOLE_SITE
  return {
    uuid,
    title: escaped(`${rule} ${titleOf(rule, lang)}`),
    description: evidence(result, lang).map(escaped).join('\n\n') || escaped(titleOf(rule, lang)),
    ...props({
      category: categoryOf(result),
      severity,
      basis,
      deferred,
      pending,
      variant: variant === true ? 'true' : undefined,
      fingerprint,
      seen: wording(result, 'seen', lang) === '' ? undefined : oneLine(wording(result, 'seen', lang)),
      where: where === undefined ? undefined : oneLine(where),
    }),
    methods: [METHODS[basis]],
    types: [status === 'fail' || status === 'waived' ? 'finding' : 'control-objective'],
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': toolId(tool.socle) }] }],
    subjects: [
      {
        'subject-uuid': subjectId(site, subject),
        type: isWhole ? 'component' : 'inventory-item',
        title: escaped(subject),
      },
    ],
    collected: at,
  }
}

/**
 * A rule is satisfied when everything it was asked about passed, and not satisfied as soon as one subject fails,
 * waived or not. Otherwise nothing was decided and there is no finding.
 */
function finding(id: string, own: readonly Observed[], { site, level }: Assessment, lang: Lang) {
  const has = (...statuses: readonly Result['status'][]) =>
    own.some(({ result }) => statuses.includes(result.status))
  const reason = has('fail') ? 'fail' : has('waived') ? 'waived' : 'pass'
  if (reason === 'pass' && (!has('pass') || has('unknown', 'declared', 'not-applicable'))) return []
  const title = escaped(titleOf(id, lang))
  const isVariant = own.some(({ result }) => result.variant === true)
  return [
    {
      uuid: idOf('finding', site, level, id),
      title: `${id} ${title}`,
      description: isVariant ? `${title} (${WORDS.variant[lang]})` : title,
      target: {
        type: 'objective-id',
        'target-id': objectiveId(id),
        status: { state: reason === 'pass' ? 'satisfied' : 'not-satisfied', reason },
      },
      ...list(
        'related-observations',
        own.map(({ observation: uuid }) => ({ 'observation-uuid': uuid })),
      ),
      ...list(
        'related-risks',
        own.filter(isRisk).map((each) => ({ 'risk-uuid': riskId(each) })),
      ),
    },
  ]
}
