import { expect, test } from 'vitest'
import { waitHealthy, type ContainerState } from '../../../scripts/lib/health.ts'

const state = (over: Partial<ContainerState>): ContainerState => ({
  role: 'tryton',
  zone: 'metier',
  state: 'running',
  health: 'healthy',
  says: 'ready',
  ...over,
})

const waitFor = (readings: ContainerState[][], timeoutSeconds = 60) => {
  const lines: string[] = []
  let turn = 0
  const read = (): Promise<ContainerState[]> =>
    Promise.resolve(readings[Math.min(turn++, readings.length - 1)] ?? [])
  const done = waitHealthy({
    read,
    timeoutSeconds,
    progress: (line) => lines.push(line),
    intervalMilliseconds: 1,
  })
  return { done, lines }
}

test('shows what each container says of itself until all are healthy', async () => {
  const { done, lines } = waitFor([
    [
      state({ health: 'starting', says: 'initialising 2/6: modules' }),
      state({ role: 'db', health: 'starting', says: '' }),
    ],
    [state({ health: 'unhealthy', says: 'starting' })],
    [state({}), state({ role: 'db' })],
  ])
  await done
  expect(lines).toEqual(['tryton: initialising 2/6: modules · db: starting', 'tryton: starting'])
})

test('gives up at the deadline, naming what is not healthy with its last words', async () => {
  const { done } = waitFor([[state({ state: 'restarting', health: 'unhealthy', says: 'no data' })]], 0)
  await expect(done).rejects.toThrow(
    'APPLY-UNHEALTHY applied, but not healthy: tryton (restarting, unhealthy, « no data »).',
  )
})

test('does not wait for a container that is not there', async () => {
  const { done } = waitFor([[state({ state: 'missing', health: 'none', says: '' })]])
  await expect(done).rejects.toThrow('tryton (missing, none)')
})
