import { expect, test } from 'vitest'
import { fewAtOnce } from '../../../scripts/probes/few-at-once.ts'

test('never more than the limit at once, results in the order of the items', async () => {
  let running = 0
  let most = 0
  const results = await fewAtOnce(3, [5, 1, 4, 2, 3, 0], async (item) => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < item; turn++) await Promise.resolve()
    running--
    return item * 10
  })
  expect(results).toEqual([50, 10, 40, 20, 30, 0])
  expect(most).toBe(3)
})

test('nothing to do', async () => expect(await fewAtOnce(3, [], () => Promise.resolve(1))).toEqual([]))
