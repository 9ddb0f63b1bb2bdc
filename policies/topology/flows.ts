import type { Site } from '../../modules/site/site.ts'
import type { ConduitFact } from '../facts.ts'
import { judge, type Claim, type Verdict, type Wording } from '../rule.ts'

/** A flow that site.yaml lets out of the host. */
export interface Flow {
  /** Its place in site.yaml. */
  readonly subject: string
  readonly host: string
  readonly port: number
}

/** What leaves the host, as described: platform, integrations, mail. Nothing opens it yet. */
export const flowsOf = ({ exchange, integrations, mail }: Site): Flow[] => [
  ...(exchange?.endpoints ?? []).map(({ host, port }, index) => ({
    subject: `exchange.endpoints[${index}]`,
    host,
    port,
  })),
  ...integrations.map(({ host, port }, index) => ({ subject: `integrations[${index}]`, host, port })),
  ...(mail ? [{ subject: 'mail', host: mail.relay, port: mail.port }] : []),
]

export const conduitText = ({ from, to, port, protocol }: ConduitFact): string =>
  `${from}→${to}:${port}/${protocol}`

/** A verdict on what site.yaml says: at no level did anything see more than the file. */
export const ofDescription = (subject: string, claims: readonly Claim[]): Verdict => ({
  ...judge({ address: subject }, claims),
  basis: 'declared',
})

/** What site.yaml promises is no proof: what was seen says that it is all there was to see. */
export const inFile = (seen: Wording): Wording =>
  typeof seen === 'string'
    ? { fr: `site.yaml : ${seen}`, en: `site.yaml: ${seen}` }
    : { fr: `site.yaml : ${seen.fr}`, en: `site.yaml: ${seen.en}` }
