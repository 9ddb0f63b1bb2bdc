import { describe, expect, test } from 'vitest'
import { composePlan, hashOf, type Found } from '../../../scripts/engines/compose/plan.ts'
import { renderCompose } from '../../../scripts/engines/compose/render.ts'
import { synthesise } from '../../../stacks/synthesise.ts'
import { exampleSite, stackProps } from '../../helpers/example.ts'

const [vault, site] = synthesise(stackProps(exampleSite('cabinet-durand')))
if (!vault || !site) throw new Error('the example has two stacks')
const container = site.json.resource?.['docker_container']?.['db'] ?? {}

describe('the Compose file', () => {
  const file = renderCompose(site.json) as Record<string, Record<string, Record<string, unknown>>>

  test('has the containers, networks and external volumes of the stack', () => {
    expect(Object.keys(file['services'] ?? {})).toEqual(['db', 'proxy', 'tryton'])
    expect(file['networks']?.['tryton-db']).toMatchObject({
      name: 'cabinet-durand-tryton-db',
      internal: true,
    })
    // What publishes is no way out: the engine translates no address for it.
    expect(file['networks']?.['proxy-edge']).toMatchObject({
      internal: false,
      driver_opts: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
    })
    expect(file['volumes']?.['cabinet-durand-db-data']).toEqual({
      external: true,
      name: 'cabinet-durand-db-data',
    })
  })

  test('loses no hardening on the way', () => {
    expect(file['services']?.['db']).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      user: '10001:10001',
      mem_limit: '1024m',
      memswap_limit: '1024m',
      privileged: false,
      restart: 'unless-stopped',
      stop_grace_period: '60s',
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    })
    expect(file['services']?.['db']).not.toHaveProperty('ports.0')
    expect(file['services']?.['proxy']?.['ports']).toEqual([
      '127.0.0.1:8080:8080/tcp',
      '127.0.0.1:8443:8443/tcp',
    ])
  })

  test('has no top-level key that docker-compose 1.29 refuses', () => {
    expect(Object.keys(file).sort()).toEqual(['networks', 'services', 'volumes'])
  })

  test("undoes Terraform's escapes and makes its own", () => {
    const hostile = structuredClone(site.json) as unknown as {
      resource: { docker_container: { db: { env: string[] } } }
    }
    hostile.resource.docker_container.db.env = ['A=$${x} %%{y} $z']
    const { services } = renderCompose(hostile) as { services: { db: { environment: string[] } } }
    expect(services.db.environment).toEqual(['A=$${x} %{y} $$z'])
  })
})

describe('the plan of the compose engine', () => {
  const actionsWith = (found: Found | undefined): readonly string[] | undefined =>
    composePlan(site, new Map(found ? [['docker_container.db', found]] : [])).json.resource_changes?.find(
      ({ address }) => address === 'docker_container.db',
    )?.change.actions

  test.each([
    ['nothing is there', undefined, ['create']],
    ['the same runs', { hash: hashOf(container) ?? '', stopped: false }, ['no-op']],
    ['the same is stopped', { hash: hashOf(container) ?? '', stopped: true }, ['update']],
    ['another configuration runs', { hash: 'other', stopped: false }, ['delete', 'create']],
  ])('when %s', (_when, found, actions) => expect(actionsWith(found)).toEqual(actions))

  test('deletes what is no longer declared', () => {
    const { resource_changes: changes = [] } = composePlan(
      vault,
      new Map([['docker_volume.old-data', {}]]),
    ).json
    expect(
      changes.filter(({ change }) => change.actions.includes('delete')).map(({ address }) => address),
    ).toEqual(['docker_volume.old-data'])
  })

  test('leaves no reference to be known later', () => {
    expect(JSON.stringify(composePlan(site, new Map()).json)).not.toContain('${')
  })
})
