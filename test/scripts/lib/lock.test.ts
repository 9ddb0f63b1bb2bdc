import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOf, withLock } from '../../../scripts/lib/lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const heldBy = (holder: object): void =>
  writeFileSync(
    join(folder, 'lock'),
    JSON.stringify({ user: 'i.moreau', verb: 'apply', since: '2026-11-23T10:00:00.000Z', ...holder }),
  )

test('the lock is there during the work and gone after, whatever its end', async () => {
  await withLock(folder, 'plan', () => {
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
      verb: 'plan',
    })
    return Promise.resolve()
  })
  await expect(withLock(folder, 'plan', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await withLock(folder, 'plan', () => Promise.resolve())
})

test('a second one is told who holds it and since when', async () => {
  const child = spawn('sleep', ['30'])
  try {
    heldBy({ pid: child.pid, start: startOf(child.pid ?? 0), host: hostname() })
    await expect(withLock(folder, 'apply', () => Promise.resolve())).rejects.toThrow(
      `LOCK-HELD an operation is running on this site: i.moreau@${hostname()} (apply, pid ${child.pid}), since 2026-11-23T10:00:00.000Z.`,
    )
  } finally {
    child.kill()
  }
})

test.each([
  ['a process that is gone', { pid: 2 ** 22 - 1, start: '1', host: hostname() }],
  ['a pid that was given again to another process', { pid: process.pid, start: '1', host: hostname() }],
])('the lock of %s is taken over', async (_who, holder) => {
  heldBy(holder)
  expect(await withLock(folder, 'apply', () => Promise.resolve('done'))).toBe('done')
})

test("another machine's lock is never taken over", async () => {
  heldBy({ pid: 1, start: '1', host: 'elsewhere' })
  await expect(withLock(folder, 'apply', () => Promise.resolve())).rejects.toThrow('LOCK-HELD')
})

test('a lock that was written half holds nothing', async () => {
  writeFileSync(join(folder, 'lock'), '{"pid":')
  expect(await withLock(folder, 'apply', () => Promise.resolve('done'))).toBe('done')
})

test('of twenty that want a stale lock at once, one at a time works', async () => {
  heldBy({ pid: 2 ** 22 - 1, start: '1', host: hostname() })
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside--
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => withLock(folder, 'apply', work)))
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(most).toBe(1)
})
