import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { Failure } from './fail.ts'
import { writeWhole } from './files.ts'

/** Each lost race means that somebody else's lock came or went: a few are enough. */
const ATTEMPTS = 5

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
  const mine = acquire(path, verb)
  try {
    return await work()
  } finally {
    if (read(path) === mine) rmSync(path, { force: true })
  }
}

/** The lock appears whole or not at all: linked from a file that is already written. @returns its content */
function acquire(path: string, verb: string): string {
  const mine = JSON.stringify(holderOf(verb))
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeWhole(draft, mine)
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (link(draft, path)) return mine
      removeIfDead(path)
    }
    throw held(path)
  } finally {
    rmSync(draft, { force: true })
  }
}

function link(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
}

/**
 * Takes a dead process's lock out of the way. Two successors at once must not remove each other's new lock: the old
 * one is first renamed to a name of one's own, looked at again, and put back when it is another than the one read.
 */
function removeIfDead(path: string): void {
  const content = read(path)
  if (content === undefined) return // released meanwhile
  const holder = parse(content)
  const isElsewhere = holder !== undefined && holder.host !== hostname()
  if (holder && (isElsewhere || startOf(holder.pid) === holder.start)) throw held(path)
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // another successor was faster
  }
  if (read(aside) !== content) link(aside, path)
  rmSync(aside, { force: true })
}

const holderOf = (verb: string): Holder => ({
  pid: process.pid,
  start: startOf(process.pid) ?? '',
  host: hostname(),
  user: userInfo().username,
  verb,
  since: new Date().toISOString(),
})

function held(path: string): Failure {
  const holder = parse(read(path))
  const who = holder ? `${holder.user}@${holder.host} (${holder.verb}, pid ${holder.pid})` : '?'
  const since = holder?.since ?? '?'
  return new Failure('LOCK-HELD', {
    fr: `une opération est en cours sur ce site : ${who}, depuis ${since}. Attendez sa fin ; si cette machine n'existe plus, supprimez ${path}`,
    en: `an operation is running on this site: ${who}, since ${since}. Wait for its end; if that machine is gone, remove ${path}`,
  })
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function parse(content: string | undefined): Holder | undefined {
  try {
    return JSON.parse(content ?? '') as Holder
  } catch {
    return undefined // not a lock of ours: it holds nothing
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
