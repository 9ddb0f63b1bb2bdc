import { assess } from '../../policies/assess.ts'
import type { Graph } from '../../policies/graph/graph.ts'
import { fromSynth } from '../../policies/graph/synth.ts'
import type { SiteFacts } from '../../policies/facts.ts'
import { compare, figure, milliseconds, type Figure } from './figure.ts'
import { largeSite } from './large-site.ts'

const SIZES = [50, 500, 2000]

/** Every rule over a graph that is already built, against one reading of the text that it was built from. */
export function rules(): Figure[] {
  const figures = SIZES.map((resources) => {
    const { json, facts } = largeSite(resources)
    const text = JSON.stringify(json, null, 2)
    const graph = fromSynth([{ name: 'site', json }])
    return compare(
      `rules, ${resources} resources`,
      'JSON.parse of the same site',
      Math.max(5, Math.round(2000 / resources)),
      {
        // A graph of its own each time: what rules keep of one must not be paid once for all rounds.
        ours: () => milliseconds(() => judged({ ...graph }, facts)),
        theirs: () => milliseconds(() => JSON.parse(text)),
      },
      'ms',
    )
  })
  return [...figures, growth(figures)]
}

/** Time a resource, on the largest site and on the smallest: 1 where growth is linear. */
function growth(figures: readonly Figure[]): Figure {
  const each = figures.map(({ ours }, index) => ours / (SIZES[index] ?? Number.NaN))
  const [smallest = Number.NaN, largest = Number.NaN] = [each[0], each.at(-1)]
  return figure('rules, time a resource', `of 2,000 against of 50`, largest, smallest, 'ms')
}

const judged = (graph: Graph, facts: SiteFacts) =>
  assess({
    level: 'synth',
    graph,
    facts,
    siteId: 'demo',
    inputs: {},
    engine: 'none',
    version: '0',
    now: new Date(0),
    host: '',
  })
