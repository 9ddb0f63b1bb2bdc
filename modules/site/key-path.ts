import type { Path } from './diagnostic.ts'
import { field } from './schema.ts'

/**
 * A written key path (`people.a.durand.roles[0]`, `chain.1.by`) as keys and indexes of `data`. Chosen names may
 * hold dots, so the longest key that fits wins. Stops where the data does.
 */
export function keyPath(text: string, data: unknown): Path {
  const path: (string | number)[] = []
  let [rest, value] = [text, data]
  while (rest !== '') {
    const step = Array.isArray(value) ? indexStep(rest) : keyStep(rest, value)
    if (!step) break
    path.push(step.part)
    rest = rest.slice(step.length)
    value = field(value, step.part)
  }
  return path
}

interface Step {
  readonly part: string | number
  readonly length: number
}

function indexStep(rest: string): Step | undefined {
  const [whole, bracketed, dotted] = /^(?:\[([0-9]{1,6})\]|([0-9]{1,6})(?=[.[]|$))\.?/.exec(rest) ?? []
  return whole === undefined ? undefined : { part: Number(bracketed ?? dotted), length: whole.length }
}

function keyStep(rest: string, value: unknown): Step | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fits = Object.keys(value).filter(
    (key) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`),
  )
  const longest = fits.reduce<string | undefined>(
    (best, key) => (best && best.length >= key.length ? best : key),
    undefined,
  )
  if (longest === undefined) return undefined
  return { part: longest, length: longest.length + (rest[longest.length] === '.' ? 1 : 0) }
}
