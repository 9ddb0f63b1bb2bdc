import { Failure } from './fail.ts'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Called for each line the command prints, as it prints it. */
  readonly progress?: (line: string) => void
  readonly signal?: AbortSignal
  readonly started?: (pid: number) => void
  /** Exit codes that are an answer rather than a failure. */
  readonly accept?: readonly number[]
  readonly input?: string
}

export interface RunResult {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command given as an argument list (no shell, no quoting) in a process group of its own: Ctrl-C reaches
 * Socle first, which then asks the command to stop.
 * @throws Failure RUN-FAILED with the reason first, then the command; RUN-MISSING when there is no such program
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { $ } = await import('zx')
  // A listener added to a signal that was given already would never be called.
  options.signal?.throwIfAborted()
  const child = $({
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
    nothrow: true,
    quiet: true,
    detached: true,
    ...(options.input === undefined
      ? { stdio: ['ignore', 'pipe', 'pipe'] as const }
      : { input: options.input }),
  })`${argv}`
  const stop = (): void => void child.kill('SIGINT').catch(() => undefined)
  options.signal?.addEventListener('abort', stop)
  if (child.pid !== undefined) options.started?.(child.pid)
  if (options.progress) forwardLines(child, options.progress)
  const { exitCode, stdout, stderr, cause, message } = await child
  options.signal?.removeEventListener('abort', stop)
  const exit = exitCode ?? -1
  if (exit === 127 || (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw missing(argv)
  if (exit !== 0 && !options.accept?.includes(exit)) throw failed(argv, exit, stderr || stdout || message)
  return { exit, stdout, stderr }
}

function forwardLines(
  child: { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream },
  progress: (line: string) => void,
): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim()) progress(line.replaceAll('\r', '').trimEnd())
    })
  }
}

function failed(argv: readonly string[], exit: number, output: string): Failure {
  const reason = output.trim().split('\n').slice(-25).join('\n')
  return new Failure('RUN-FAILED', {
    fr: `${reason}\n(commande : ${argv.join(' ')}, code ${exit})`,
    en: `${reason}\n(command: ${argv.join(' ')}, exit ${exit})`,
  })
}

function missing(argv: readonly string[]): Failure {
  const program = argv[0] ?? ''
  return new Failure('RUN-MISSING', {
    fr: `le programme ${program} est introuvable`,
    en: `the program ${program} is not found`,
  })
}
