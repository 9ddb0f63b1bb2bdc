import { hostname } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hexDigest, packArchive } from '../../../scripts/docker/archive.ts'
import type { DockerClient } from '../../../scripts/docker/client.ts'
import {
  deliver,
  delivered,
  deliveryEntries,
  prune,
  readBack,
  type DeliveredFile,
} from '../../../scripts/docker/delivery.ts'
import { removeHelpers, runHelper, withHelper } from '../../../scripts/docker/helper.ts'
import { describeLab, lab, runId } from './engine.ts'

describeLab('delivery into a volume', () => {
  const siteId = runId()
  const volume = `${siteId}-db-secrets`
  let docker: DockerClient
  let baseImage: string
  const target = () => ({ docker, siteId, volume, baseImage })
  const files: DeliveredFile[] = [
    { name: 'server.key', content: 'canary-8f1b', mode: 0o400, uid: 10001, gid: 10001 },
    { name: 'ca.crt', content: Buffer.from([0, 255, 10]), mode: 0o444, uid: 10001, gid: 10001 },
  ]

  beforeAll(async () => {
    ;({ docker, image: baseImage } = await lab())
    await docker.createVolume({ Name: volume })
  }, 120_000)
  afterAll(async () => {
    await docker.getVolume(volume).remove({ force: true })
  })

  const readAs = (user: string, path: string) =>
    runHelper(docker, {
      siteId,
      kind: 'probe',
      image: baseImage,
      user,
      entrypoint: ['/bin/cat', path],
      host: { Mounts: [{ Type: 'volume', Source: volume, Target: '/run/secrets', ReadOnly: true }] },
    })

  test('files arrive with their owner and mode, and only the owner reads them', async () => {
    await deliver({ ...target(), revision: 'r1', files })
    expect(await readBack({ ...target(), revision: 'r1' })).toEqual([
      { name: 'ca.crt', mode: 0o444, uid: 10001, gid: 10001, sha256: hexDigest(Buffer.from([0, 255, 10])) },
      { name: 'server.key', mode: 0o400, uid: 10001, gid: 10001, sha256: hexDigest('canary-8f1b') },
    ])
    expect(await delivered({ ...target(), revision: 'r1' })).toBe(true)
    expect(await delivered({ ...target(), revision: 'r1', files })).toBe(true)
    expect(await readAs('10001:10001', '/run/secrets/r1/server.key')).toEqual({
      exit: 0,
      stdout: 'canary-8f1b',
      stderr: '',
    })
    expect(await readAs('10002:10002', '/run/secrets/r1/ca.crt')).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'cat: /run/secrets/r1/ca.crt: Permission denied\n',
    })
  })

  test('a revision that was never delivered is not there', async () => {
    expect(await delivered({ ...target(), revision: 'r9' })).toBe(false)
    expect(await readBack({ ...target(), revision: 'r9' })).toBeUndefined()
  })

  const put = (entries: Parameters<typeof packArchive>[0]) =>
    withHelper(
      docker,
      {
        siteId,
        kind: 'delivery',
        image: baseImage,
        host: { Mounts: [{ Type: 'volume', Source: volume, Target: '/v' }] },
      },
      async (container) => void (await container.putArchive(await packArchive(entries), { path: '/v' })),
    )

  test('a delivery cut off before its marker does not count, and is made again as a whole', async () => {
    const stray = { ...files[0], name: 'stray' } as DeliveredFile
    await put(deliveryEntries('r2', [...files, stray]).slice(0, -1))
    expect(await delivered({ ...target(), revision: 'r2', files })).toBe(false)
    await deliver({ ...target(), revision: 'r2', files })
    expect(await delivered({ ...target(), revision: 'r2', files })).toBe(true)
    expect((await readBack({ ...target(), revision: 'r2' }))?.map(({ name }) => name)).toEqual([
      'ca.crt',
      'server.key',
    ])
  })

  test('a change by hand is found, even when the marker is forged with it', async () => {
    const changed = files.map((file) => ({ ...file, content: 'changed' }))
    await deliver({ ...target(), revision: 'r3', files })
    await put(deliveryEntries('r3', changed).filter(({ name }) => name === 'r3/ca.crt'))
    expect(await delivered({ ...target(), revision: 'r3' })).toBe(false)
    await put(deliveryEntries('r3', changed))
    expect(await delivered({ ...target(), revision: 'r3' })).toBe(true)
    expect(await delivered({ ...target(), revision: 'r3', files })).toBe(false)
  })

  test('old revisions are removed, and can come back', async () => {
    expect(await prune({ ...target(), keep: ['r1'] })).toEqual(['r2', 'r3'])
    expect(await prune({ ...target(), keep: ['r1'] })).toEqual([])
    expect(await readBack({ ...target(), revision: 'r2' })).toBeUndefined()
    expect(await delivered({ ...target(), revision: 'r2' })).toBe(false)
    expect(await delivered({ ...target(), revision: 'r1' })).toBe(true)
    await deliver({ ...target(), revision: 'r2', files })
    expect(await delivered({ ...target(), revision: 'r2', files })).toBe(true)
  })

  test('a volume that does not exist is refused, not created', async () => {
    const missing = { ...target(), volume: `${siteId}-nowhere` }
    await expect(deliver({ ...missing, revision: 'r1', files })).rejects.toThrow(
      `DELIVERY-NO-VOLUME the volume ${siteId}-nowhere does not exist: apply the vault stack first, which creates it`,
    )
    const { Volumes } = await docker.listVolumes()
    expect(Volumes.map(({ Name }) => Name)).not.toContain(`${siteId}-nowhere`)
  })

  test('nothing is left behind; what a killed process left is removed, what is at work is not', async () => {
    const filters = JSON.stringify({ label: [`socle.helper=${siteId}`] })
    expect(await docker.listContainers({ all: true, filters })).toEqual([])
    const leftover = await docker.createContainer({
      name: `${siteId}-delivery-deadbeef`,
      Image: baseImage,
      Entrypoint: ['/x'],
      Labels: { 'socle.helper': siteId, 'socle.helper-owner': `${hostname()}/999999999/1` },
    })
    await withHelper(docker, { siteId, kind: 'delivery', image: baseImage }, async (working) => {
      expect(await removeHelpers(docker, siteId)).toEqual([`${siteId}-delivery-deadbeef`])
      await expect(leftover.inspect()).rejects.toThrow('no such container')
      expect((await working.inspect()).Name).toMatch(new RegExp(`^/${siteId}-delivery-[0-9a-f]{8}$`))
    })
    expect(await docker.listContainers({ all: true, filters })).toEqual([])
  })
})
