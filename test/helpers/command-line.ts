import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'
import { SOCLE_ROOT } from '../../modules/root.ts'
import type { Result } from './lab.ts'

const SOCLE = join(SOCLE_ROOT, 'scripts', 'socle.mjs')

export interface RunOptions {
  /** Replaces variables of this process' environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** The command is killed, and the test fails, after that long. @default 60 */
  readonly timeoutSeconds?: number
  /** Ctrl-C as soon as stderr shows this. */
  readonly interruptAt?: RegExp
}

/** Runs the command line as a person does, without a terminal. */
export function socle(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { env, cwd = SOCLE_ROOT, timeoutSeconds = 60, interruptAt } = options
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SOCLE, ...args], {
      cwd,
      env: { ...process.env, CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      const isPast = interruptAt?.test(stderr) ?? true
      stderr += chunk.toString()
      if (!isPast && interruptAt?.test(stderr)) child.kill('SIGINT')
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000)
    child.once('error', reject)
    child.once('close', (exit, signal) => {
      clearTimeout(timer)
      if (signal === null) resolve({ exit, stdout, stderr })
      else reject(new Error(`socle ${args.join(' ')}: ${signal} after ${timeoutSeconds} s; ${stderr}`))
    })
  })
}

/** A folder for the tests of a file, and the bundle built once before they start it side by side. */
export function scratchFolder(): { readonly path: string } {
  const folder = { path: '' }
  beforeAll(async () => {
    folder.path = mkdtempSync(join(tmpdir(), 'socle-cli-'))
    const bootstrap = (await import(pathToFileURL(join(SOCLE_ROOT, 'scripts', 'bootstrap.mjs')).href)) as {
      bundle(): Promise<string>
    }
    await bootstrap.bundle()
  })
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }))
  return folder
}

/** A copy of an example's site.yaml alone, without what runs on this machine left beside it. */
export function copyOfExample(example: string, folder: string): string {
  cpSync(join(SOCLE_ROOT, 'sites', example, 'site.yaml'), join(folder, 'site.yaml'))
  return folder
}

/** Every file under a folder, relative to it, sorted. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

/** What no run may ever print: a trace, or the admission of a fault of Socle's own. */
export function expectNoFault({ stdout, stderr }: Result): void {
  expect(stderr).not.toMatch(/^ {4}at |SOCLE-FAULT/m)
  expect(stdout).not.toMatch(/^ {4}at /m)
}
