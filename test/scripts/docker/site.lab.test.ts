import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Container } from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DockerClient } from '../../../scripts/docker/client.ts'
import { inspectSite, type Inspected } from '../../../scripts/docker/inspect.ts'
import { pidsLimits } from '../../../scripts/docker/pids.ts'
import {
  missingImages,
  namesInUse,
  takenPorts,
  takenSubnets,
  overlaps,
} from '../../../scripts/docker/preflight.ts'
import { probeConnections } from '../../../scripts/docker/probe.ts'
import { describeLab, lab, runId } from './engine.ts'

describeLab('a running site', () => {
  const siteId = runId()
  const stranger = `x-${siteId}`
  let docker: DockerClient
  let image: string
  let address: string
  let far: string

  const LISTEN =
    'use IO::Socket::INET; $s = IO::Socket::INET->new(LocalPort => 9000, Listen => 5); while ($c = $s->accept) { close $c }'
  const create = async (name: string, network: string, over: object = {}): Promise<Container> => {
    const container = await docker.createContainer({
      name,
      Image: image,
      Entrypoint: ['/usr/bin/perl', '-e', LISTEN],
      Labels: name.startsWith(siteId) ? { 'socle.site': siteId } : {},
      HostConfig: {
        NetworkMode: network,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        Init: true,
        Memory: 64 * 2 ** 20,
        ...over,
      },
    })
    await container.start()
    return container
  }
  const addressOf = async (container: Container): Promise<string> =>
    Object.values((await container.inspect()).NetworkSettings.Networks)[0]?.IPAddress ?? ''
  const names = (objects: readonly Inspected[]): unknown[] => objects.map(({ Name }) => Name)

  beforeAll(async () => {
    ;({ docker, image } = await lab())
    await docker.createNetwork({ Name: `${siteId}-a-b`, Driver: 'bridge' })
    await docker.createNetwork({ Name: `${stranger}-far`, Driver: 'bridge' })
    await docker.createVolume({ Name: `${siteId}-db-data` })
    await create(`${siteId}-a`, `${siteId}-a-b`)
    address = await addressOf(await create(`${siteId}-b`, `${siteId}-a-b`))
    await create(stranger, `${siteId}-a-b`)
    far = await addressOf(await create(`${stranger}-2`, `${stranger}-far`))
  }, 120_000)
  afterAll(async () => {
    for (const name of [`${siteId}-a`, `${siteId}-b`, stranger, `${stranger}-2`]) {
      await docker
        .getContainer(name)
        .remove({ force: true })
        .catch(() => 0)
    }
    for (const name of [`${siteId}-a-b`, `${stranger}-far`])
      await docker
        .getNetwork(name)
        .remove()
        .catch(() => 0)
    await docker
      .getVolume(`${siteId}-db-data`)
      .remove()
      .catch(() => 0)
  })

  test('inspection finds what is labelled, named or attached, and nothing else', async () => {
    const { containers, networks, volumes, images } = await inspectSite(docker, siteId)
    expect(names(containers)).toEqual([`/${siteId}-a`, `/${siteId}-b`, `/${stranger}`])
    expect(names(networks)).toEqual([`${siteId}-a-b`])
    expect(names(volumes)).toEqual([`${siteId}-db-data`])
    expect(images.map(({ Id }) => Id)).toEqual([image])
    expect(containers[0]?.['HostConfig']).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'] })
  })

  test('a stopped container attached to a network of the site is found too', async () => {
    await docker.getContainer(stranger).kill()
    await docker.getContainer(stranger).wait({ condition: 'not-running' })
    expect(names((await inspectSite(docker, siteId)).containers)).toContain(`/${stranger}`)
  })

  test('pids limits are set once, changed when they drift, and missing containers are named', async () => {
    const wanted = { [`${siteId}-b`]: 60, [`${siteId}-a`]: 50 }
    expect(await pidsLimits(docker, wanted)).toEqual([
      { container: `${siteId}-a`, from: undefined, to: 50 },
      { container: `${siteId}-b`, from: undefined, to: 60 },
    ])
    expect(await pidsLimits(docker, wanted)).toEqual([])
    await docker.getContainer(`${siteId}-a`).update({ PidsLimit: 4000 })
    expect(await pidsLimits(docker, wanted)).toEqual([{ container: `${siteId}-a`, from: 4000, to: 50 }])
    await expect(pidsLimits(docker, { [`${siteId}-gone`]: 5 })).rejects.toThrow(
      `PIDS-NO-CONTAINER the pids limit of ${siteId}-gone could not be set: there is no such container`,
    )
  })

  test('a probe tells open, refused, filtered, unreachable and unresolved apart', async () => {
    const [a, b, c] = address.split('.')
    const nobody = `${a}.${b}.${c}.250`
    const targets = [
      { address, port: 9000 },
      { address: `${siteId}-b`, port: 9000 },
      { address, port: 9001 },
      { address: far, port: 9000 },
      { address: nobody, port: 9000 },
      { address: 'nowhere.invalid', port: 9000 },
    ]
    const started = Date.now()
    const request = {
      docker,
      siteId,
      baseImage: image,
      fromContainer: `${siteId}-a`,
      targets,
      timeoutMs: 5000,
    }
    const results = await probeConnections(request)
    expect(results.map(({ state, how }) => [state, how])).toEqual([
      ['open', 'connected'],
      ['open', 'connected'],
      ['closed', 'refused'],
      ['closed', 'filtered'],
      ['closed', 'unreachable'],
      ['unknown', 'unresolved'],
    ])
    expect(Date.now() - started).toBeLessThan(15_000)
    const helpers = JSON.stringify({ label: [`socle.helper=${siteId}`] })
    expect(await docker.listContainers({ all: true, filters: helpers })).toEqual([])
  }, 30_000)

  test('more targets than one batch all have an answer', async () => {
    const targets = Array.from({ length: 70 }, (_, index) => ({ address, port: 8965 + index }))
    const request = {
      docker,
      siteId,
      baseImage: image,
      fromContainer: `${siteId}-a`,
      targets,
      timeoutMs: 5000,
    }
    const results = await probeConnections(request)
    expect(results.filter(({ state }) => state !== 'closed')).toEqual([
      { address, port: 9000, state: 'open', how: 'connected' },
    ])
  }, 60_000)

  test('a probe from a container that does not run is an error, not a closed port', async () => {
    const request = { docker, siteId, baseImage: image, targets: [{ address, port: 1 }], timeoutMs: 1000 }
    await expect(probeConnections({ ...request, fromContainer: stranger })).rejects.toThrow(
      `PROBE-NO-CONTAINER connections from ${stranger} could not be tried: that container does not run`,
    )
  })

  test('ports, subnets, images and names that are taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const request = { docker, siteId, address: '127.0.0.1', ports: [port], isLocal: true }
      expect(await takenPorts(request)).toEqual([{ port, state: 'taken' }])
      expect(await takenPorts({ ...request, address: '203.0.113.7' })).toEqual([
        { port, state: 'no-such-address' },
      ])
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
    expect(await takenPorts({ docker, siteId, address: '127.0.0.1', ports: [port], isLocal: true })).toEqual([
      { port, state: 'free' },
    ])
    const taken = await takenSubnets(docker, { siteId, isLocal: true })
    expect(taken.map(({ by }) => by)).toEqual(expect.arrayContaining(['bridge', `${stranger}-far`]))
    expect(taken.map(({ by }) => by)).not.toContain(`${siteId}-a-b`)
    expect(taken.filter(({ cidr }) => overlaps(cidr, `${address}/32`))).toEqual([])

    const missing = `sha256:${'1'.repeat(64)}`
    expect(await missingImages(docker, [image, missing, 'nobody/nothing:1'])).toEqual([
      missing,
      'nobody/nothing:1',
    ])

    const desired = {
      containers: [`${siteId}-a`, `${siteId}-new`],
      networks: [`${siteId}-a-b`],
      volumes: [`${siteId}-db-data`],
    }
    const inState = { containers: [], networks: [`${siteId}-a-b`], volumes: [] }
    expect(await namesInUse(docker, { desired, inState })).toEqual({
      containers: [`${siteId}-a`],
      networks: [],
      volumes: [`${siteId}-db-data`],
    })
  })
})
