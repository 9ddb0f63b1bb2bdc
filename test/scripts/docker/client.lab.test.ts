import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { connect } from '../../../scripts/docker/client.ts'
import { describeLab, ENGINE_HOST } from './engine.ts'

describeLab('connecting to an engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-ssh-'))
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  test('DOCKER_HOST of the environment changes nothing, even a malformed one', async () => {
    vi.stubEnv('DOCKER_HOST', 'http://[')
    const docker = await connect(ENGINE_HOST)
    expect(process.env['DOCKER_HOST']).toBe('http://[')
    expect(await docker.ping()).toEqual(Buffer.from('OK'))
  })

  // Stands for the ssh of the operator: it records its arguments, then speaks to the local engine as sshd would.
  const fakeSsh = (script: string): void => {
    writeFileSync(join(folder, 'ssh'), `#!/bin/sh\nprintf '%s\\n' "$*" >> ${folder}/argv\n${script}\n`)
    chmodSync(join(folder, 'ssh'), 0o755)
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  }

  test('ssh:// goes through ssh, several requests and a stream', async () => {
    const docker = await withFolder(() => {
      fakeSsh('while [ "$1" != docker ]; do shift; done\nexec "$@"')
      return connect('ssh://socle@remote.example:2222')
    })
    const [images, info] = await Promise.all([docker.listImages(), docker.info() as Promise<{ ID: string }>])
    expect(Array.isArray(images)).toBe(true)
    const local = (await (await connect(ENGINE_HOST)).info()) as { ID: string }
    expect(info.ID).toBe(local.ID)
    const argv = readFileSync(join(folder, 'argv'), 'utf8').trim().split('\n')
    expect(new Set(argv)).toEqual(
      new Set([
        '-T -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15 -l socle -p 2222 -- remote.example docker system dial-stdio',
      ]),
    )
  })

  test('what ssh complains about is what the operator reads', async () => {
    const error = await withFolder(() => {
      fakeSsh('echo "Host key verification failed." >&2; exit 255')
      return connect('ssh://socle@remote.example').catch((caught: unknown) => caught as Error)
    })
    expect((error as Error).message).toBe(
      'DOCKER-UNREACHABLE the Docker Engine does not answer on ssh://socle@remote.example (ssh: Host key verification failed.). Check by hand: ssh socle@remote.example docker version',
    )
  })

  const withFolder = <T>(body: () => Promise<T>): Promise<T> => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    return body()
  }
})
