import { describe, expect, test } from 'vitest'
import type { Graph } from '../../../policies/graph/graph.ts'
import { byDefault, known, unknown } from '../../../policies/value.ts'
import { composed, containerOf } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)
const networksOf = (graph: Graph, name: string) =>
  containerOf(graph, name).networks.map(({ network }) => network)

describe('extends', () => {
  test('lists add up, blocks merge, commands and values are replaced', () => {
    const graph = composed(`
services:
  base:
    image: base:1
    user: "0"
    command: [a]
    cap_drop: [ALL]
    environment: { A: base, B: base }
    volumes: ["/srv/base:/x", "/srv/b:/b"]
    logging: { driver: syslog, options: { syslog-address: udp://x } }
    healthcheck: { test: [CMD, /base] }
  middle: { extends: base, user: "1", logging: { driver: local } }
  web:
    extends: { service: middle }
    image: web:1
    command: [b]
    cap_add: [CHOWN]
    environment: [A=web]
    volumes: ["/srv/web:/x"]
    healthcheck: { interval: 5s }
`)
    const web = containerOf(graph, 'web')
    expect([web.image, web.user, web.command, web.capDrop, web.capAdd, web.logDriver, web.logOpts]).toEqual([
      known('web:1'),
      known('1'),
      [known('b')],
      [known('ALL')],
      [known('CHOWN')],
      known('local'),
      [],
    ])
    expect(web.env).toEqual([known('B=base'), known('A=web')])
    expect(web.mounts.map(({ source, target }) => [source, target])).toEqual([
      [known('/srv/b'), known('/b')],
      [known('/srv/web'), known('/x')],
    ])
    expect(web.healthcheck).toEqual([known('CMD'), known('/base')])
    expect(networksOf(graph, 'web')).toEqual([known('docker_network.default')])
    expect(web.written).toEqual([
      'capabilities',
      'command',
      'env',
      'healthcheck',
      'image',
      'log_driver',
      'log_opts',
      'mounts',
      'user',
    ])
  })

  test('the file itself may be named', () => {
    const graph = composed(
      'services: { a: { image: x, user: "7" }, b: { extends: { file: ./compose.yaml, service: a } } }',
    )
    expect(containerOf(graph, 'b').user).toEqual(known('7'))
  })

  test('of another file: what is not written here is in doubt, and lists may hold more', () => {
    const graph = composed(
      'services: { a: { extends: { file: base.yaml, service: b }, user: "7", cap_drop: [ALL] } }',
    )
    const { user, image, privileged, pidsLimit, networkMode, capDrop, ports, networks, healthcheck } =
      containerOf(graph, 'a')
    expect({ user, image, privileged, pidsLimit, networkMode, capDrop, healthcheck }).toEqual({
      user: known('7'),
      image: UNREAD('image'),
      privileged: UNREAD('privileged'),
      pidsLimit: UNREAD('pids_limit'),
      networkMode: UNREAD('network_mode'),
      capDrop: [UNREAD('drop'), known('ALL')],
      healthcheck: [UNREAD('test')],
    })
    expect([ports.map(({ ip }) => ip), networks.map(({ network }) => network)]).toEqual([
      [UNREAD('ports.ip')],
      [UNREAD('networks_advanced.name'), UNREAD('network_mode')],
    ])
  })

  test('of a file that is included: a container of which nothing is known', () => {
    const graph = composed('include: [other.yaml]\nservices: { a: { image: x } }')
    const other = containerOf(graph, 'include[0]')
    expect([
      other.where,
      other.image,
      other.privileged,
      other.networks.map(({ network }) => network),
    ]).toEqual([
      'compose.yaml:1:1',
      UNREAD('image'),
      UNREAD('privileged'),
      [UNREAD('networks_advanced.name'), UNREAD('network_mode')],
    ])
  })
})

describe('YAML', () => {
  test('!reset removes what was merged, !override keeps its value', () => {
    const graph = composed(
      'x: &x { user: "0", privileged: true }\nservices: { a: { <<: *x, image: x, user: !reset null, dns: !override [1.1.1.1] } }',
    )
    const { user, privileged, dns } = containerOf(graph, 'a')
    expect([user, privileged, dns]).toEqual([byDefault(''), known(true), [known('1.1.1.1')]])
  })

  test('keys of prototypes are ordinary keys', () => {
    const graph = composed(
      'services: { constructor: { image: x, environment: { __proto__: y } }, __proto__: { image: z } }',
    )
    expect(graph.containers.map(({ address, image, env }) => [address, image, env])).toEqual([
      ['docker_container.__proto__', known('z'), []],
      ['docker_container.constructor', known('x'), [known('__proto__=y')]],
    ])
  })

  test('JSON is YAML', () => {
    const graph = composed('{"services":{"a":{"image":"x","ports":["80"]}}}')
    expect([containerOf(graph, 'a').where, containerOf(graph, 'a').image]).toEqual([
      'compose.yaml:1:14',
      known('x'),
    ])
  })
})
