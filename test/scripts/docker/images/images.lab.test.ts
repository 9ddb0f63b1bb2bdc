import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DockerClient } from '../../../../scripts/docker/client.ts'
import { imageId } from '../../../../scripts/docker/images/base.ts'
import { describeImages } from '../../../../scripts/docker/images/describe.ts'
import {
  ensureImages,
  type EnsureRequest,
  type ImagesResult,
} from '../../../../scripts/docker/images/ensure.ts'
import { readLock, writeLock } from '../../../../scripts/docker/images/lock.ts'
import { describeLab, lab, runId } from '../engine.ts'

describeLab('images', () => {
  const siteId = runId()
  const siteDir = mkdtempSync(join(tmpdir(), 'socle-site-'))
  const modules = mkdtempSync(join(tmpdir(), 'socle-modules-'))
  const debian = `${siteId}-debian:trixie`
  let docker: DockerClient
  let first: ImagesResult
  const lines: string[] = []
  const made = new Set<string>()

  const dockerfile = (capability: string, text: string): void => {
    mkdirSync(join(modules, capability, 'image'), { recursive: true })
    // The run's own id makes contexts, and so names, that no other run has.
    writeFileSync(
      join(modules, capability, 'image/Dockerfile'),
      `ARG BASE\nFROM \${BASE}\nENV RUN=${siteId}\n${text}`,
    )
  }
  const ensure = async (over: Partial<EnsureRequest> = {}): Promise<ImagesResult> => {
    const progress = (line: string): void => void lines.push(line)
    const request = {
      docker,
      siteId,
      siteDir,
      modules,
      debian,
      capabilities: ['alpha', 'beta'],
      progress,
      ...over,
    }
    const result = await ensureImages(request)
    for (const { id } of result.images) made.add(id)
    return result
  }
  const actions = ({ images }: ImagesResult) => images.map(({ capability, action }) => [capability, action])

  beforeAll(async () => {
    const { docker: client, image } = await lab()
    docker = client
    await docker.getImage(image).tag({ repo: `${siteId}-debian`, tag: 'trixie' })
    dockerfile('base', '')
    dockerfile(
      'alpha',
      "RUN sed -i '/^Package: ca-certificates$/,/^$/s/^Version: .*/Version: 20200101/' /var/lib/dpkg/status\n",
    )
    dockerfile('beta', 'RUN echo beta > /beta\n')
    dockerfile('broken', 'RUN echo the reason; exit 7\n')
    first = await ensure()
  }, 120_000)
  afterAll(async () => {
    const mine = (await docker.listImages({ all: false })).filter(
      ({ Id, RepoTags }) => made.has(Id) || RepoTags?.some((tag) => tag.startsWith(siteId)),
    )
    for (const { Id, RepoTags } of mine) {
      const names = (RepoTags ?? []).filter((tag) => tag.startsWith('socle/') || tag.startsWith(siteId))
      for (const name of names.length ? names : [Id])
        await docker
          .getImage(name)
          .remove({ force: false })
          .catch(() => 0)
    }
    rmSync(siteDir, { recursive: true })
    rmSync(modules, { recursive: true })
  })

  test('each is built on the base, recorded with its packages, and kept afterwards', async () => {
    expect(actions(first)).toEqual([
      ['base', 'built'],
      ['alpha', 'built'],
      ['beta', 'built'],
    ])
    const lock = readLock(siteDir)
    expect(lock).toEqual(first.lock)
    for (const { name, id } of first.images) {
      expect(await imageId(docker, name)).toBe(id)
      expect(lock.images[name]?.id).toBe(id)
    }
    const [base, alpha] = first.images
    expect(lock.images[base?.name ?? '']?.base).toBe(await imageId(docker, debian))
    expect(lock.images[alpha?.name ?? '']?.base).toBe(first.base)
    expect(lock.images[alpha?.name ?? '']?.packages['ca-certificates']).toBe('20200101')
    expect(lock.images[base?.name ?? '']?.packages['bash']).toMatch(/^5\./)
    expect(lines).toContain(`${alpha?.name}: 2/6 FROM \${BASE}`)

    const again = await ensure()
    expect(actions(again)).toEqual([
      ['base', 'kept'],
      ['alpha', 'kept'],
      ['beta', 'kept'],
    ])
    expect(readLock(siteDir)).toEqual(lock)
  })

  test('what is on the engine but not in the lock is recorded, not built', async () => {
    const before = readLock(siteDir)
    writeLock(siteDir, { version: 1, images: {} })
    const result = await ensure()
    expect(actions(result)).toEqual([
      ['base', 'recorded'],
      ['alpha', 'recorded'],
      ['beta', 'recorded'],
    ])
    expect(readLock(siteDir)).toEqual(before)
  })

  test('a name that somebody gave to another image is not believed', async () => {
    const beta = first.images.find(({ capability }) => capability === 'beta')
    const [repo = '', tag = ''] = (beta?.name ?? '').split(':')
    await docker.getImage(first.base).tag({ repo, tag })
    writeLock(siteDir, { version: 1, images: {} })
    const result = await ensure()
    expect(actions(result)).toEqual([
      ['base', 'recorded'],
      ['alpha', 'recorded'],
      ['beta', 'built'],
    ])
  })

  test('what the lock names but the engine lost is built again, and said', async () => {
    const lock = readLock(siteDir)
    const alpha = first.images.find(({ capability }) => capability === 'alpha')?.name ?? ''
    const lost = `sha256:${'0'.repeat(64)}`
    const entry = lock.images[alpha]
    if (!entry) throw new Error('alpha is not in the lock')
    writeLock(siteDir, { version: 1, images: { ...lock.images, [alpha]: { ...entry, id: lost } } })
    const result = await ensure()
    const found = result.images.find(({ capability }) => capability === 'alpha')
    expect(found?.note?.en).toBe(
      `${alpha}: the image that the lock named (${lost}) is no longer on this engine; ${found?.id} takes its place`,
    )
    expect(found?.action).toBe('recorded')
  })

  test('a failed step is shown with what it printed; what was built stays recorded', async () => {
    await expect(ensure({ capabilities: ['alpha', 'broken'] })).rejects.toThrow(
      /^IMAGES-BUILD building socle\/broken:[0-9a-f]{12} failed at step 4\/6 RUN echo the reason; exit 7\n[^]*the reason\n[^]*returned a non-zero code: 7$/,
    )
    expect(Object.keys(readLock(siteDir).images).map((name) => name.split(':')[0])).toEqual([
      'socle/alpha',
      'socle/base',
      'socle/beta',
    ])
  })

  test('a run that is interrupted ends at once and leaves no container', async () => {
    dockerfile('slow', `RUN sleep 60 && echo ${siteId}\n`)
    const running = async (): Promise<number> =>
      (await docker.listContainers({ all: true })).filter(({ Command }) => Command.includes(siteId)).length
    const controller = new AbortController()
    const interrupted = ensure({ capabilities: ['slow'], signal: controller.signal }).catch(
      (error: Error) => error.name,
    )
    await vi.waitUntil(async () => (await running()) === 1, { timeout: 10_000, interval: 100 })
    controller.abort()
    expect(await interrupted).toBe('AbortError')
    await vi.waitUntil(async () => (await running()) === 0, { timeout: 15_000, interval: 200 })
  }, 40_000)

  test('age and pending updates', async () => {
    const described = await describeImages({
      docker,
      siteId,
      siteDir,
      modules,
      capabilities: ['alpha', 'absent'].slice(0, 1),
    })
    expect(described.map(({ capability, isPresent }) => [capability, isPresent])).toEqual([
      ['base', true],
      ['alpha', true],
    ])
    const alpha = described[1]
    if (alpha?.updates?.reason) return expect(alpha.updates.reason.en).toMatch(/^apt did not answer: /) // no network here
    expect(alpha?.updates?.updates).toContainEqual(
      expect.objectContaining({ package: 'ca-certificates', from: '20200101' }),
    )
    expect(alpha?.ageDays).toBe(0)
  }, 120_000)

  const canBootstrap = spawnSync('mmdebstrap', ['--version']).status === 0
  if (!canBootstrap) console.warn('skipped: images > a refresh: mmdebstrap is not installed')
  test.skipIf(!canBootstrap)(
    'a refresh makes Debian and all images anew, says what changed, and keeps the old images',
    async () => {
      const before = new Map(
        (await ensure()).images.map(({ capability, id, name }) => [capability, { id, name }]),
      )
      const debianBefore = await imageId(docker, debian)
      // Somebody edits the lock: the refresh must compare with what the lock said.
      const lock = readLock(siteDir)
      const base = before.get('base')?.name ?? ''
      const entry = lock.images[base]
      if (!entry) throw new Error('the base is not in the lock')
      const packages = { ...entry.packages, bash: '1.0', retired: '3' }
      writeLock(siteDir, { version: 1, images: { ...lock.images, [base]: { ...entry, packages } } })

      const result = await ensure({ refresh: true })
      expect(actions(result)).toEqual([
        ['base', 'built'],
        ['alpha', 'built'],
        ['beta', 'built'],
      ])
      expect(await imageId(docker, debian)).not.toBe(debianBefore)
      expect(result.images[0]?.changes).toContainEqual({
        package: 'bash',
        from: '1.0',
        to: expect.stringMatching(/^5\./) as string,
      })
      expect(result.images[0]?.changes).toContainEqual({ package: 'retired', from: '3' })
      for (const { capability, id } of result.images) {
        const old = before.get(capability)
        expect(id).not.toBe(old?.id)
        expect(await imageId(docker, `${old?.name}-${old?.id.slice(7, 19)}`)).toBe(old?.id)
      }
    },
    180_000,
  )
})
