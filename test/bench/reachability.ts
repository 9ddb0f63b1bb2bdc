import { fromSynth } from '../../policies/graph/synth.ts'
import { reachability } from '../../policies/topology/reachability.ts'
import { compare, milliseconds, type Figure } from './figure.ts'
import { crowd } from './large-site.ts'

/** Four hundred networks, five containers each: far more than one host holds. */
const NETWORKS = 400
const CONTAINERS = 2000

/** The graph of a very large site, and who reaches whom in it, each against one reading of its text. */
export function largeGraph(): Figure[] {
  const { json, facts } = crowd(CONTAINERS, NETWORKS)
  const text = JSON.stringify(json, null, 2)
  const graph = fromSynth([{ name: 'site', json }])
  const theirs = () => milliseconds(() => JSON.parse(text) as unknown)
  const size = `${CONTAINERS} containers, ${NETWORKS} networks`
  const peer = 'JSON.parse of the same site'
  return [
    compare(
      `graph, ${size}`,
      peer,
      5,
      { ours: () => milliseconds(() => fromSynth([{ name: 'site', json }])), theirs },
      'ms',
    ),
    compare(
      `reachability, ${size}`,
      peer,
      5,
      { ours: () => milliseconds(() => reachability({ ...graph }, facts)), theirs },
      'ms',
    ),
  ]
}
