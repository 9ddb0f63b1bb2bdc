import { aContainer, terraformJson } from '../../../policies/examples/site.ts'
import { planOf } from '../plan-of.ts'

/** Files of somebody's infrastructure that hold a value to be kept wherever one can stand. */
type Json = Readonly<Record<string, unknown>>

/** Values that no report may show; drawn in no alphabet that a rule looks for, so that only their place gives them away. */
export const CANARIES = [
  'canary-env',
  'canary-url',
  'canary-label',
  'canary-command',
  'canary-entrypoint',
  'canary-upload',
  'canary-health',
  'canary-option',
  'canary-secret',
  'canary-auth',
  'canary-build',
  'canary-output',
  'canary-sensitive',
  'canary-before',
  'canary-variable',
] as const

const SECRETIVE: Json = {
  env: [
    'DB_PASSWORD=canary-env',
    'PLAIN=canary-env',
    'DATABASE_URL=postgres://app:canary-url@db/app',
    'canary-env=key',
  ],
  labels: [
    { label: 'socle.role', value: 'db' },
    { label: 'traefik.http.middlewares.auth.basicauth.users', value: 'admin:canary-label' },
    { label: 'token', value: 'canary-label' },
  ],
  command: ['serve', '--password=canary-command', '--token', 'canary-command', 'redis://:canary-url@cache'],
  entrypoint: ['/run', 'SECRET=canary-entrypoint'],
  upload: [
    { file: '/etc/app.conf', content: 'password = canary-upload' },
    { file: '/etc/key.pem', content_base64: Buffer.from('canary-upload').toString('base64') },
  ],
  healthcheck: { test: ['CMD-SHELL', 'curl -u admin:canary-health http://localhost'] },
  log_driver: 'splunk',
  log_opts: { 'splunk-token': 'canary-option', 'splunk-url': 'https://x:canary-url@splunk.example' },
  host: [{ host: 'a', ip: '10.0.0.1' }],
  mounts: [
    { type: 'volume', source: '${docker_volume.nas.name}', target: '/nas' },
    { type: 'volume', source: 'demo-dav', target: '/dav' },
  ],
  privileged: true,
  read_only: false,
  user: '0:0',
  memory: 0,
}

const resources = (): Json => {
  const json = terraformJson({
    containers: { db: aContainer(SECRETIVE) },
    volumes: {
      nas: {
        name: 'demo-nas',
        driver: 'local',
        driver_opts: { type: 'cifs', device: '//nas/x', o: 'username=a,password=canary-option' },
        labels: [{ label: 'password', value: 'canary-label' }],
      },
      dav: {
        name: 'demo-dav',
        driver_opts: {
          type: 'davfs',
          device: 'https://u:canary-url@dav.example/x',
          o: 'secret=canary-option',
        },
      },
    },
    images: {
      app: {
        name: 'registry.example/app:1',
        build: [
          {
            context: '.',
            build_args: { TOKEN: 'canary-build' },
            secrets: [{ id: 's', env: 'canary-build' }],
          },
        ],
      },
    },
  })
  return {
    ...json,
    resource: {
      ...(json['resource'] as Json),
      docker_secret: { pw: { name: 'pw', data: Buffer.from('canary-secret').toString('base64') } },
      docker_config: { cfg: { name: 'cfg', data: Buffer.from('canary-secret').toString('base64') } },
    },
  }
}

export const CONFIGURATION = (): Json => ({
  ...resources(),
  variable: { password: { default: 'canary-variable' } },
  output: { password: { value: 'canary-output', sensitive: true } },
  provider: {
    docker: [{ registry_auth: [{ address: 'registry.example', username: 'u', password: 'canary-auth' }] }],
  },
})

export const PLAN = (): Json => {
  const plan = planOf(resources())
  const changes = plan['resource_changes'] as readonly { readonly change: Json; readonly type: string }[]
  return {
    ...plan,
    variables: { password: { value: 'canary-variable' } },
    planned_values: { outputs: { password: { sensitive: true, value: 'canary-output' } } },
    resource_changes: changes.map((each) => ({
      ...each,
      change: {
        ...each.change,
        actions: ['update'],
        before: {
          ...(each.change['after'] as Json),
          env: ['OLD_PASSWORD=canary-before'],
          hostname: 'canary-before',
        },
        after: { ...(each.change['after'] as Json), user: 'canary-sensitive' },
        after_sensitive: { user: true, env: true },
        before_sensitive: { hostname: true, env: true },
      },
    })),
  }
}

export const INSPECTION: readonly Json[] = [
  {
    Id: 'c'.repeat(64),
    Name: '/demo-db',
    Image: `sha256:${'5'.repeat(64)}`,
    State: { Status: 'running', Health: { Status: 'unhealthy', Log: [{ Output: 'canary-health' }] } },
    HostConfig: {
      Privileged: true,
      NetworkMode: 'demo-net',
      LogConfig: { Type: 'splunk', Config: { 'splunk-token': 'canary-option' } },
    },
    Config: {
      Hostname: 'c',
      Image: 'app:1',
      Env: ['DB_PASSWORD=canary-env', 'PLAIN=canary-env', 'URL=postgres://a:canary-url@db/app'],
      Labels: { 'socle.role': 'db', password: 'canary-label', note: 'canary-label' },
      Cmd: ['serve', '--password=canary-command', '--token', 'canary-command'],
      Entrypoint: ['/run', 'SECRET=canary-entrypoint'],
      Healthcheck: { Test: ['CMD-SHELL', 'curl -u admin:canary-health http://localhost'] },
    },
    Mounts: [{ Type: 'volume', Name: 'demo-nas', Source: '/x', Destination: '/data', RW: true }],
    NetworkSettings: { Networks: { 'demo-net': { NetworkID: 'n'.repeat(64), Aliases: ['db'] } }, Ports: {} },
  },
  {
    Name: 'demo-net',
    Id: 'n'.repeat(64),
    Driver: 'bridge',
    Internal: true,
    IPAM: { Config: [{ Subnet: '10.0.0.0/28' }] },
    Options: { secret: 'canary-option' },
    Labels: { password: 'canary-label' },
    Containers: {},
  },
  {
    CreatedAt: '2026-01-01T00:00:00Z',
    Driver: 'local',
    Labels: { password: 'canary-label' },
    Mountpoint: '/x',
    Name: 'demo-nas',
    Options: { type: 'cifs', o: 'username=a,password=canary-option' },
    Scope: 'local',
  },
]
