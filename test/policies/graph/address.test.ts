import { describe, expect, test } from 'vitest'
import { baseAddress, isDataSource, modulesOf } from '../../../policies/graph/address.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { known } from '../../../policies/value.ts'

describe('addresses', () => {
  test.each([
    ['docker_network.n', 'docker_network.n', [], false],
    ['docker_network.n["a.b[0]"]', 'docker_network.n', [], false],
    [
      'module.a[0].module.b["x.y"].docker_network.n[1]',
      'module.a.module.b.docker_network.n',
      ['module.a[0].', 'module.b["x.y"].'],
      false,
    ],
    ['data.docker_image.i', 'data.docker_image.i', [], true],
    ['module.data.data.docker_image.i', 'module.data.data.docker_image.i', ['module.data.'], true],
    ['module.data.docker_network.n', 'module.data.docker_network.n', ['module.data.'], false],
  ])('%s', (address, base, modules, isData) => {
    expect([baseAddress(address), modulesOf(address), isDataSource(address)]).toEqual([base, modules, isData])
  })
})

describe('2,000 containers on 400 networks', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
  const json = {
    resource: {
      docker_network: Object.fromEntries(
        numbers(400).map((n) => [`n${n}`, { name: `net-${n}`, internal: true }]),
      ),
      docker_volume: Object.fromEntries(numbers(2000).map((n) => [`v${n}`, { name: `vol-${n}` }])),
      docker_container: Object.fromEntries(
        numbers(2000).map((n) => [
          `c${n}`,
          {
            name: `c${n}`,
            image: 'x',
            networks_advanced: [
              { name: `\${docker_network.n${n % 400}.id}` },
              { name: `net-${(n + 7) % 400}` },
            ],
            mounts: [{ type: 'volume', source: `vol-${n}`, target: '/d' }],
          },
        ]),
      ),
    },
  }

  test('are each followed to its own', () => {
    const { containers } = fromSynth([{ name: 's', json }])
    const wrong = containers.filter(({ address, networks, mounts }) => {
      const n = Number(address.replace('docker_container.c', ''))
      return (
        JSON.stringify([networks.map(({ network }) => network), mounts.map(({ volume }) => volume)]) !==
        JSON.stringify([
          [known(`docker_network.n${n % 400}`), known(`docker_network.n${(n + 7) % 400}`)],
          [`docker_volume.v${n}`],
        ])
      )
    })
    expect([containers.length, wrong.length]).toEqual([2000, 0])
  })
})
