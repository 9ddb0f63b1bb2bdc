import { describe, expect, test } from 'vitest'
import type { ContainerNode } from '../../../policies/graph/graph.ts'
import { byDefault, known, unknown } from '../../../policies/value.ts'
import { serviceOf } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)
const label = (key: string, value: string) => ({ key: known(key), value: known(value) })

type Case = readonly [yaml: string, attribute: keyof ContainerNode, expected: unknown]

const SCALARS: readonly Case[] = [
  ['image: nginx:1.27', 'image', known('nginx:1.27')],
  ['image: "nginx:${TAG:-1.27}"', 'image', known('nginx:1.27')],
  ['image: "nginx:${TAG}"', 'image', UNREAD('image')],
  ['build: .', 'image', unknown('computed', 'image')],
  ['build: .\nimage: shop/web:1', 'image', known('shop/web:1')],
  ['container_name: front', 'name', known('front')],
  ['image: x', 'name', byDefault('shop-web-1')],
  ['user: "1000:1000"', 'user', known('1000:1000')],
  ['user: 1000', 'user', known('1000')],
  ['user: 1000:1000', 'user', known('1000:1000')],
  ['user: "${UID}:${GID}"', 'user', UNREAD('user')],
  ['image: x', 'user', byDefault('')],
  ['read_only: true', 'readOnly', known(true)],
  ['read_only: yes', 'readOnly', known(true)],
  ['read_only: "off"', 'readOnly', known(false)],
  ['read_only: "${RO}"', 'readOnly', UNREAD('read_only')],
  ['privileged: true', 'privileged', known(true)],
  ['image: x', 'privileged', byDefault(false)],
  ['mem_limit: 512m', 'memory', known(512)],
  ['mem_limit: 1.5GB', 'memory', known(1536)],
  ['mem_limit: 1gib', 'memory', known(1024)],
  ['mem_limit: 1048576', 'memory', known(1)],
  ['mem_limit: lots', 'memory', UNREAD('memory')],
  ['image: x', 'memory', byDefault(0)],
  ['memswap_limit: -1', 'memorySwap', known(-1)],
  ['memswap_limit: 1g', 'memorySwap', known(1024)],
  ['cpus: 0.5', 'cpus', known(0.5)],
  ['cpus: "1.5"', 'cpus', known(1.5)],
  ['cpu_quota: 50000\ncpu_period: 100000', 'cpus', known(0.5)],
  ['pids_limit: 200', 'pidsLimit', known(200)],
  ['pids_limit: -1', 'pidsLimit', known(-1)],
  ['image: x', 'pidsLimit', byDefault(0)],
  ['deploy: { resources: { limits: { memory: 64M, cpus: "0.25", pids: 50 } } }', 'memory', known(64)],
  ['deploy: { resources: { limits: { memory: 64M, cpus: "0.25", pids: 50 } } }', 'cpus', known(0.25)],
  ['deploy: { resources: { limits: { memory: 64M, cpus: "0.25", pids: 50 } } }', 'pidsLimit', known(50)],
  ['mem_limit: 1g\ndeploy: { resources: { limits: { memory: 64M } } }', 'memory', known(64)],
  ['cgroup_parent: /custom', 'cgroupParent', known('/custom')],
  ['cgroup: host', 'cgroupnsMode', known('host')],
  ['pid: host', 'pidMode', known('host')],
  ['pid: "service:db"', 'pidMode', UNREAD('pid_mode')],
  ['ipc: shareable', 'ipcMode', known('shareable')],
  ['uts: host', 'utsMode', known('host')],
  ['image: x', 'utsMode', byDefault('')],
  ['userns_mode: host', 'usernsMode', known('host')],
  ['restart: unless-stopped', 'restart', known('unless-stopped')],
  ['restart: on-failure:3', 'restart', known('on-failure')],
  ['restart: no', 'restart', known('no')],
  ['restart: false', 'restart', known('no')],
  ['image: x', 'restart', byDefault('no')],
  ['restart: no\ndeploy: { restart_policy: { condition: any } }', 'restart', known('always')],
  ['deploy: { restart_policy: { condition: none } }', 'restart', known('no')],
  ['deploy: { restart_policy: { delay: 5s } }', 'restart', known('always')],
  ['stop_grace_period: 1m30s', 'destroyGrace', known(90)],
  ['stop_grace_period: soon', 'destroyGrace', UNREAD('destroy_grace_seconds')],
  ['image: x', 'destroyGrace', byDefault(10)],
  ['image: x', 'removeVolumes', byDefault(false)],
  ['image: x', 'mustRun', byDefault(true)],
  ['logging: { driver: syslog }', 'logDriver', known('syslog')],
  ['image: x', 'logDriver', byDefault('json-file')],
]

const LISTS: readonly Case[] = [
  ['cap_add: [net_admin, CAP_CHOWN]', 'capAdd', [known('NET_ADMIN'), known('CHOWN')]],
  ['cap_drop: [all]', 'capDrop', [known('ALL')]],
  ['security_opt: ["no-new-privileges:true"]', 'securityOpts', [known('no-new-privileges:true')]],
  ['security_opt: ["seccomp:${PROFILE}"]', 'securityOpts', [UNREAD('security_opts')]],
  ['environment: { A: b, N: 1, E: "" }', 'env', [known('A=b'), known('N=1'), known('E=')]],
  ['environment: ["A=b=c", "D="]', 'env', [known('A=b=c'), known('D=')]],
  ['environment: ["A"]', 'env', [UNREAD('env')]],
  ['environment: { A: }', 'env', [UNREAD('env')]],
  ['environment: { A: "${A}", P: "$$HOME" }', 'env', [UNREAD('env'), known('P=$HOME')]],
  ['environment: { A: "${A:-x${B:-y}z}" }', 'env', [known('A=xyz')]],
  ['environment: { A: "${A-}", B: "${B:?missing}" }', 'env', [known('A='), UNREAD('env')]],
  ['environment: { A: "${A:+set}", B: "$B", C: "${C" }', 'env', Array(3).fill(UNREAD('env'))],
  ['env_file: .env\nenvironment: { A: b }', 'env', [UNREAD('env'), known('A=b')]],
  ['env_file: [{ path: a.env, required: false }]', 'env', [UNREAD('env')]],
  ['labels: { a: b }', 'labels', [label('a', 'b')]],
  ['labels: ["b=c", "a"]', 'labels', [label('a', ''), label('b', 'c')]],
  ['label_file: l.env', 'labels', [{ key: UNREAD('labels'), value: UNREAD('labels') }]],
  ['logging: { options: { max-size: 10m } }', 'logOpts', [label('max-size', '10m')]],
  ['sysctls: { net.core.somaxconn: 1024 }', 'sysctls', [label('net.core.somaxconn', '1024')]],
  ['sysctls: ["net.ipv4.ip_forward=1"]', 'sysctls', [label('net.ipv4.ip_forward', '1')]],
  ['group_add: [docker, 1000]', 'groupAdd', [known('docker'), known('1000')]],
  ['dns: 10.0.0.1', 'dns', [known('10.0.0.1')]],
  ['dns: [10.0.0.1, "${DNS}"]', 'dns', [known('10.0.0.1'), UNREAD('dns')]],
  ['tmpfs: /run', 'tmpfs', [label('/run', '')]],
  ['tmpfs: ["/tmp:size=64m,noexec"]', 'tmpfs', [label('/tmp', 'size=64m,noexec')]],
  ['devices: ["/dev/sda:/dev/xvda:r"]', 'devices', [known('/dev/sda')]],
  ['devices: [{ source: /dev/kvm, target: /dev/kvm }]', 'devices', [known('/dev/kvm')]],
  ['devices: ["vendor.com/gpu=all"]', 'devices', [known('vendor.com/gpu=all')]],
  ['command: serve --port 80', 'command', [known('serve'), known('--port'), known('80')]],
  [`command: 'sh -c "echo a b" c\\ d'`, 'command', ['sh', '-c', 'echo a b', 'c d'].map(known)],
  ['command: [serve, "--key=${KEY}"]', 'command', [known('serve'), UNREAD('command')]],
  ['entrypoint: /start.sh', 'entrypoint', [known('/start.sh')]],
  [
    'healthcheck: { test: curl -f localhost }',
    'healthcheck',
    [known('CMD-SHELL'), known('curl -f localhost')],
  ],
  ['healthcheck: { test: [CMD, /health] }', 'healthcheck', [known('CMD'), known('/health')]],
  ['healthcheck: { disable: true }', 'healthcheck', [known('NONE')]],
  ['healthcheck: { interval: 5s }', 'healthcheck', []],
]

describe('a service', () => {
  test.each([...SCALARS, ...LISTS])('%s: %s', (yaml, attribute, expected) => {
    expect(serviceOf(yaml)[attribute]).toEqual(expected)
  })
})

describe('ports', () => {
  const EVERYWHERE = byDefault('0.0.0.0')
  const TCP = byDefault('tcp')
  const port = (ip: unknown, external: unknown, internal: unknown, protocol: unknown = TCP) => ({
    ip,
    external,
    internal,
    protocol,
  })
  const [IP, EXTERNAL, INTERNAL] = ['ports.ip', 'ports.external', 'ports.internal'].map(UNREAD)

  test.each([
    ['"80"', [port(EVERYWHERE, byDefault(0), known(80))]],
    ['80', [port(EVERYWHERE, byDefault(0), known(80))]],
    ['8080:80', [port(EVERYWHERE, known(8080), known(80))]],
    ['"127.0.0.1:8080:80/udp"', [port(known('127.0.0.1'), known(8080), known(80), known('udp'))]],
    ['"127.0.0.1::80"', [port(known('127.0.0.1'), byDefault(0), known(80))]],
    ['"[::1]:8080:80"', [port(known('::1'), known(8080), known(80))]],
    ['"[::]:8080:80"', [port(known('::'), known(8080), known(80))]],
    ['"3000-3001"', [3000, 3001].map((one) => port(EVERYWHERE, byDefault(0), known(one)))],
    ['"4000-4001:3000-3001"', [0, 1].map((n) => port(EVERYWHERE, known(4000 + n), known(3000 + n)))],
    ['"8000-9000:80"', [port(EVERYWHERE, unknown('computed', 'ports.external'), known(80))]],
    ['"1-2:1-3"', [port(EVERYWHERE, EXTERNAL, INTERNAL)]],
    ['"127.0.0.1:10000-20000:10000-20000"', [port(known('127.0.0.1'), EXTERNAL, INTERNAL)]],
    ['"${PORT}:80"', [port(IP, EXTERNAL, known(80))]],
    ['"${PORT:-8080}:80"', [port(EVERYWHERE, known(8080), known(80))]],
    ['"127.0.0.1:${PORT}:80"', [port(known('127.0.0.1'), EXTERNAL, known(80))]],
    ['"${PORTS}"', [port(IP, EXTERNAL, INTERNAL)]],
    ['http', [port(EVERYWHERE, byDefault(0), INTERNAL)]],
    [
      '{ target: 80, published: "8080", host_ip: 127.0.0.1, mode: host }',
      [port(known('127.0.0.1'), known(8080), known(80))],
    ],
    ['{ target: 80 }', [port(EVERYWHERE, byDefault(0), known(80))]],
    [
      '{ target: 80, published: 8080-8090 }',
      [port(EVERYWHERE, unknown('computed', 'ports.external'), known(80))],
    ],
    ['{ target: 53, published: 53, protocol: udp }', [port(EVERYWHERE, known(53), known(53), known('udp'))]],
  ])('%s', (yaml, expected) => {
    expect(serviceOf(`ports: [${yaml}]`).ports).toEqual(expected)
  })
})

describe('volumes', () => {
  const DECLARED =
    'volumes:\n  data:\n  named: { name: shared-data }\n  away: { external: true }\n  root: { driver_opts: { type: none, o: bind, device: / } }'
  const bind = (path: unknown, target: string, more: object = {}) => ({
    type: known('bind'),
    source: path,
    hostPath: path,
    target: known(target),
    readOnly: known(false),
    propagation: known(''),
    ...more,
  })
  const volume = (source: unknown, target: string, more: object = {}) => ({
    type: known('volume'),
    source,
    hostPath: byDefault(''),
    target: known(target),
    readOnly: known(false),
    propagation: known(''),
    ...more,
  })
  const data = { volume: 'docker_volume.data' }

  test.each([
    ['/srv/x:/x', bind(known('/srv/x'), '/x')],
    ['/var/run/docker.sock:/s:ro', bind(known('/run/docker.sock'), '/s', { readOnly: known(true) })],
    ['./x/../y:/x', bind(known('./y'), '/x')],
    ['.:/app', bind(known('.'), '/app')],
    ['../../etc:/x', bind(UNREAD('mounts.source'), '/x')],
    ['~/x:/x', bind(UNREAD('mounts.source'), '/x')],
    ['"/srv/${DIR}:/x"', bind(UNREAD('mounts.source'), '/x')],
    ['"${DIR:-./data}:/x:rw,z"', bind(known('./data'), '/x')],
    [
      '"/srv:/srv:rslave,ro"',
      bind(known('/srv'), '/srv', { readOnly: known(true), propagation: known('rslave') }),
    ],
    ['data:/d', volume(byDefault('shop_data'), '/d', data)],
    ['named:/d', volume(known('shared-data'), '/d', { volume: 'docker_volume.named' })],
    ['away:/d', volume(known('away'), '/d')],
    ['root:/d', volume(byDefault('shop_root'), '/d', { volume: 'docker_volume.root', hostPath: known('/') })],
    ['elsewhere:/d', volume(UNREAD('mounts.source'), '/d')],
    [
      '/anonymous',
      volume(known(''), '/anonymous', { readOnly: byDefault(false), propagation: byDefault('') }),
    ],
    [
      '{ type: bind, source: /srv, target: /s, read_only: true, bind: { propagation: rshared } }',
      bind(known('/srv'), '/s', { readOnly: known(true), propagation: known('rshared') }),
    ],
    ['{ type: bind, source: data, target: /s }', bind(known('./data'), '/s')],
    [
      '{ type: volume, source: data, target: /d/, volume: { nocopy: true } }',
      volume(byDefault('shop_data'), '/d', data),
    ],
    ['{ type: volume, target: /d }', volume(known(''), '/d')],
    [
      '{ type: tmpfs, target: /tmp, tmpfs: { size: 1000 } }',
      volume(known(''), '/tmp', { type: known('tmpfs') }),
    ],
  ])('%s', (yaml, expected) => {
    expect(serviceOf(`volumes: [${yaml}]`, DECLARED).mounts).toEqual([expected])
  })

  test.each(['"${ALL}"', 'aa:bb:cc:dd'])('%s is in doubt', (yaml) => {
    const [mount] = serviceOf(`volumes: [${yaml}]`).mounts
    expect([mount?.type, mount?.hostPath, mount?.target]).toEqual([
      UNREAD('mounts.type'),
      UNREAD('mounts.type'),
      UNREAD('mounts.target'),
    ])
  })

  test('a variable alone may be a volume or a path', () => {
    const [mount] = serviceOf('volumes: ["${DIR}:/x"]').mounts
    expect([mount?.type, mount?.hostPath, mount?.target]).toEqual([
      UNREAD('mounts.type'),
      UNREAD('mounts.type'),
      known('/x'),
    ])
  })

  test('secrets and configurations of a file are mounted read-only from the host', () => {
    const rest =
      'secrets:\n  key: { file: /var/run/docker.sock }\n  env: { environment: KEY }\nconfigs:\n  conf: { file: ./conf }'
    const node = serviceOf('secrets: [key, env]\nconfigs: [{ source: conf, target: /etc/conf }]', rest)
    expect(node.mounts).toEqual([
      bind(known('./conf'), '/etc/conf', { readOnly: known(true), propagation: byDefault('') }),
      bind(known('/run/docker.sock'), '/run/secrets/key', {
        readOnly: known(true),
        propagation: byDefault(''),
      }),
    ])
  })

  test('use_api_socket shows the socket of the engine', () => {
    expect(serviceOf('use_api_socket: true').mounts.map(({ hostPath }) => hostPath)).toEqual([
      known('/run/docker.sock'),
    ])
  })

  test('of another service, and of any container', () => {
    const rest = '  db:\n    image: x\n    volumes: ["/srv/db:/d"]'
    const node = serviceOf('volumes_from: ["db:ro", "container:helper"]', rest)
    expect(node.mounts.map(({ hostPath, inheritedFrom }) => [hostPath, inheritedFrom])).toEqual([
      [known('/srv/db'), 'docker_container.db'],
      [UNREAD('volumes.from_container'), undefined],
    ])
  })
})
