import { describe, expect, test } from 'vitest'
import { synthesise, type SynthesisedStack } from '../../stacks/synthesise.ts'
import { EXAMPLES, exampleSite, stackProps } from '../helpers/example.ts'

const synthOf = (name: string): readonly SynthesisedStack[] => synthesise(stackProps(exampleSite(name)))

const addressesOf = ({ json }: SynthesisedStack): string[] =>
  Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => `${type}.${name}`),
  )

describe.each(EXAMPLES)('%s', (name) => {
  test.each(['vault', 'site'])('the %s stack is the golden one', async (stack) => {
    const text = synthOf(name).find((each) => each.name === stack)?.text ?? ''
    await expect(`${text}\n`).toMatchFileSnapshot(`../golden/${name}.${stack}.tf.json`)
  })

  test('two syntheses are byte-identical', () => {
    expect(synthOf(name)).toEqual(synthOf(name))
  })
})

test('addresses are the contract: a change destroys and recreates', () => {
  expect(synthOf('cabinet-durand').flatMap(addressesOf)).toEqual([
    'docker_volume.db-config',
    'docker_volume.db-data',
    'docker_volume.db-logs',
    'docker_volume.db-secrets',
    'docker_volume.proxy-config',
    'docker_volume.proxy-logs',
    'docker_volume.proxy-secrets',
    'docker_volume.tryton-config',
    'docker_volume.tryton-logs',
    'docker_volume.tryton-secrets',
    'docker_container.db',
    'docker_container.proxy',
    'docker_container.tryton',
    'docker_network.proxy-edge',
    'docker_network.proxy-tryton',
    'docker_network.tryton-db',
  ])
})

test('every volume is protected and bears no label, whose change would destroy it', () => {
  for (const name of EXAMPLES) {
    const [vault] = synthOf(name)
    for (const volume of Object.values(vault?.json.resource?.['docker_volume'] ?? {})) {
      expect(volume['lifecycle']).toEqual({ prevent_destroy: true })
      expect(volume['labels']).toBeUndefined()
    }
  }
})

test('the provider that runs is pinned beyond the one that deletes stopped containers', () => {
  const [vault] = synthOf('cabinet-durand')
  expect(vault?.json['terraform']).toMatchObject({
    required_providers: { docker: { source: 'kreuzwerker/docker', version: '4.5.0' } },
    backend: { local: { path: 'terraform.tfstate' } },
  })
})

test('a hostile string of site.yaml reaches Terraform as text, never as code', () => {
  const site = exampleSite('cabinet-durand')
  const props = stackProps(site)
  const [first, ...rest] = props.architecture.services
  if (!first) throw new Error('the example has services')
  const env = { NOTE: '${file("/etc/passwd")} %{if true}x%{endif}' }
  const [, stack] = synthesise({
    ...props,
    architecture: { ...props.architecture, services: [{ ...first, env }, ...rest] },
  })
  expect(stack?.text).toContain('NOTE=$${file(\\"/etc/passwd\\")} %%{if true}x%%{endif}')
})
