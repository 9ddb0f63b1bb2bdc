import { describe, expect, test } from 'vitest'
import { assess } from '../../policies/assess.ts'
import type { Status } from '../../policies/assessment.ts'
import { aContainer, aProxy, aSite, only } from '../../policies/examples/site.ts'
import { RULES } from '../../policies/registry.ts'
import type { Given } from '../../policies/rule.ts'

/** Mistakes that other tools let through, or cry wolf at. */
function status(id: string, given: ReturnType<Given>, subject: string): Status | undefined {
  const rules = RULES.filter((rule) => rule.id === id)
  const { results } = assess({
    ...given,
    siteId: 'demo',
    inputs: {},
    engine: 'none',
    version: '0',
    now: new Date(0),
    host: '',
    rules,
  })
  return results.find((result) => result.subject === subject)?.status
}

const onDb = (id: string, fault: Readonly<Record<string, unknown>>) =>
  status(id, only(aContainer(fault)), 'docker_container.db')

const published = (ip: unknown) =>
  status(
    'NET-04',
    aSite({ containers: { proxy: aProxy({ ports: [{ internal: 443, external: 443, ip }] }) } }),
    'docker_container.proxy',
  )

describe('NET-04: published on', () => {
  test.each([
    [undefined, 'fail'],
    [null, 'fail'],
    ['', 'fail'],
    ['0.0.0.0', 'fail'],
    ['::', 'fail'],
    ['[::]', 'fail'],
    ['0:0:0:0:0:0:0:0', 'fail'],
    ['::ffff:0.0.0.0', 'fail'],
    ['127.0.0.1', 'pass'],
    ['::1', 'pass'],
    ['192.168.20.10', 'pass'],
    ['fe80::1', 'pass'],
  ])('%j: %s', (ip, expected) => {
    expect(published(ip)).toBe(expected)
  })

  test.each([
    ['127.0.0.1', 'pass'],
    ['[::1]', 'pass'],
    ['10.0.0.1', 'unknown'],
    ['0.0.0.0', 'fail'],
  ])('%s in a file of nobody we know: %s', (ip, expected) => {
    const given = aSite({ containers: { web: aContainer({ ports: { internal: 80, ip }, labels: [] }) } })
    const { facts: _, ...foreign } = given
    expect(status('NET-04', foreign, 'docker_container.web')).toBe(expected)
  })
})

describe('CTR-10: user', () => {
  test.each([
    [undefined, 'fail'],
    ['', 'fail'],
    ['0', 'fail'],
    ['00', 'fail'],
    ['0:0', 'fail'],
    ['0:1000', 'fail'],
    ['root', 'fail'],
    ['root:root', 'fail'],
    ['node', 'fail'],
    ['1000', 'pass'],
    ['1000:1000', 'pass'],
  ])('%j: %s', (user, expected) => {
    expect(onDb('CTR-10', { user })).toBe(expected)
  })
})

describe('CTR-10: image', () => {
  const digest = 'a'.repeat(64)
  test.each([
    [`nginx@sha256:${digest}`, 'pass'],
    [`registry.example:5000/nginx:1.27@sha256:${digest}`, 'pass'],
    [`sha256:${digest}`, 'pass'],
    ['nginx', 'fail'],
    ['nginx:latest', 'fail'],
    [`nginx@sha256:${digest.slice(1)}`, 'fail'],
    [`nginx:sha256-${digest}`, 'fail'],
  ])('%s: %s', (image, expected) => {
    expect(onDb('CTR-10', { image })).toBe(expected)
  })
})

describe('CTR-01: the engine socket and the system', () => {
  test.each([
    ['/var/run/docker.sock', 'fail'],
    ['/run/docker.sock', 'fail'],
    ['//run///docker.sock', 'fail'],
    ['/srv/../run/docker.sock', 'fail'],
    ['/var/run', 'fail'],
    ['/run/', 'fail'],
    ['/var', 'fail'],
    ['/', 'fail'],
    ['/run/user/1000/docker.sock', 'fail'],
    ['/run/containerd/containerd.sock', 'fail'],
    ['/sys/fs/cgroup', 'fail'],
    ['/dev/shm', 'fail'],
    ['/proc', 'fail'],
    ['/process', 'pass'],
    ['/run/app', 'pass'],
    ['/srv/sys', 'pass'],
  ])('%s: %s, by mounts and by volumes', (source, expected) => {
    expect(onDb('CTR-01', { mounts: [{ type: 'bind', source, target: '/x' }] })).toBe(expected)
    expect(onDb('CTR-01', { volumes: [{ host_path: source, container_path: '/x' }] })).toBe(expected)
    expect(onDb('CTR-01', { volumes: [{ volume_name: source, container_path: '/x' }] })).toBe(expected)
  })

  test.each([
    [{ volume_name: '/proc', host_path: '/srv' }, 'fail'],
    [{ volume_name: '/srv', host_path: '/proc' }, 'pass'],
    [{ volume_name: 'elsewhere', host_path: '/proc' }, 'pass'],
    [{ volume_name: '', host_path: '/proc' }, 'fail'],
    [{ volume_name: '${var.volume}' }, 'unknown'],
    [{ volume_name: '${docker_volume.db-data.name}' }, 'pass'],
    [{ volume_name: 'elsewhere' }, 'pass'],
  ])('volumes, the name before the path: %j: %s', (volume, expected) => {
    expect(onDb('CTR-01', { volumes: [{ ...volume, container_path: '/x' }] })).toBe(expected)
  })

  test.each([
    ['${var.volume}', 'unknown'],
    ['${docker_volume.db-data.name}', 'pass'],
    ['elsewhere', 'pass'],
  ])('a volume named %s: %s', (source, expected) => {
    expect(onDb('CTR-01', { mounts: [{ type: 'volume', source, target: '/x' }] })).toBe(expected)
  })

  test('through volumes of another container', () => {
    const given = aSite({
      containers: {
        db: aContainer({ volumes: { from_container: 'helper' } }),
        helper: aContainer({
          name: 'helper',
          volumes: { host_path: '/var/run/docker.sock', container_path: '/s' },
        }),
      },
    })
    expect(status('CTR-01', given, 'docker_container.db')).toBe('fail')
  })
})

describe('CTR-08: where it is mounted, and with which rights', () => {
  test.each([
    ['/run//secrets', 'fail'],
    ['/run/../etc', 'fail'],
    ['/etc/', 'fail'],
    ['/var/./run/secrets/x', 'fail'],
    ['/etcetera', 'pass'],
  ])('%s: %s', (target, expected) => {
    expect(onDb('CTR-08', { mounts: [{ type: 'volume', source: 'demo-db-data', target }] })).toBe(expected)
  })

  test.each([
    ['', 'pass'],
    ['rw,noexec,nosuid,nodev,size=16m', 'pass'],
    ['mode=1777', 'pass'],
    ['exec', 'fail'],
    ['rw,suid', 'fail'],
    ['dev,size=1m', 'fail'],
    ['${var.options}', 'unknown'],
  ])('tmpfs %j: %s', (options, expected) => {
    expect(onDb('CTR-08', { tmpfs: { '/tmp': options } })).toBe(expected)
  })
})

describe('CTR-06: spelling', () => {
  test.each([
    [{ drop: ['ALL'] }, 'pass'],
    [{ drop: ['all'] }, 'pass'],
    [{ drop: ['CAP_ALL'] }, 'pass'],
    [{ drop: ['ALL'], add: ['CAP_NET_ADMIN'] }, 'fail'],
    [{ drop: ['ALL'], add: ['net_admin'] }, 'fail'],
    [{ drop: [] }, 'fail'],
    [{ drop: ['ALL', '${var.more}'] }, 'pass'],
    [{ drop: ['${var.more}'] }, 'unknown'],
  ])('%j: %s', (capabilities, expected) => {
    expect(onDb('CTR-06', { capabilities })).toBe(expected)
  })
})

describe('CTR-03: where it is attached', () => {
  test.each([
    [{ network_mode: 'bridge' }, 'pass'],
    [{ network_mode: undefined }, 'pass'],
    [{ network_mode: 'bridge', networks_advanced: [] }, 'fail'],
    [{ networks_advanced: [{ name: 'bridge' }] }, 'fail'],
    [{ networks_advanced: [{ name: 'demo-tryton-db' }, { name: '${var.other}' }] }, 'unknown'],
    [{ networks_advanced: [{ name: 'bridge' }, { name: '${var.other}' }] }, 'fail'],
    [{ network_mode: 'demo-tryton-db', networks_advanced: [] }, 'pass'],
  ])('%j: %s', (fault, expected) => {
    expect(onDb('CTR-03', fault)).toBe(expected)
  })
})

describe('doubt shows only where it decides', () => {
  test('privileged is enough, whatever the mounts', () => {
    expect(
      onDb('CTR-01', { privileged: true, mounts: [{ type: 'bind', source: '${var.x}', target: '/x' }] }),
    ).toBe('fail')
  })

  test('no memory is enough, whatever the processors', () => {
    expect(onDb('CTR-07', { memory: undefined, cpus: '${var.cpus}' })).toBe('fail')
  })
})
