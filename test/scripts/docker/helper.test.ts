import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isAbandoned, isHelper, separate } from '../../../scripts/docker/helper.ts'
import { startOf } from '../../../scripts/lib/lock.ts'

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

test('the two outputs of a container are told apart', () => {
  const frames = Buffer.concat([frame(1, 'a\n'), frame(2, 'é!'), frame(1, 'b\n')])
  expect(separate(frames)).toEqual({ stdout: 'a\nb\n', stderr: 'é!' })
  expect(separate(Buffer.alloc(0))).toEqual({ stdout: '', stderr: '' })
})

describe('whether a helper is left over', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  const created = (secondsAgo: number): number => now / 1000 - secondsAgo
  const start = startOf(process.pid)
  test.each([
    ['this very process', `${hostname()}/${process.pid}/${start}`, 5_000, false],
    ['its pid, given again to another', `${hostname()}/${process.pid}/1`, 1, true],
    ['a process that is gone', `${hostname()}/999999999/123`, 1, true],
    ['another machine, recent', 'elsewhere/1/1', 600, false],
    ['another machine, too old to be at work', 'elsewhere/1/1', 1000, true],
    ['no owner, old', '', 1000, true],
  ])('%s', (_, owner, secondsAgo, expected) => {
    const helper = { Labels: { 'socle.helper-owner': owner }, Created: created(secondsAgo) }
    expect(isAbandoned(helper, now)).toBe(expected)
  })
})

test.each([
  ['/site-probe-0123abcd', { 'socle.helper': 'site' }, true],
  ['/site-backdoor', { 'socle.helper': 'site' }, false],
  ['/other-probe-0123abcd', { 'socle.helper': 'site' }, false],
  ['/site-probe-0123abcd', {}, false],
])('%s with labels %j is a helper: %j', (name, Labels, expected) =>
  expect(isHelper({ Names: [name], Labels: Labels })).toBe(expected),
)
