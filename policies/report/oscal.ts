import type { Lang } from '../../modules/site/text.ts'
import type { Assessment } from '../assessment.ts'
import { escaped } from './markdown-text.ts'
import { idOf, list, props } from './oscal-ids.ts'
import { objectiveId, oscalResult } from './oscal-result.ts'
import { groupBy, oneLine, readable, ruleOf, titleOf, type ReportOptions } from './shared.ts'
import { NO_AUDIT } from './words.ts'

/**
 * OSCAL 1.1.2 assessment results: a result per level, an observation per rule and subject, a finding per rule that
 * was decided, a risk per failure. Doubt, declarations and what no machine judged are observations without a finding.
 */
export function oscalReport(given: readonly Assessment[], { lang }: ReportOptions): string {
  const assessments = readable(given)
  const [first] = assessments
  if (first === undefined) throw new Error('OSCAL: at least one assessment is needed')
  const results = assessments.map((assessment) => oscalResult(assessment, lang))
  const at =
    assessments
      .map((assessment) => assessment.at)
      .sort()
      .at(-1) ?? first.at
  const plan = idOf('rules', first.tool.rules)
  const body = {
    metadata: {
      title: escaped(
        { fr: `Évaluation du site ${first.site}`, en: `Assessment of site ${first.site}` }[lang],
      ),
      'last-modified': at,
      version: at,
      'oscal-version': '1.1.2',
      remarks: NO_AUDIT[lang],
    },
    'import-ap': {
      href: `#${plan}`,
      remarks: {
        fr: "Le plan d'évaluation est le catalogue des règles.",
        en: 'The assessment plan is the catalogue of rules.',
      }[lang],
    },
    'local-definitions': { 'objectives-and-methods': objectives(assessments, lang) },
    results,
    'back-matter': { resources: [catalogue(first, plan, lang), ...inputsOf(assessments)] },
  }
  // A document that says something else has another identifier.
  const document = { uuid: idOf('document', first.site, JSON.stringify(body)), ...body }
  return `${JSON.stringify({ 'assessment-results': document }, null, 2)}\n`
}

/** Every rule that the results name, with what it wants and where it comes from. */
const objectives = (assessments: readonly Assessment[], lang: Lang) =>
  groupBy(
    assessments.flatMap(({ results }) => results),
    ({ rule }) => rule,
  )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => {
      const rule = ruleOf(id)
      const sources = own[0]?.sources ?? []
      return {
        'control-id': id,
        ...(rule === undefined ? {} : { description: escaped(rule.why[lang]) }),
        ...props({ kind: rule?.kind, severity: rule?.severity }),
        parts: [
          {
            id: objectiveId(id),
            name: 'objective',
            title: escaped(titleOf(id, lang)),
            ...list(
              'props',
              sources.flatMap(
                ({ ref, version, trust }) =>
                  props({ source: oneLine(`${ref} (v${version}, ${trust})`) }).props ?? [],
              ),
            ),
          },
        ],
      }
    })

const catalogue = ({ tool }: Assessment, uuid: string, lang: Lang) => ({
  uuid,
  title: { fr: `Règles de Socle ${tool.socle}`, en: `Rules of Socle ${tool.socle}` }[lang],
  description: {
    fr: 'Règles jugées, avec leurs sources ; les objectifs de ce document en donnent le texte.',
    en: 'Rules that were judged, with their sources; the objectives of this document hold their text.',
  }[lang],
  'document-ids': [{ identifier: oneLine(tool.rules) }],
})

/** What was read, with its digest. */
const inputsOf = (assessments: readonly Assessment[]) =>
  assessments.flatMap(({ site, level, inputs }) =>
    Object.entries(inputs).map(([name, digest]) => {
      const value = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1]
      const href = name.split('/').map(encodeURIComponent).join('/')
      return {
        uuid: idOf('input', site, level, name, digest),
        title: escaped(`${name} (${level})`),
        rlinks: [{ href, ...(value === undefined ? {} : { hashes: [{ algorithm: 'SHA-256', value }] }) }],
      }
    }),
  )
