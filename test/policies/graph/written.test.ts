import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Graph } from '../../../policies/graph/graph.ts'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))

describe('what a configuration writes', () => {
  const writtenOf = (body: Readonly<Record<string, unknown>>) => {
    const docker_container = { app: { name: 'app', image: 'i', ...body } }
    const { containers } = fromSynth([{ name: 'site', json: { resource: { docker_container } } }])
    return containers.map(({ written }) => written)
  }

  test('is told without what Terraform itself reads, null, empty lists and comments', () => {
    expect(
      writtenOf({
        '//': { metadata: {} },
        user: null,
        env: [],
        read_only: false,
        ports: { internal: 80 },
        count: 1,
        depends_on: ['docker_network.n'],
        lifecycle: { prevent_destroy: true },
        provider: 'docker.main',
        provisioner: {},
        connection: {},
      }),
    ).toEqual([['image', 'name', 'ports', 'read_only']])
  })

  test('counts the blocks that `dynamic` makes', () => {
    expect(writtenOf({ dynamic: { ports: [{ for_each: '${var.p}', content: {} }] } })).toEqual([
      ['image', 'name', 'ports'],
    ])
  })

  test('is told of every kind of node', () => {
    const graph = fromSynth([
      {
        name: 's',
        json: {
          resource: {
            docker_network: { n: { name: 'n', internal: true } },
            docker_volume: { v: { name: 'v', labels: [{ label: 'a', value: 'b' }] } },
            docker_image: { i: { name: 'i', keep_locally: true } },
            docker_secret: { s: { name: 's', data: 'eA==' } },
          },
        },
      },
    ])
    const { networks, volumes, images, secrets } = graph
    expect([networks, volumes, images, secrets].flat().map(({ written }) => written)).toEqual([
      ['internal', 'name'],
      ['labels', 'name'],
      ['keep_locally', 'name'],
      ['data', 'name'],
    ])
  })
})

describe('what a plan writes', () => {
  test.each(['create.plan.json', 'no-op.plan.json'])('is the same in %s and in the configuration', (name) => {
    const nodes = ({ containers, networks, volumes }: Graph) =>
      [...containers, ...networks, ...volumes].map(({ address, written }) => [address, written])
    expect(nodes(fromPlan([{ name: 's', json: fixture(name) }]))).toEqual(
      nodes(fromSynth([{ name: 's', json: fixture('site.tf.json') }])),
    )
  })

  test('without a configuration: what has a value that is not left to the provider', () => {
    const json = {
      format_version: '1.2',
      resource_changes: [
        {
          address: 'docker_volume.v',
          mode: 'managed',
          type: 'docker_volume',
          name: 'v',
          change: {
            actions: ['create'],
            after: { name: 'v', driver: null, labels: [], id: 'x' },
            after_unknown: { mountpoint: true },
          },
        },
      ],
    }
    expect(fromPlan([{ name: 's', json }]).volumes.map(({ written }) => written)).toEqual([['name']])
  })
})
