import { describe, expect, test } from 'vitest'
import { fromCompose, readYaml } from '../../../policies/graph/compose.ts'
import type { Graph } from '../../../policies/graph/graph.ts'
import { byDefault, known, unknown, valueOr } from '../../../policies/value.ts'
import { composed } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)

const nodeOf = <T extends { readonly address: string }>(nodes: readonly T[], address: string): T => {
  const node = nodes.find((candidate) => candidate.address === address)
  if (!node) throw new Error(`no ${address}`)
  return node
}
const service = (graph: Graph, name: string) => nodeOf(graph.containers, `docker_container.${name}`)
const networksOf = (graph: Graph, name: string) => service(graph, name).networks.map(({ network }) => network)

describe('a file', () => {
  const graph = composed(`
name: boutique
version: "3.9"
x-common: &common
  restart: unless-stopped
  cap_drop: [ALL]
services:
  web:
    <<: *common
    image: nginx:1.27
    init: true
    networks: { front: { aliases: [www] }, back: }
    deploy: { replicas: 2, resources: { limits: { memory: 64m } } }
  db:
    <<: [*common, { image: postgres:17, restart: "no" }]
    networks: [back]
networks:
  front:
    enable_ipv6: true
    driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false" }
    ipam: { config: [{ subnet: 10.60.0.0/28 }] }
  back: { internal: true, attachable: true, name: backend }
volumes:
  data: { driver: local, labels: [keep=yes] }
`)

  test('is as many nodes, at level synth, with their place in it', () => {
    const nodes = [...graph.containers, ...graph.networks, ...graph.volumes]
    expect(nodes.map(({ address, stack, where }) => [address, stack, where])).toEqual([
      ['docker_container.db', 'compose.yaml', 'compose.yaml:14:3'],
      ['docker_container.web', 'compose.yaml', 'compose.yaml:8:3'],
      ['docker_network.back', 'compose.yaml', 'compose.yaml:22:3'],
      ['docker_network.front', 'compose.yaml', 'compose.yaml:18:3'],
      ['docker_volume.data', 'compose.yaml', 'compose.yaml:24:3'],
    ])
  })

  test('merges what `<<` names, the first over the next and the written over all', () => {
    expect([service(graph, 'db').restart, service(graph, 'db').capDrop]).toEqual([
      known('unless-stopped'),
      [known('ALL')],
    ])
  })

  test('says which attributes were written, in the words of the rules', () => {
    expect(service(graph, 'web').written).toEqual([
      'capabilities',
      'deploy',
      'image',
      'init',
      'memory',
      'networks_advanced',
      'restart',
    ])
    expect(graph.networks.map(({ written }) => written)).toEqual([
      ['attachable', 'internal', 'name'],
      ['ipam_config', 'ipv6', 'options'],
    ])
    expect(graph.volumes.map(({ written }) => written)).toEqual([['driver', 'labels']])
  })

  test('attaches services under their own name too', () => {
    expect(service(graph, 'web').networks).toEqual([
      { network: known('docker_network.front'), aliases: [known('web'), known('www')] },
      { network: known('docker_network.back'), aliases: [known('web')] },
    ])
  })

  test('describes its networks', () => {
    expect(
      graph.networks.map(({ name, internal, ipv6, attachable, subnets, options }) => ({
        name,
        internal,
        ipv6,
        attachable,
        subnets,
        options,
      })),
    ).toEqual([
      {
        name: known('backend'),
        internal: known(true),
        ipv6: byDefault(false),
        attachable: known(true),
        subnets: [],
        options: [],
      },
      {
        name: byDefault('boutique_front'),
        internal: byDefault(false),
        ipv6: known(true),
        attachable: byDefault(false),
        subnets: [known('10.60.0.0/28')],
        options: [{ key: known('com.docker.network.bridge.enable_ip_masquerade'), value: known('false') }],
      },
    ])
  })
})

describe('networks', () => {
  test('a service that names none is on the default one, which is not internal', () => {
    const graph = composed('services: { a: { image: x }, b: { image: x, networks: {} } }')
    expect(networksOf(graph, 'a')).toEqual([known('docker_network.default')])
    expect(networksOf(graph, 'b')).toEqual([known('docker_network.default')])
    expect(
      graph.networks.map(({ address, name, internal, written }) => ({ address, name, internal, written })),
    ).toEqual([
      {
        address: 'docker_network.default',
        name: byDefault('shop_default'),
        internal: byDefault(false),
        written: [],
      },
    ])
  })

  test('the default one may be declared', () => {
    const graph = composed('services: { a: { image: x } }\nnetworks: { default: { internal: true } }')
    expect(graph.networks.map(({ internal }) => internal)).toEqual([known(true)])
  })

  test('nobody on the default one: it is not made', () => {
    const graph = composed(
      'services: { a: { image: x, networks: [n] }, b: { image: x, network_mode: none } }\nnetworks: { n: }',
    )
    expect(graph.networks.map(({ address }) => address)).toEqual(['docker_network.n'])
    expect(networksOf(graph, 'b')).toEqual([])
  })

  test('an external one keeps its name and is no node', () => {
    const graph = composed(
      'services: { a: { image: x, networks: [n, m, o] } }\nnetworks: { n: { external: true }, m: { external: true, name: web }, o: { external: { name: old } } }',
    )
    expect(networksOf(graph, 'a')).toEqual([known('n'), known('web'), known('old')])
    expect(graph.networks).toEqual([])
  })

  test('one that is not declared is in doubt', () => {
    expect(networksOf(composed('services: { a: { image: x, networks: [n] } }'), 'a')).toEqual([
      UNREAD('networks_advanced.name'),
    ])
  })

  test.each([
    ['host', known('host'), []],
    ['bridge', known('bridge'), []],
    ['none', known('none'), []],
    ['"container:other"', known('container:other'), []],
    ['"service:db"', known('container:shop-db-1'), []],
    ['"service:named"', known('container:its-name'), []],
    ['"service:absent"', UNREAD('network_mode'), [UNREAD('network_mode')]],
    ['"${MODE}"', UNREAD('network_mode'), [UNREAD('network_mode')]],
  ])('network_mode: %s', (mode, expected, attached) => {
    const graph = composed(
      `services: { a: { image: x, network_mode: ${mode} }, db: { image: x }, named: { image: x, container_name: its-name } }`,
    )
    expect([service(graph, 'a').networkMode, networksOf(graph, 'a')]).toEqual([expected, attached])
  })

  test('names begin with that of the project: the file’s, else the folder’s, else nobody knows', () => {
    const names = (text: string, folder?: string) => {
      const { data } = readYaml(text)
      const { networks } = fromCompose({ name: 'c', json: data }, folder === undefined ? {} : { folder })
      return networks.map(({ name }) => name)
    }
    const file = 'services: { a: { image: x } }'
    expect(names(`name: "\${P:-mine}"\n${file}`, 'f')).toEqual([byDefault('mine_default')])
    expect(names(file, '-My Shop_2')).toEqual([byDefault('myshop_2_default')])
    expect(names(file)).toEqual([unknown('computed', 'name')])
    expect(names(`name: "\${P}"\n${file}`, 'f')).toEqual([unknown('computed', 'name')])
  })
})

describe('images', () => {
  test('what is built in place is an image of its own', () => {
    const graph = composed(
      'services: { a: { build: { context: . } }, b: { build: ., image: "shop/b:1" }, c: { image: x } }',
    )
    expect(
      graph.images.map(({ address, name, built, keepLocally }) => ({ address, name, built, keepLocally })),
    ).toEqual([
      {
        address: 'docker_image.a',
        name: unknown('computed', 'name'),
        built: true,
        keepLocally: byDefault(true),
      },
      { address: 'docker_image.b', name: known('shop/b:1'), built: true, keepLocally: byDefault(true) },
    ])
  })

  test('a service of a plugin runs in no container', () => {
    const graph = composed('services: { a: { provider: { type: model } }, b: { image: x } }')
    expect([graph.containers.map(({ address }) => address), graph.others]).toEqual([
      ['docker_container.b'],
      ['service.a'],
    ])
  })
})

describe('secrets and configurations', () => {
  test('only a content in the file is in clear', () => {
    const graph = composed(`
services: { a: { image: x } }
secrets: { f: { file: ./f }, e: { environment: E }, out: { external: true } }
configs: { c: { content: "password=hunter2" }, v: { content: "\${V}" }, n: { file: ./n, name: nginx } }
`)
    expect(
      graph.secrets.map(({ address, type, name, inClear }) => ({ address, type, name, inClear })),
    ).toEqual([
      { address: 'docker_config.c', type: 'docker_config', name: byDefault('shop_c'), inClear: known(true) },
      { address: 'docker_config.n', type: 'docker_config', name: known('nginx'), inClear: known(false) },
      {
        address: 'docker_config.v',
        type: 'docker_config',
        name: byDefault('shop_v'),
        inClear: UNREAD('data'),
      },
      { address: 'docker_secret.e', type: 'docker_secret', name: byDefault('shop_e'), inClear: known(false) },
      { address: 'docker_secret.f', type: 'docker_secret', name: byDefault('shop_f'), inClear: known(false) },
    ])
    expect(JSON.stringify(graph)).not.toContain('hunter2')
  })
})

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
    const web = service(graph, 'web')
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
    expect(service(graph, 'b').user).toEqual(known('7'))
  })

  test('of another file: what is not written here is in doubt, and lists may hold more', () => {
    const graph = composed(
      'services: { a: { extends: { file: base.yaml, service: b }, user: "7", cap_drop: [ALL] } }',
    )
    const { user, image, privileged, pidsLimit, networkMode, capDrop, ports, networks, healthcheck } =
      service(graph, 'a')
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
    const other = service(graph, 'include[0]')
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
    const { user, privileged, dns } = service(graph, 'a')
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
    expect([service(graph, 'a').where, service(graph, 'a').image]).toEqual(['compose.yaml:1:14', known('x')])
  })
})

describe('what is refused', () => {
  const bomb = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
    ).join('\n')
  const merges = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} { <<: [${Array(10).fill(`*a${n}`).join(', ')}], k${n}: *a${n} }`,
    ).join('\n')
  const chain = (length: number) =>
    Array.from({ length }, (_, n) => `  s${n}: { image: x, extends: s${n + 1} }`).join('\n')
  const UNFOLDS =
    'JUDGE-TOO-LARGE: more than 100000 values once aliases, extends and port ranges are unfolded'

  test.each([
    [
      'a list of services',
      'services: []',
      'JUDGE-BAD-COMPOSE: services: a list, where Compose wants a mapping',
    ],
    [
      'a service that is a text',
      'services: { a: x }',
      'JUDGE-BAD-COMPOSE: services.a: a text, where Compose wants a mapping',
    ],
    [
      'a port alone',
      'services: { a: { ports: 80 } }',
      'JUDGE-BAD-COMPOSE: services.a.ports: a text, where Compose wants a list',
    ],
    [
      'an image that is a list',
      'services: { a: { image: [x] } }',
      'JUDGE-BAD-COMPOSE: services.a.image: a list, where Compose wants a text',
    ],
    [
      'a null item',
      'services: { a: { cap_add: [ ~ ] } }',
      'JUDGE-BAD-COMPOSE: services.a.cap_add[0]: nothing, where Compose wants a text',
    ],
    [
      'networks that are a text',
      'services: { a: { networks: n } }',
      'JUDGE-BAD-COMPOSE: services.a.networks: a text, where Compose wants a mapping',
    ],
    [
      'a name with a space',
      'services: { "a b": { image: x } }',
      'JUDGE-BAD-COMPOSE: services."a b": a name made of letters, digits, dots, dashes and underscores is wanted',
    ],
    [
      'an extended service that is not there',
      'services: { a: { extends: b } }',
      'JUDGE-BAD-COMPOSE: services.a: extends names a service that is not there ("b")',
    ],
    [
      'a circle of extends',
      'services: { a: { extends: b }, b: { extends: a } }',
      'JUDGE-BAD-COMPOSE: services.a: extends never ends, or goes beyond 50 services',
    ],
    [
      'a long chain of extends',
      `services:\n${chain(60)}\n  s60: { image: x }`,
      'JUDGE-BAD-COMPOSE: services.s50: extends never ends, or goes beyond 50 services',
    ],
    [
      'broken YAML',
      'services: { a: [ }',
      'JUDGE-BAD-YAML: 1:18: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'two documents',
      'services: {}\n---\nservices: {}',
      'JUDGE-BAD-YAML: 2:1: a second document begins; give them one by one',
    ],
    [
      'a directive',
      '%YAML 1.1\n---\nservices: {}',
      'JUDGE-BAD-YAML: 1:1: a directive has no place here; remove it',
    ],
    [
      'a strange tag',
      'services: { a: !ruby/object { } }',
      'JUDGE-BAD-YAML: 1:29: a tag that Compose does not know',
    ],
    [
      'a key written twice',
      'services: { a: { image: x, image: y } }',
      'JUDGE-BAD-YAML: 1:28: a key already written in this block',
    ],
    ['a key that is a list', 'services: { [a]: x }', 'JUDGE-BAD-YAML: 1:13: a key is not text'],
    [
      'a merge of a text',
      'services: { a: { <<: x } }',
      'JUDGE-BAD-YAML: 1:22: `<<` wants a block or a list of blocks',
    ],
    [
      'an alias of what holds it',
      'services: &s { a: *s }',
      'JUDGE-BAD-YAML: 1:19: an alias of what holds it',
    ],
    [
      'an alias of nothing',
      'services: { a: *s }',
      'JUDGE-BAD-YAML: 1:16: an alias whose anchor is not above',
    ],
    [
      'a deep file',
      `services: ${'['.repeat(60)}${']'.repeat(60)}`,
      'JUDGE-BAD-YAML: 1:60: more than 50 nested levels',
    ],
    ['a very deep file', '['.repeat(200_000), 'JUDGE-BAD-YAML: 1:51: more than 50 nested levels'],
    [
      'a very large file',
      `services: {} # ${'x'.repeat(2 ** 20)}`,
      'JUDGE-TOO-LARGE: more than 1048576 bytes: a Compose file has a few thousand',
    ],
    ['a bomb of aliases', `a0: &a0 [x]\n${bomb(8)}\nservices: {}`, UNFOLDS],
    ['a bomb of merges', `a0: &a0 { x: y }\n${merges(30)}\nservices: {}`, UNFOLDS],
    [
      'too many ports',
      `x: &p [${Array(150).fill('1-256:1-256').join(', ')}]\nservices: { a: { ports: *p }, b: { ports: *p }, c: { ports: *p } }`,
      UNFOLDS,
    ],
  ])('%s', (_what, text, message) => {
    expect(() => composed(text)).toThrow(message)
  })

  test('the message shows no value of the file', () => {
    expect(() => composed('services: { a: { environment: { PASSWORD: [hunter2] } } }')).toThrow(
      /^JUDGE-BAD-COMPOSE: services\.a\.environment\.PASSWORD: a list, where Compose wants a text$/,
    )
  })

  test('names are told as they are, control characters escaped', () => {
    expect(() => composed('services: { "\\e[2J": { image: x } }')).toThrow(
      'JUDGE-BAD-COMPOSE: services."\\u001b[2J": a name made of letters',
    )
  })
})

test('an empty file of services is an empty graph', () => {
  expect(composed('services:').containers.map(({ name }) => valueOr(name, '?'))).toEqual([])
})
