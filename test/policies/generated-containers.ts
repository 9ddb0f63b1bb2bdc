import fc from 'fast-check'

const perhaps = <T>(...values: T[]) => fc.constantFrom<T | undefined>(undefined, ...values)

/** What may be written of a container: what is right, what is not, what nobody can read, and nothing. */
export const CONTAINER = fc.record(
  {
    privileged: perhaps(true, false),
    read_only: perhaps(true, false),
    user: perhaps('0', '10001:10001', 'root', '${var.user}'),
    memory: perhaps(64, 512),
    memory_swap: perhaps(512, -1),
    cpus: perhaps('0.5', '1.0'),
    cgroup_parent: perhaps('/custom'),
    cgroupns_mode: perhaps('private', 'host', '${var.mode}'),
    pid_mode: perhaps('host'),
    ipc_mode: perhaps('private', 'shareable', '${var.ipc}'),
    userns_mode: perhaps('host'),
    network_mode: perhaps('bridge', 'host', 'none', 'demo-front', 'container:demo-db'),
    image: perhaps('postgres:17', `sha256:${'1'.repeat(64)}`, '${docker_image.app.image_id}', '${var.image}'),
    capabilities: perhaps<object>({ drop: ['ALL'] }, { drop: ['ALL'], add: ['CAP_CHOWN'] }, { add: [] }),
    security_opts: perhaps(['no-new-privileges:true'], []),
    sysctls: perhaps<object>({ 'net.ipv4.ip_forward': '1' }, {}),
    group_add: perhaps(['docker'], ['${var.group}']),
    devices: perhaps<unknown>([{ host_path: '/dev/null' }], { host_path: '${var.device}' }),
    log_driver: perhaps('json-file', 'local', 'syslog'),
    log_opts: perhaps<object>({ 'max-size': '10m', 'max-file': '3' }, { 'max-size': '10m' }),
    restart: perhaps('no', 'always', 'unless-stopped'),
    healthcheck: perhaps<unknown>({ test: ['CMD', '/health'] }, [{ test: ['NONE'] }]),
    command: perhaps(['/start'], ['serve', '--admin-password', 'admin']),
    env: perhaps(['TZ=UTC'], ['POSTGRES_PASSWORD=postgres'], ['PASSWORD=abc-def-ghi'], ['PGSSLMODE=disable']),
    dns: perhaps(['8.8.8.8'], ['127.0.0.11']),
    publish_all_ports: perhaps(true, false),
    remove_volumes: perhaps(true, false),
    must_run: perhaps(true, false),
    destroy_grace_seconds: perhaps(0, 30),
    tmpfs: perhaps<object>({ '/tmp': 'rw,noexec,nosuid,nodev,size=16m' }, { '/run': '', '/tmp': 'rw' }),
    upload: perhaps<unknown>([{ file: '/etc/a', content: 'b' }], { file: '/etc/a', content: '${var.text}' }),
    ports: perhaps<unknown>([], { internal: 80 }, [
      { internal: 80, external: 80, ip: '127.0.0.1' },
      { internal: 8443, external: 443, ip: '::' },
    ]),
    volumes: perhaps<unknown>(
      [],
      [{ host_path: '/proc', container_path: '/p' }],
      [{ volume_name: 'demo-db-data', container_path: '/q' }],
      [{ from_container: 'demo-db' }],
      { container_path: '/anonymous' },
    ),
  },
  { requiredKeys: [] },
)
