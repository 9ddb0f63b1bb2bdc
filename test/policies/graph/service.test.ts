import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ContainerNode, Graph } from '../../../policies/graph/graph.ts'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { byDefault, known, unknown } from '../../../policies/value.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))

type Json = Readonly<Record<string, unknown>>

/** One service, its parts as a client would write them. */
function one(spec: Json, task: Json = {}, more: Json = {}): ContainerNode {
  const body = { name: 'web', task_spec: [{ container_spec: [{ image: 'x', ...spec }], ...task }], ...more }
  const { containers } = fromSynth([{ name: 's', json: { resource: { docker_service: { web: body } } } }])
  const [node] = containers
  if (!node || containers.length !== 1) throw new Error('one container was expected')
  return node
}

describe('docker_service', () => {
  const graph = fromSynth([{ name: 'site', json: fixture('services.tf.json') }])
  const [bare, web] = graph.containers

  test('is a container of its own address, in the words of a container', () => {
    expect(web).toEqual({
      address: 'docker_service.web',
      stack: 'site',
      written: [
        'capabilities',
        'command',
        'cpus',
        'destroy_grace_seconds',
        'dns',
        'entrypoint',
        'env',
        'group_add',
        'healthcheck',
        'image',
        'labels',
        'log_driver',
        'memory',
        'mounts',
        'name',
        'networks_advanced',
        'ports',
        'read_only',
        'restart',
        'secrets',
        'security_opts',
        'sysctls',
        'user',
      ],
      name: known('web'),
      image: known('nginx:1.27'),
      user: known('10001:10001'),
      privileged: byDefault(false),
      readOnly: known(true),
      capAdd: [known('NET_BIND_SERVICE')],
      capDrop: [known('ALL')],
      securityOpts: [known('label=disable')],
      memory: known(512),
      memorySwap: byDefault(0),
      cpus: known(0.5),
      cgroupParent: byDefault(''),
      pidsLimit: unknown('not-collected', 'pids_limit'),
      networkMode: byDefault('bridge'),
      networks: [
        { network: known('docker_network.front'), aliases: [known('web')] },
        { network: known('docker_network.back'), aliases: [] },
        { network: known('ingress'), aliases: [] },
      ],
      ports: [
        { ip: byDefault('0.0.0.0'), external: known(8080), internal: known(80), protocol: byDefault('tcp') },
        { ip: byDefault('0.0.0.0'), external: byDefault(0), internal: known(53), protocol: known('udp') },
      ],
      publishAllPorts: byDefault(false),
      mounts: [
        {
          type: known('volume'),
          source: known('demo-data'),
          hostPath: byDefault(''),
          volume: 'docker_volume.data',
          target: known('/data'),
          readOnly: byDefault(false),
          propagation: byDefault(''),
        },
        {
          type: known('bind'),
          source: known('/run/docker.sock'),
          hostPath: known('/run/docker.sock'),
          target: known('/s'),
          readOnly: known(true),
          propagation: known('rshared'),
        },
        {
          type: known('tmpfs'),
          source: byDefault(''),
          hostPath: byDefault(''),
          target: known('/tmp'),
          readOnly: byDefault(false),
          propagation: byDefault(''),
        },
      ],
      devices: [],
      tmpfs: [],
      pidMode: byDefault(''),
      ipcMode: byDefault(''),
      utsMode: byDefault(''),
      usernsMode: byDefault(''),
      logDriver: known('json-file'),
      logOpts: [
        { key: known('max-file'), value: known('3') },
        { key: known('max-size'), value: known('10m') },
      ],
      restart: known('on-failure'),
      env: [known('LANG=C'), known('TZ=UTC')],
      labels: [
        { key: known('socle.role'), value: known('proxy') },
        { key: known('team'), value: known('shop') },
      ],
      healthcheck: [known('CMD'), known('/health')],
      command: [known('serve'), known('--port'), known('80')],
      entrypoint: [known('/entry')],
      uploads: [],
      removeVolumes: byDefault(true),
      mustRun: byDefault(true),
      destroyGrace: known(90),
      sysctls: [{ key: known('net.core.somaxconn'), value: known('1024') }],
      groupAdd: [known('1000')],
      cgroupnsMode: byDefault(''),
      dns: [known('10.0.0.53')],
    })
  })

  test('without anything written has what the engines of the swarm give', () => {
    const { restart, destroyGrace, networks, logDriver, written } = bare as ContainerNode
    expect({ restart, destroyGrace, networks, logDriver, written }).toEqual({
      restart: byDefault('always'),
      destroyGrace: unknown('not-collected', 'destroy_grace_seconds'),
      networks: [],
      logDriver: byDefault('json-file'),
      written: ['image', 'name'],
    })
  })

  test('is the same as Terraform plans it, but for what only the plan hides', () => {
    const sorted = ({ containers }: Graph) =>
      containers.map((node) => ({
        ...node,
        mounts: [...node.mounts].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      }))
    const values = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_key, leaf: unknown) => withoutKind(leaf)))
    expect(values(sorted(fromPlan([{ name: 'site', json: fixture('services.plan.json') }])))).toEqual(
      values(sorted(graph)),
    )
  })

  const withoutKind = (leaf: unknown): unknown =>
    typeof leaf === 'object' && leaf !== null && 'kind' in leaf ? ('value' in leaf ? leaf.value : '?') : leaf

  test.each([
    ['any', 'always'],
    ['none', 'no'],
    ['on-failure', 'on-failure'],
  ])('restart_policy.condition %s is restart %s', (condition, expected) => {
    expect(one({}, { restart_policy: { condition } }).restart).toEqual(known(expected))
  })

  test('what is a variable is in doubt, block by block', () => {
    const node = one(
      {
        user: '${var.u}',
        env: '${var.e}',
        mounts: '${var.m}',
        privileges: { se_linux_context: { disable: '${var.d}' } },
      },
      {
        resources: { limits: { memory_bytes: '${var.b}' } },
        restart_policy: { condition: '${var.r}' },
        networks_advanced: [{ name: '${var.n}' }],
      },
      { endpoint_spec: { ports: [{ target_port: 80, publish_mode: '${var.p}' }] } },
    )
    expect([node.user, node.env, node.securityOpts, node.memory, node.restart]).toEqual([
      unknown('reference', 'user'),
      [unknown('reference', 'env')],
      [unknown('reference', 'security_opts')],
      unknown('reference', 'memory'),
      unknown('reference', 'restart'),
    ])
    expect(node.mounts.map(({ hostPath }) => hostPath)).toEqual([unknown('reference', 'mounts.type')])
    expect(node.networks.map(({ network }) => network)).toEqual([
      unknown('reference', 'networks_advanced.name'),
      unknown('reference', 'networks_advanced.name'),
    ])
  })

  test('a whole specification that nobody can read is in doubt', () => {
    const body = { name: 'web', dynamic: { task_spec: [{ for_each: '${var.t}', content: {} }] } }
    const { containers } = fromSynth([{ name: 's', json: { resource: { docker_service: { web: body } } } }])
    const [node] = containers
    expect([node?.image, node?.readOnly, node?.capDrop, node?.ports, node?.restart]).toEqual([
      unknown('reference', 'image'),
      unknown('reference', 'read_only'),
      [unknown('reference', 'drop')],
      [],
      unknown('reference', 'restart'),
    ])
  })

  test.each([
    ['500ms', known(0.5)],
    ['1h', known(3600)],
    ['later', unknown('not-collected', 'destroy_grace_seconds')],
    ['${var.g}', unknown('reference', 'destroy_grace_seconds')],
  ])('stop_grace_period %s', (period, expected) => {
    expect(one({ stop_grace_period: period }).destroyGrace).toEqual(expected)
  })
})

describe('docker_secret and docker_config', () => {
  const shown = ({ secrets }: Graph) =>
    secrets.map(({ address, type, name, inClear }) => [address, type, name, inClear])

  test('in a configuration: a literal is in clear, a variable in doubt', () => {
    expect(shown(fromSynth([{ name: 's', json: fixture('services.tf.json') }]))).toEqual([
      ['docker_config.conf', 'docker_config', known('conf'), known(true)],
      ['docker_config.later', 'docker_config', known('later'), unknown('reference', 'data')],
      ['docker_secret.db', 'docker_secret', known('db'), unknown('reference', 'data')],
      ['docker_secret.plain', 'docker_secret', known('plain'), known(true)],
    ])
  })

  test('in a plan: what has a value is in clear in its file, masked or not', () => {
    expect(shown(fromPlan([{ name: 's', json: fixture('services.plan.json') }]))).toEqual([
      ['docker_config.conf', 'docker_config', known('conf'), known(true)],
      ['docker_config.later', 'docker_config', known('later'), unknown('computed', 'data')],
      ['docker_secret.db', 'docker_secret', known('db'), known(true)],
      ['docker_secret.plain', 'docker_secret', known('plain'), known(true)],
    ])
  })

  test.each([
    ['${base64encode("s3cret")}', known(true)],
    ['${base64encode(var.s)}', unknown('reference', 'data')],
    ['${base64encode("${var.s}")}', unknown('reference', 'data')],
    ['${filebase64("secret.txt")}', unknown('reference', 'data')],
  ])('data = %s', (data, expected) => {
    const { secrets } = fromSynth([
      { name: 's', json: { resource: { docker_secret: { x: { name: 'x', data } } } } },
    ])
    expect(secrets.map(({ inClear }) => inClear)).toEqual([expected])
  })

  test.each(['services.tf.json', 'services.plan.json'])('no content of %s is kept', (name) => {
    const read = name.includes('plan') ? fromPlan : fromSynth
    expect(JSON.stringify(fixture(name))).toMatch(/cGxhaW4tdmFsdWU=.*listen 80;|listen 80;.*cGxhaW4tdmFsdWU=/)
    expect(JSON.stringify(read([{ name: 's', json: fixture(name) }]))).not.toMatch(
      /cGxhaW4tdmFsdWU=|czNjcjN0|listen 80/,
    )
  })
})
