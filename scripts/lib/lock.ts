import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { Failure } from './fail.ts'

/** A takeover lasts a moment; a guard older than this was left by a killed process. */
const GUARD_MILLISECONDS = 10_000

interface Holder {
  readonly pid: number
  /** Start of the process in clock ticks since boot: a pid alone may have been given again. */
  readonly start: string
  readonly host: string
  readonly user: string
  readonly verb: string
  readonly since: string
}

/**
 * One operation at a time per site. The lock of a process that is gone on this machine is taken over; another
 * machine's lock is only reported, because nothing here can tell whether it still runs.
 * @throws Failure LOCK-HELD with who holds it and since when
 */
export async function withLock<T>(stateDir: string, verb: string, work: () => Promise<T>): Promise<T> {
  const path = join(stateDir, 'lock')
  mkdirSync(dirname(path), { recursive: true })
  takeOver(path)
  acquire(path, verb)
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function acquire(path: string, verb: string): void {
  const holder: Holder = {
    pid: process.pid,
    start: startOf(process.pid) ?? '',
    host: hostname(),
    user: userInfo().username,
    verb,
    since: new Date().toISOString(),
  }
  try {
    const file = openSync(path, 'wx')
    writeSync(file, JSON.stringify(holder))
    closeSync(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw held(path)
  }
}

/**
 * Removes the lock of a process that is gone. Two successors at once must not remove each other's new lock, so the
 * removal has a guard of its own, under which the holder is read again.
 */
function takeOver(path: string): void {
  if (!existsSync(path)) return
  const guard = `${path}.takeover`
  try {
    closeSync(openSync(guard, 'wx'))
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? 0) < GUARD_MILLISECONDS)
      throw held(path)
  }
  try {
    const holder = readHolder(path)
    const isElsewhere = holder !== undefined && holder.host !== hostname()
    if (holder && (isElsewhere || startOf(holder.pid) === holder.start)) throw held(path)
    rmSync(path, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function held(path: string): Failure {
  const holder = readHolder(path)
  const who = holder ? `${holder.user}@${holder.host} (${holder.verb}, pid ${holder.pid})` : '?'
  const since = holder?.since ?? '?'
  return new Failure('LOCK-HELD', {
    fr: `une opération est en cours sur ce site : ${who}, depuis ${since}. Attendez sa fin ; si cette machine n'existe plus, supprimez ${path}`,
    en: `an operation is running on this site: ${who}, since ${since}. Wait for its end; if that machine is gone, remove ${path}`,
  })
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined // written half by a killed process: it holds nothing
  }
}

/** Start time of a process (field 22 of /proc/<pid>/stat), `undefined` when there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name may hold spaces and parentheses: count from the last one.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
