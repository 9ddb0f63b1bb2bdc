import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Output } from '../../../scripts/lib/output.ts'
import { runSteps } from '../../../scripts/lib/progress.ts'

let written: string[]
beforeEach(() => {
  written = []
  vi.stubEnv('CI', 'true')
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const title = (text: string) => ({ fr: text, en: text })

test('without a terminal: plain lines, each report once, the outcome last', async () => {
  const steps = [
    {
      title: title('un'),
      run: (_: object, report: (line: string) => void) => (
        report('a'),
        report('a'),
        report('b'),
        Promise.resolve('fini')
      ),
    },
    { title: title('deux'), run: () => Promise.resolve(), skip: () => title('rien à faire') },
  ]
  await runSteps(steps, {}, new Output({ lang: 'fr', json: false }))
  expect(written.join('')).toBe('> un\n  a\n  b\n  fini\n- deux: rien à faire\n')
})

test('the first failure stops the rest and is thrown as it is', async () => {
  const failure = new Error('broken')
  const second = vi.fn(() => Promise.resolve())
  const steps = [
    { title: title('un'), run: () => Promise.reject(failure) },
    { title: title('deux'), run: second },
  ]
  await expect(runSteps(steps, {}, new Output({ lang: 'fr', json: false }))).rejects.toBe(failure)
  expect(second).not.toHaveBeenCalled()
})

test('what a container or an engine prints never drives the terminal', () => {
  const output = new Output({ lang: 'fr', json: false })
  output.note('tryton: \u001b]0;owned\u0007\u001b[2Jready\u202e\nsecond line')
  expect(written.join('')).toBe('tryton: ready\\u202e\nsecond line\n')
})
