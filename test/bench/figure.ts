import { spawnSync } from 'node:child_process'

/** One comparison: medians of both sides and their ratio, measured in turn so that a noisy machine weighs on both. */
export interface Figure {
  readonly name: string
  readonly ours: number
  readonly theirs: number
  readonly peer: string
  /** ours / theirs; against nothing, as against one. */
  readonly ratio: number
  readonly unit: 's' | 'ms' | 'MiB' | 'faults'
}

export interface Sides {
  readonly ours: () => number
  readonly theirs: () => number
}

export function compare(
  name: string,
  peer: string,
  rounds: number,
  sides: Sides,
  unit: Figure['unit'] = 's',
): Figure {
  sides.ours()
  sides.theirs()
  const samples = Array.from({ length: rounds }, () => [sides.ours(), sides.theirs()] as const)
  return figure(
    name,
    peer,
    median(samples.map(([ours]) => ours)),
    median(samples.map(([, theirs]) => theirs)),
    unit,
  )
}

export const figure = (
  name: string,
  peer: string,
  ours: number,
  theirs: number,
  unit: Figure['unit'],
): Figure => ({ name, ours, theirs, peer, ratio: ours / (theirs || 1), unit })

/** Seconds of a whole process. */
export function timed(argv: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const start = process.hrtime.bigint()
  const [program = '', ...args] = argv
  const { status, stderr } = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  if (status !== 0 && status !== 4) throw new Error(`${argv.join(' ')}: exit ${status}\n${stderr}`)
  return Number(process.hrtime.bigint() - start) / 1e9
}

/** Milliseconds of a piece of work in this process. */
export function milliseconds(work: () => unknown): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
