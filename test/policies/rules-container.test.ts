import { describe, expect, test } from 'vitest'
import { imageCreated, withSecurity } from '../../policies/examples/live.ts'
import { aContainer, anApplication, aSite, IMAGE_ID, only, running } from '../../policies/examples/site.ts'
import type { ContainerNode } from '../../policies/graph/graph.ts'
import { known } from '../../policies/value.ts'
import { DB, judged, onDb } from './verdict-of.ts'

/** Other people's mistakes, each with the status that was worked out by hand. */

describe('CTR-01: what commands the engine, or holds everybody’s data', () => {
  test.each([
    ['/run/docker.sock/', 'fail'],
    ['/var/run/../run/docker.sock', 'fail'],
    ['/var/lib/../../run/', 'fail'],
    ['/var//run//', 'fail'],
    ['/srv/docker.raw.sock', 'fail'],
    ['/run/containerd', 'fail'],
    ['/run/podman', 'fail'],
    ['/run/docker/plugins', 'fail'],
    ['/run/user/1000', 'fail'],
    ['/var/lib', 'fail'],
    ['/var/lib/docker', 'fail'],
    ['/var/lib/docker/volumes/demo-db-data/_data', 'fail'],
    ['/dev/dri/renderD128', 'fail'],
    ['/var/lib/dockerfiles', 'pass'],
    ['/srv/docker.sock.d', 'pass'],
    ['/run/user/1000/app', 'pass'],
    ['/etc/localtime', 'pass'],
  ])('%s: %s', (source, expected) => {
    expect(onDb('CTR-01', { mounts: [{ type: 'bind', source, target: '/x', read_only: true }] })).toBe(
      expected,
    )
    expect(onDb('CTR-01', { volumes: [{ host_path: source, container_path: '/x', read_only: true }] })).toBe(
      expected,
    )
  })

  test('the named pipe of Windows', () => {
    const pipe = { type: 'npipe', source: '//./pipe/docker_engine', target: '//./pipe/docker_engine' }
    expect(onDb('CTR-01', { mounts: [pipe] })).toBe('fail')
  })

  test.each([
    ['/var/run', 'fail'],
    ['/', 'fail'],
    [':/export/data', 'pass'],
    ['/srv/data', 'pass'],
  ])('a volume that is %s: %s', (device, expected) => {
    const driver_opts = { type: 'none', o: 'bind', device }
    const given = only(aContainer(), { volumes: { 'db-data': { name: 'demo-db-data', driver_opts } } })
    expect(judged('CTR-01', given, DB)?.status).toBe(expected)
  })

  test.each([
    ['helper', 'fail'],
    ['helper:ro', 'fail'],
    ['demo-tryton', 'pass'],
    ['elsewhere', 'unknown'],
  ])('the mounts of %s, through another: %s', (from, expected) => {
    const socket = { host_path: '/var/run/docker.sock', container_path: '/s' }
    const given = aSite({
      containers: {
        db: aContainer({ volumes: { from_container: 'between' } }),
        between: aContainer({ name: 'between', volumes: { from_container: from } }),
        helper: aContainer({ name: 'helper', volumes: socket }),
        tryton: anApplication(),
      },
    })
    expect(judged('CTR-01', given, DB)?.status).toBe(expected)
  })
})

describe('CTR-02: devices', () => {
  test.each([
    [undefined, 'pass'],
    [[], 'pass'],
    [{ host_path: '/dev/sda' }, 'fail'],
    [[{ host_path: '/dev/null', permissions: 'r' }], 'fail'],
    [[{ host_path: '/dev' }], 'fail'],
    [[{ host_path: '${var.device}' }], 'unknown'],
    [[{ host_path: '${var.device}' }, { host_path: '/dev/mem' }], 'fail'],
  ])('%j: %s', (devices, expected) => {
    expect(onDb('CTR-02', { devices })).toBe(expected)
  })
})

describe('CTR-03: another name for the default bridge', () => {
  test.each([
    [{ network_mode: 'default', networks_advanced: [] }, 'fail'],
    [{ network_mode: 'bridge', networks_advanced: [{ name: 'default' }] }, 'fail'],
    [{ network_mode: 'none', networks_advanced: [] }, 'pass'],
    [{ network_mode: 'container:demo-proxy', networks_advanced: [] }, 'fail'],
    [{ networks_advanced: [{ name: '${data.docker_network.elsewhere.id}' }] }, 'unknown'],
  ])('%j: %s', (fault, expected) => {
    expect(onDb('CTR-03', fault)).toBe(expected)
  })
})

describe('CTR-04: a namespace in common', () => {
  test.each([
    [{ ipc_mode: 'host' }, 'fail'],
    [{ ipc_mode: 'container:0123456789ab' }, 'fail'],
    [{ ipc_mode: 'none' }, 'pass'],
    [{ ipc_mode: '' }, 'pass'],
    [{ pid_mode: 'container:demo-db' }, 'fail'],
    [{ pid_mode: '' }, 'pass'],
  ])('%j: %s', (fault, expected) => {
    expect(onDb('CTR-04', fault)).toBe(expected)
  })

  test('names of the host, which only the engine shows', () => {
    const given = running({ [DB]: { utsMode: known('host') } })
    expect(judged('CTR-04', given, DB)).toMatchObject({ status: 'fail', seen: 'uts_mode=host' })
  })
})

describe('CTR-05: whose root', () => {
  const SECCOMP = 'name=seccomp,profile=builtin'
  const live = (change: Partial<ContainerNode>, ...options: string[]) =>
    judged('CTR-05', running({ [DB]: change }, withSecurity(...options)), DB)

  test.each([
    [['name=apparmor', 'name=seccomp,profile=default', 'name=userns'], 'pass', undefined],
    [['name=rootless'], 'pass', undefined],
    [[SECCOMP], 'pass', true],
    [['name=seccomp,profile=default'], 'pass', true],
    [[], 'fail', undefined],
    [['name=usernsx'], 'fail', undefined],
    [['name=seccomp,profile=unconfined'], 'fail', undefined],
    [['name=seccomp,profile=/etc/docker/seccomp.json'], 'unknown', undefined],
    [['name=seccomp'], 'unknown', undefined],
  ])('an engine with %j: %s, variant %s', (options, status, variant) => {
    const found = live({}, ...options)
    expect([found?.status, found?.variant]).toEqual([status, variant])
  })

  test.each<[string, Partial<ContainerNode>, string]>([
    ['seccomp removed', { securityOpts: ['no-new-privileges', 'seccomp:unconfined'].map(known) }, 'fail'],
    ['a profile of its own', { securityOpts: ['no-new-privileges', 'seccomp={}'].map(known) }, 'unknown'],
    [
      'the profile of the engine',
      { securityOpts: ['no-new-privileges', 'seccomp=builtin'].map(known) },
      'pass',
    ],
    ['privileges to regain', { securityOpts: [] }, 'fail'],
    ['privileged', { privileged: known(true) }, 'fail'],
    ['administrator', { capAdd: [known('SYS_ADMIN')] }, 'fail'],
    ['every capability', { capAdd: [known('ALL')] }, 'fail'],
    ['an ordinary capability', { capAdd: [known('CHOWN')] }, 'pass'],
    ['root by default', { user: known('') }, 'fail'],
    ['root by number', { user: known('000:10') }, 'fail'],
    ['root by name', { user: known('root:root') }, 'fail'],
    ['a name that may be root', { user: known('postgres') }, 'unknown'],
  ])('no remapping, %s: %3$s', (_, change, expected) => {
    expect(live(change, SECCOMP)?.status).toBe(expected)
    expect(live(change, SECCOMP, 'name=userns')?.status).toBe('pass')
  })

  test('the namespace of the host undoes any remapping', () => {
    expect(live({ usernsMode: known('host') }, 'name=userns')).toMatchObject({
      status: 'fail',
      seen: 'userns_mode=host',
    })
  })

  test('the variant says what it is', () => {
    expect(live({}, SECCOMP)).toMatchObject({
      variant: true,
      seen: 'engine userns=host; userns_mode=default; engine seccomp=builtin; security_opts seccomp; security_opts no-new-privileges; privileged=false; add=[]; user=10001:10001',
      fr: {
        want: "root dans le conteneur n'est pas root sur l'hôte (userns-remap, ou moteur sans root); userns_mode autre que host; à défaut, création d'espaces utilisateur restreinte (variante dégradée de R7, numéro à vérifier)",
      },
    })
  })
})

describe('CTR-06: what takes the confinement away', () => {
  test.each([
    ['label=disable', 'fail'],
    ['label:disable', 'fail'],
    ['apparmor=unconfined', 'fail'],
    ['systempaths=unconfined', 'fail'],
    ['no-new-privileges=false', 'fail'],
    ['apparmor=docker-default', 'pass'],
  ])('%s: %s', (option, expected) => {
    expect(onDb('CTR-06', { security_opts: ['no-new-privileges:true', option] })).toBe(expected)
  })

  test.each([
    ['CHOWN', 'db', 'pass'],
    ['CAP_CHOWN', 'db', 'pass'],
    ['cap_chown', 'db', 'pass'],
    ['CHOWN', 'tryton', 'fail'],
    ['DAC_OVERRIDE', 'db', 'fail'],
    ['ALL', 'db', 'fail'],
  ])('%s added, CHOWN allowed to %s: %s', (added, role, expected) => {
    const given = only(aContainer({ capabilities: { drop: ['ALL'], add: [added] } }))
    const options = { capabilities: { [role]: ['CHOWN'] } }
    expect(judged('CTR-06', { ...given, options }, DB)?.status).toBe(expected)
  })
})

describe('CTR-10: user and age', () => {
  test.each([
    ['01000', 'pass'],
    ['+0', 'fail'],
    ['0x0', 'fail'],
    [' 1000', 'fail'],
    ['-1', 'fail'],
    ['1000:', 'fail'],
    ['1000:staff', 'fail'],
  ])('user %j: %s', (user, expected) => {
    expect(onDb('CTR-10', { user })).toBe(expected)
  })

  test.each([
    ['2026-11-23T09:59:59Z', 'pass'],
    ['2026-10-23T10:00:00Z', 'pass'],
    ['2026-10-23T09:59:59Z', 'fail'],
    ['2026-11-24T09:59:59Z', 'pass'],
    ['2026-11-24T10:00:00Z', 'fail'],
    ['0001-01-01T00:00:00Z', 'fail'],
    ['1970-01-01T00:00:00Z', 'fail'],
    ['', 'unknown'],
    ['yesterday', 'unknown'],
  ])('created %j: %s', (created, expected) => {
    expect(judged('CTR-10', running({}, imageCreated(created)), DB)?.status).toBe(expected)
  })

  test.each([
    ['by its id', [IMAGE_ID], 'fail'],
    ['by one of its names', ['app:1', IMAGE_ID, 'app@sha256:00'], 'fail'],
    ['another image', ['app:1'], 'unknown'],
  ])('an old image, found %s: %3$s', (_, names, expected) => {
    const given = running({}, imageCreated('2026-01-01T00:00:00Z', names))
    expect(judged('CTR-10', given, DB)?.status).toBe(expected)
  })

  test('before it runs, the age of an image of the client is left out, and said so', () => {
    expect(judged('CTR-10', only(), DB)).toMatchObject({
      status: 'pass',
      seen: `image=${IMAGE_ID}; user=10001:10001; age: judged once it runs`,
      fr: { seen: `image=${IMAGE_ID}; user=10001:10001; âge : se juge en marche` },
    })
  })
})
