import { describe, expect, test } from 'vitest'
import { byDefault, known, unknown } from '../../../policies/value.ts'
import { serviceOf } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)

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
    ['elsewhere:/d', volume(UNREAD('mounts.source'), '/d', { hostPath: UNREAD('mounts.source') })],
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
