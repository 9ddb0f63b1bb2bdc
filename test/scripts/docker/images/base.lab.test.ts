import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type DockerClient } from '../../../../scripts/docker/client.ts'
import { debianImage, imageId } from '../../../../scripts/docker/images/base.ts'
import type { Failure } from '../../../../scripts/lib/fail.ts'
import { describeLab, ENGINE_HOST, runId } from '../engine.ts'

describeLab('Debian where no registry has it', () => {
  const debian = `${runId()}/debian:trixie`
  const path = mkdtempSync(join(tmpdir(), 'socle-path-'))
  let docker: DockerClient
  beforeAll(async () => void (docker = await connect(ENGINE_HOST)))
  afterEach(() => vi.unstubAllEnvs())
  afterAll(() => rmSync(path, { recursive: true }))

  const attempt = async (search: string): Promise<Failure> => {
    vi.stubEnv('PATH', search)
    return debianImage(docker, { debian }).then(
      () => Promise.reject(new Error('an image was made out of nothing')),
      (error: Failure) => error,
    )
  }

  test('without mmdebstrap, the one command that would help', async () => {
    const { code, text } = await attempt(path)
    expect(code).toBe('IMAGES-NO-BASE')
    expect(text.en).toMatch(
      /^the image h4-\S+ can be neither pulled \(.+\) nor bootstrapped \(mmdebstrap is missing\)\. Install it: sudo apt-get install --yes mmdebstrap$/,
    )
  }, 60_000)

  test('an archive that mmdebstrap did not finish never becomes an image', async () => {
    const fake = `#!/bin/sh\ntar c /etc/hostname 2>/dev/null\necho 'E: bad signature' >&2\nexit 25\n`
    writeFileSync(join(path, 'mmdebstrap'), fake)
    chmodSync(join(path, 'mmdebstrap'), 0o755)
    const { code, text } = await attempt(`${path}:${process.env['PATH']}`)
    expect(code).toBe('IMAGES-NO-BASE')
    expect(text.en).toMatch(
      /^the image h4-\S+ can be neither pulled \(.+\) nor bootstrapped \(mmdebstrap failed: E: bad signature\)$/,
    )
    expect(await imageId(docker, debian)).toBeUndefined()
  }, 60_000)
})
