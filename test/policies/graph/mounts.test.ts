import { describe, expect, test } from 'vitest'
import type { ContainerNode, Graph } from '../../../policies/graph/graph.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { byDefault, known, unknown } from '../../../policies/value.ts'

const only = (graph: Graph): ContainerNode => {
  const [node] = graph.containers
  if (!node || graph.containers.length !== 1) throw new Error('one container was expected')
  return node
}

const one = (body: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
  only(
    fromSynth([
      {
        name: 'site',
        json: { resource: { docker_container: { app: { name: 'app', image: 'i', ...body } }, ...more } },
      },
    ]),
  )

describe('mounts', () => {
  const mountsOf = (body: Readonly<Record<string, unknown>>) => one(body).mounts

  test.each([
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/var/run/', '/run'],
    ['//srv//x/../y/', '/srv/y'],
    ['/..', '/'],
    ['/', '/'],
  ])('host path %s is %s in both syntaxes', (source, path) => {
    expect(
      mountsOf({ mounts: { type: 'bind', source, target: '/t' } }).map(({ hostPath }) => hostPath),
    ).toEqual([known(path)])
    expect(
      mountsOf({ volumes: { host_path: source, container_path: '/t' } }).map(({ hostPath }) => hostPath),
    ).toEqual([known(path)])
  })

  test('a path in the place of a name is a folder of the host, before host_path', () => {
    expect(
      mountsOf({ volumes: { volume_name: '/proc/', host_path: '/srv', container_path: '/t//' } }),
    ).toEqual([
      {
        type: known('bind'),
        source: known('/proc'),
        hostPath: known('/proc'),
        target: known('/t'),
        readOnly: byDefault(false),
        propagation: byDefault(''),
      },
    ])
  })

  test('a volume whose name is not read may show the host; one that is followed does not', () => {
    const seen = (source: string, name: string) =>
      one(
        {
          mounts: { type: 'volume', source, target: '/t' },
          volumes: { volume_name: source, container_path: '/u' },
        },
        { docker_volume: { d: { name } } },
      ).mounts.map(({ hostPath, volume }) => [hostPath, volume])
    const unread = [
      [unknown('reference', 'mounts.source'), undefined],
      [unknown('reference', 'volumes.volume_name'), undefined],
    ]
    const followed = [
      [byDefault(''), 'docker_volume.d'],
      [byDefault(''), 'docker_volume.d'],
    ]
    expect(seen('${var.volume}', 'd')).toEqual(unread)
    expect(seen('${docker_volume.d.name}', 'd')).toEqual(followed)
    expect(seen('${docker_volume.d.name}', '${var.name}')).toEqual(followed)
  })

  test('mounts of another container, through a third, once each', () => {
    const graph = fromSynth([
      {
        name: 's',
        json: {
          resource: {
            docker_container: {
              a: { name: 'a', image: 'i', volumes: { from_container: '${docker_container.b.id}' } },
              b: { name: 'b', image: 'i', volumes: { from_container: 'c:ro' } },
              c: {
                name: 'c',
                image: 'i',
                volumes: [
                  { host_path: '/var/run/docker.sock', container_path: '/s' },
                  { from_container: 'a' },
                ],
              },
            },
          },
        },
      },
    ])
    expect(graph.containers.map(({ mounts }) => mounts.map(({ hostPath }) => hostPath))).toEqual([
      [known('/run/docker.sock')],
      [known('/run/docker.sock')],
      [known('/run/docker.sock')],
    ])
  })

  test('mounts of a container that is not here are in doubt', () => {
    expect(mountsOf({ volumes: { from_container: 'elsewhere' } }).map(({ hostPath }) => hostPath)).toEqual([
      unknown('reference', 'volumes.from_container'),
    ])
  })

  test('mounts that come by several ways come once, and any number of steps away', () => {
    const steps = 200
    const container = (n: number) => [
      `c${n}`,
      {
        name: `c${n}`,
        image: 'i',
        volumes: [
          { host_path: `/srv/${n}`, container_path: `/${n}` },
          ...(n < steps ? [{ from_container: `c${n + 1}` }, { from_container: `c${n + 1}:ro` }] : []),
        ],
      },
    ]
    const docker_container = Object.fromEntries(
      Array.from({ length: steps + 1 }, (_, n) => container(n)),
    ) as object
    const { containers } = fromSynth([{ name: 's', json: { resource: { docker_container } } }])
    const first = containers.find(({ address }) => address === 'docker_container.c0')
    expect(first?.mounts.map(({ hostPath }) => hostPath)).toEqual(
      Array.from({ length: steps + 1 }, (_, n) => known(`/srv/${n}`)),
    )
    expect([...new Set(first?.mounts.map(({ inheritedFrom }) => inheritedFrom))]).toEqual([
      undefined,
      'docker_container.c1',
    ])
  })

  test('a volume whose options point at the host shows the host', () => {
    const node = one(
      { mounts: { type: 'volume', source: '${docker_volume.d.name}', target: '/t' } },
      { docker_volume: { d: { name: 'd', driver_opts: { type: 'none', o: 'bind', device: '/var/run' } } } },
    )
    expect(node.mounts.map(({ hostPath }) => hostPath)).toEqual([known('/run')])
  })
})
