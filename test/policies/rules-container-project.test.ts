import { describe, expect, test } from 'vitest'
import { fromSynth } from '../../policies/graph/synth.ts'
import { aContainer, only, running } from '../../policies/examples/site.ts'
import { withSecurity } from '../../policies/examples/live.ts'
import { known } from '../../policies/value.ts'
import { DB, judged, onDb } from './verdict-of.ts'

/** The rules that this project adds, each with cases whose status was worked out by hand. */

describe('CTR-12: a health check that proves something', () => {
  test.each([
    [['NONE'], 'fail'],
    [['none'], 'fail'],
    [[''], 'fail'],
    [['CMD', 'true'], 'fail'],
    [['CMD', '/bin/true'], 'fail'],
    [['CMD', 'sh', '-c', 'exit 0'], 'fail'],
    [['CMD-SHELL', ':'], 'fail'],
    [['CMD-SHELL', 'curl -f http://localhost/ || true'], 'fail'],
    [['CMD-SHELL', 'pg_isready; exit 0'], 'fail'],
    [['CMD-SHELL', 'pg_isready || exit 1'], 'pass'],
    [['CMD-SHELL', 'test "$(cat /run/state)" = true'], 'pass'],
    [['CMD', '/usr/local/bin/istrue'], 'pass'],
    [[], 'unknown'],
    [['${var.kind}', 'true'], 'fail'],
    [['CMD', '${var.command}', '|| true'], 'unknown'],
  ])('%j: %s', (check, expected) => {
    expect(onDb('CTR-12', { healthcheck: { test: check } })).toBe(expected)
  })
})

describe('CTR-13: mounts propagated', () => {
  test.each([
    [undefined, 'pass'],
    ['', 'pass'],
    ['private', 'pass'],
    ['rprivate', 'pass'],
    ['shared', 'fail'],
    ['rshared', 'fail'],
    ['slave', 'fail'],
    ['rslave', 'fail'],
  ])('%j: %s', (propagation, expected) => {
    const bind_options = propagation === undefined ? undefined : { propagation }
    const mount = { type: 'bind', source: '/srv', target: '/srv', bind_options }
    expect(onDb('CTR-13', { mounts: [mount] })).toBe(expected)
  })
})

describe('CTR-14: what comes back', () => {
  test.each([
    [{ restart: 'always' }, 'pass'],
    [{ restart: 'unless-stopped' }, 'pass'],
    [{ restart: 'on-failure' }, 'fail'],
    [{ restart: 'no' }, 'fail'],
    [{ restart: '' }, 'fail'],
    [{ restart: 'no', must_run: false }, 'pass'],
    [{ restart: 'no', must_run: '${var.run}' }, 'unknown'],
  ])('%j: %s', (fault, expected) => {
    expect(onDb('CTR-14', fault)).toBe(expected)
  })

  test.each([
    ['running', 'fail'],
    ['exited', 'unknown'],
  ])('without a policy on the engine, %s: %s', (status, expected) => {
    const change = {
      restart: known('no'),
      mustRun: { kind: 'unknown', why: 'not-collected', about: 'must_run' } as const,
      runtime: { status, health: 'none', imageId: '' },
    }
    expect(judged('CTR-14', running({ [DB]: change }), DB)?.status).toBe(expected)
  })
})

describe('CTR-15: kernel settings', () => {
  test.each([
    ['net.ipv4.ip_forward', '1', 'fail'],
    ['net.ipv4.ip_forward', '0', 'pass'],
    ['net.ipv4.conf.all.forwarding', '1', 'fail'],
    ['net.ipv6.conf.eth0.accept_ra', '2', 'fail'],
    ['net.ipv4.conf.all.route_localnet', '1', 'fail'],
    ['net.ipv4.conf.all.accept_redirects', '0', 'pass'],
    ['net.ipv4.conf.all.rp_filter', '1', 'pass'],
    ['net.ipv4.conf.all.rp_filter', '0', 'fail'],
    ['net.ipv4.tcp_syncookies', '0', 'fail'],
    ['net.ipv6.conf.all.disable_ipv6', '1', 'pass'],
    ['net.ipv6.conf.all.disable_ipv6', '0', 'fail'],
    ['net.ipv4.tcp_keepalive_time', '600', 'pass'],
    ['net.core.somaxconn', '${var.queue}', 'pass'],
    ['kernel.shmmax', '68719476736', 'pass'],
    ['kernel.core_pattern', '|/bin/sh', 'fail'],
    ['xnet.core.somaxconn', '1', 'fail'],
  ])('%s=%s: %s', (key, value, expected) => {
    expect(onDb('CTR-15', { sysctls: { [key]: value } })).toBe(expected)
  })
})

describe('CTR-16: the cgroup namespace', () => {
  test.each([
    ['host', [], '', 'pass'],
    ['host', [], 'private', 'fail'],
    ['host', ['name=cgroupns'], '', 'fail'],
    ['private', ['name=cgroupns'], '', 'pass'],
    ['private', [], '', 'pass'],
  ])('%s on an engine that says %j, %j written: %s', (mode, options, written, expected) => {
    const declared = only(aContainer({ cgroupns_mode: written })).graph
    const given = running({ [DB]: { cgroupnsMode: known(mode) } }, withSecurity(...options))
    expect(judged('CTR-16', { ...given, declared }, DB)?.status).toBe(expected)
  })
})

describe('CTR-17: groups', () => {
  test.each([
    [{ group_add: ['root'] }, 'fail'],
    [{ group_add: ['0'] }, 'fail'],
    [{ group_add: ['00'] }, 'fail'],
    [{ group_add: ['10900', 'docker'] }, 'fail'],
    [{ group_add: ['6'] }, 'fail'],
    [{ group_add: ['10900'] }, 'pass'],
    [{ user: '10001:root' }, 'fail'],
    [{ user: '10001' }, 'pass'],
    [{ user: '${var.user}' }, 'unknown'],
  ])('%j: %s', (fault, expected) => {
    expect(onDb('CTR-17', fault)).toBe(expected)
  })
})

describe('CTR-18: resolvers', () => {
  test.each([
    ['127.0.0.11', 'pass'],
    ['10.0.0.53', 'pass'],
    ['fd00::53', 'pass'],
    ['::ffff:192.168.1.1', 'pass'],
    ['1.1.1.1', 'fail'],
    ['172.32.0.1', 'fail'],
    ['2606:4700:4700::1111', 'fail'],
    ['::ffff:8.8.8.8', 'fail'],
    ['dns.google', 'fail'],
    ['', 'fail'],
  ])('%j: %s', (server, expected) => {
    expect(onDb('CTR-18', { dns: [server] })).toBe(expected)
  })
})

describe('CTR-19 and CTR-21: data at the end of a container', () => {
  const volume = { type: 'volume', source: 'demo-db-data', target: '/data' }
  const hostFolder = { type: 'bind', source: '/srv', target: '/data' }
  test.each([
    [{ destroy_grace_seconds: 10 }, 'pass'],
    [{ destroy_grace_seconds: 9 }, 'fail'],
    [{ destroy_grace_seconds: undefined, stop_timeout: 60 }, 'fail'],
    [{ destroy_grace_seconds: 0, mounts: [hostFolder] }, 'fail'],
    [{ destroy_grace_seconds: 0, mounts: [{ ...hostFolder, read_only: true }] }, 'pass'],
    [{ destroy_grace_seconds: 0, mounts: [], volumes: [{ container_path: '/data' }] }, 'fail'],
    [{ destroy_grace_seconds: 0, mounts: [{ type: 'tmpfs', target: '/tmp' }] }, 'pass'],
  ])('%j: grace %s', (fault, expected) => {
    expect(onDb('CTR-19', fault)).toBe(expected)
  })

  test.each([
    [{ remove_volumes: false }, 'pass'],
    [{ remove_volumes: undefined }, 'fail'],
    [{ remove_volumes: null, mounts: [{ ...volume, read_only: true }] }, 'fail'],
    [{ remove_volumes: true, mounts: [hostFolder] }, 'pass'],
    [{ remove_volumes: true, mounts: [{ type: '${var.type}', target: '/data' }] }, 'unknown'],
  ])('%j: volumes %s', (fault, expected) => {
    expect(onDb('CTR-21', fault)).toBe(expected)
  })

  test.each([
    [volume, 'pass'],
    [{ type: 'volume', target: '/data' }, 'fail'],
  ])('a service, whose volumes nobody can ask to keep, with %j: %s', (mount, expected) => {
    const task_spec = { container_spec: { image: 'app', mounts: [mount] } }
    const json = { resource: { docker_service: { app: { name: 'app', task_spec } } } }
    const graph = fromSynth([{ name: 'site', json }])
    expect(judged('CTR-21', { level: 'synth', graph }, 'docker_service.app')?.status).toBe(expected)
  })
})

describe('CTR-20: secrets of Swarm', () => {
  test.each([
    ['docker_secret', 'c2VjcmV0', 'fail', 'blocking'],
    ['docker_config', 'c2VjcmV0', 'fail', 'minor'],
    ['docker_secret', '${base64encode("secret")}', 'fail', 'blocking'],
    ['docker_secret', '${var.secret}', 'unknown', 'blocking'],
  ])('%s of %s: %s, %s', (type, data, status, severity) => {
    const json = { resource: { [type]: { key: { name: 'key', data } } } }
    const graph = fromSynth([{ name: 'site', json }])
    const found = judged('CTR-20', { level: 'synth', graph }, `${type}.key`)
    expect([found?.status, found?.severity]).toEqual([status, severity])
    expect(JSON.stringify(found)).not.toMatch(/c2VjcmV0|"secret"/)
  })
})

describe('what was seen reads the same before and after', () => {
  test.each([
    ['CTR-02', { devices: [{ host_path: '/dev/kmsg' }] }, 'device /dev/kmsg'],
    ['CTR-05', { userns_mode: 'host' }, 'userns_mode=host'],
    ['CTR-10', { image: 'postgres:17' }, 'image=postgres:17'],
    ['CTR-12', { healthcheck: { test: ['NONE'] } }, 'healthcheck=NONE'],
    ['CTR-14', { restart: 'on-failure' }, 'restart=on-failure'],
    ['CTR-15', { sysctls: { 'net.ipv4.ip_forward': '1' } }, 'net.ipv4.ip_forward=1'],
    ['CTR-17', { group_add: ['0'] }, 'group_add=0'],
    ['CTR-18', { dns: ['8.8.8.8'] }, 'dns=8.8.8.8'],
  ])('%s: %j', (id, fault, seen) => {
    const synth = only(aContainer(fault))
    const [node] = synth.graph.containers
    const live = running({
      [DB]: { ...node, runtime: { status: 'running', health: 'healthy', imageId: '' } },
    })
    const found = [judged(id, synth, DB), judged(id, live, DB)]
    expect(found.map((result) => [result?.status, result?.seen])).toEqual([
      ['fail', seen],
      ['fail', seen],
    ])
    expect(found[0]?.fingerprint).toBe(found[1]?.fingerprint)
  })
})
