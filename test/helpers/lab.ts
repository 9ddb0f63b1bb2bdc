import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type DockerClient } from '../../scripts/docker/client.ts'
import { freeRange, takenSubnets } from '../../scripts/docker/preflight.ts'
import { SOCLE_ROOT } from '../../modules/root.ts'

export const ENGINE = 'unix:///var/run/docker.sock'

export interface Result {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A site of a lab run: its own id, ports, range, folder and age key, so that two runs on one machine never meet. */
export class LabSite {
  readonly id: string
  readonly folder: string
  readonly ports: { readonly https: number; readonly http: number }
  readonly docker: DockerClient
  private readonly scratch: string

  private constructor(docker: DockerClient, id: string, scratch: string, ports: LabSite['ports']) {
    this.docker = docker
    this.id = id
    this.scratch = scratch
    this.folder = join(scratch, 'site')
    this.ports = ports
  }

  /** @param edit changes the text of the example's site.yaml before anything reads it */
  static async create(example: string, edit: (yaml: string) => string = (yaml) => yaml): Promise<LabSite> {
    const docker = await connect(ENGINE)
    const id = `lab-${randomBytes(4).toString('hex')}`
    const scratch = mkdtempSync(join(tmpdir(), `socle-${id}-`))
    const ports = { https: await freePort(), http: await freePort() }
    const site = new LabSite(docker, id, scratch, ports)
    mkdirSync(site.folder)
    const yaml = readFileSync(join(SOCLE_ROOT, 'sites', example, 'site.yaml'), 'utf8')
    writeFileSync(join(site.folder, 'site.yaml'), edit(yaml))
    await site.writeOverlay()
    return site
  }

  /** Another range for the site's networks, none of which is free to stay where it was. */
  moveRange(): Promise<void> {
    return this.writeOverlay()
  }

  private async writeOverlay(): Promise<void> {
    const taken = await takenSubnets(this.docker, { siteId: this.id, isLocal: true })
    const first = 1 + ((randomBytes(1)[0] ?? 0) % 100)
    const candidates = Array.from(
      { length: 100 },
      (_, index) => `10.${100 + ((first + index) % 100)}.16.0/20`,
    )
    const overlay = {
      site: { id: this.id },
      network: { range: freeRange(candidates, taken) },
      proxy: { publish: { address: '127.0.0.1', ...this.ports } },
    }
    writeFileSync(join(this.folder, 'site.local.yaml'), JSON.stringify(overlay))
  }

  get env(): Record<string, string> {
    return { SOCLE_AGE_KEY_FILE: join(this.scratch, 'keys', 'age.key'), CI: 'true' }
  }

  /** Runs the command line on this site. */
  socle(...args: string[]): Promise<Result> {
    return this.start(...args).result
  }

  /** Starts the command line in a process group of its own, which `kill -9 -pid` ends as a whole. */
  start(...args: string[]): { readonly pid: number; readonly result: Promise<Result> } {
    const sub = args[0] === 'secrets'
    const argv = sub ? [...args, '--site', this.folder] : [args[0] ?? '', this.folder, ...args.slice(1)]
    const child = spawn(process.execPath, [join(SOCLE_ROOT, 'scripts', 'socle.mjs'), ...argv], {
      cwd: SOCLE_ROOT,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const result = new Promise<Result>((resolve) =>
      child.once('close', (exit) => resolve({ exit, stdout, stderr })),
    )
    if (child.pid === undefined) throw new Error('the command line did not start')
    return { pid: child.pid, result }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text)
  }

  exists(path: string): boolean {
    return existsSync(join(this.folder, path))
  }

  copyTo(folder: string): void {
    cpSync(this.folder, folder, { recursive: true })
  }

  /** A request through the site's own door, its certificate verified against the site's authority. */
  async fetch(
    path: string,
    { method = 'GET', body, hostname, headers: more }: FetchOptions,
  ): Promise<{ status: number; text: string }> {
    const { stdout: ca } = await this.socle('secrets', 'show', 'ca/ca.crt')
    return new Promise((resolve, reject) => {
      const headers = {
        Host: hostname,
        'Content-Type': 'application/json',
        ...more,
        ...(body ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
      }
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.ports.https,
          servername: hostname,
          ca,
          path,
          method,
          headers,
          timeout: 60_000,
        },
        (response) => {
          let text = ''
          response.on('data', (chunk: Buffer) => (text += chunk.toString()))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        },
      )
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  }

  /** Removes everything that bears this run's id, and nothing else. */
  async remove(): Promise<void> {
    const owned = (name: string): boolean => name.replace(/^\//, '').startsWith(`${this.id}-`)
    for (const { Id } of (await this.docker.listContainers({ all: true })).filter(({ Names }) =>
      Names.some(owned),
    )) {
      await this.docker.getContainer(Id).remove({ force: true, v: true }).catch(gone)
    }
    for (const { Id } of (await this.docker.listNetworks()).filter(({ Name }) => owned(Name))) {
      await this.docker.getNetwork(Id).remove().catch(gone)
    }
    for (const { Name } of (await this.docker.listVolumes()).Volumes.filter(({ Name }) => owned(Name))) {
      await this.docker.getVolume(Name).remove().catch(gone)
    }
    rmSync(this.scratch, { recursive: true, force: true })
  }
}

interface FetchOptions {
  readonly method?: string
  readonly body?: string
  readonly hostname: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Already removed by somebody else of this run. */
function gone(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 404) throw error
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
