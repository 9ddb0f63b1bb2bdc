import { withLabel } from '../change.ts'
import type { Json } from '../world.ts'
import { gone, onlyAt, unread, weak, wide, type ContainerFlip, type Place } from './flips.ts'

const words = (body: Json, key: string): readonly string[] => (body[key] ?? []) as readonly string[]

const DIGEST = 'a'.repeat(64)
const KEY = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIDRFTU8\n-----END PRIVATE KEY-----\n'

/** What is written for everybody to read, and which image runs. */
export function secrets(place: Place): ContainerFlip[] {
  const adding = (key: 'env' | 'command' | 'entrypoint', ...more: readonly string[]) => [
    ...words(place.body, key),
    ...more,
  ]
  const more = (
    key: 'env' | 'command' | 'entrypoint',
    added: readonly string[],
    ...kills: readonly string[]
  ) => ({
    ...weak(key, adding(key, ...added), ...kills),
    what: `${key} + ${added.join(' ')}`,
  })
  return [
    more('env', ['DB_PASSWORD=correct-horse'], 'ADM-12'),
    more('env', ['SETTING=Zk3vQ9xT1mB7rW5yN8pL2cD6'], 'ADM-12'),
    more('env', ['POSTGRES_PASSWORD=postgres'], 'ADM-11', 'ADM-12'),
    more('env', ['POSTGRES_HOST_AUTH_METHOD=trust'], 'ADM-11'),
    more('env', ['DATABASE_URI=postgresql://tryton:changeme@db/tryton'], 'ADM-11'),
    more('env', ['PORTAL=https://facturation.chorus-pro.gouv.fr/'], 'EGR-03'),
    {
      ...unread('env', 'ADM-11', 'ADM-12', 'EGR-03'),
      change: (body) => ({ ...body, env: adding('env', 'A=${var.a}') }),
    },
    more('command', ['--admin-password', 'admin'], 'ADM-11'),
    more('command', ['--password=correct-horse-battery'], 'ADM-12'),
    more('command', ['--to', 'https://api.piste.gouv.fr'], 'EGR-03'),
    unread('command', 'ADM-11', 'ADM-12', 'EGR-03'),
    more('entrypoint', ['--password', 'changeme'], 'ADM-11'),
    more('entrypoint', ['--token=Zk3vQ9xT1mB7rW5yN8pL2cD6'], 'ADM-12'),
    unread('entrypoint', 'ADM-11', 'ADM-12', 'EGR-03'),
    weak('healthcheck.test', ['CMD', '/health', '--password=correct-horse-battery'], 'ADM-12'),
    { ...label('token', 'aGVsbG8gd29ybGQtMTIz'), kills: ['ADM-12'] },
    { ...label('socle.note', '${var.unread}'), how: 'unknown', kills: ['ADM-12'] },
    ...onlyAt(
      ['synth', 'plan'],
      wide('upload', [{ file: '/etc/tls.key', content: KEY }], 'ADM-12'),
      wide('upload', [{ file: '/etc/a', content_base64: Buffer.from(KEY).toString('base64') }], 'ADM-12'),
      {
        ...unread('upload', 'ADM-12'),
        change: (body) => ({ ...body, upload: [{ file: '/a', content: '${var.a}' }] }),
      },
    ),
    ...['postgres:17', 'postgres', `postgres@sha256:${DIGEST.slice(1)}`, 'registry.example/app:latest'].map(
      (image) => weak('image', image, 'CTR-10'),
    ),
    ...onlyAt(['synth'], weak('image', `elsewhere.example/app@sha256:${DIGEST}`, 'CTR-10')),
    unread('image', 'CTR-10', 'MCS-01'),
    ...onlyAt(['plan', 'live'], weak('image', 'socle/postgresql:0123456789ab', 'CTR-10')),
    ...onlyAt(['live'], ...others),
  ]
}

const label = (name: string, value: string): ContainerFlip => ({
  attribute: 'labels',
  what: `labels + ${name}`,
  how: 'weakened',
  kills: [],
  change: (body) => withLabel(body, name, value),
})

/** Another image than the one that was asked for, itself as well made. */
const others: readonly ContainerFlip[] = [
  weak('image', `sha256:${'9'.repeat(64)}`, 'DRF-01'),
  gone('env', 'DRF-01'),
]

/** How the client of a database is told to speak to it: the link is what it changes. */
export function databaseClient({ world, role, body }: Place): ContainerFlip[] {
  const link = world.facts.conduits.find(
    ({ from, to }) => from === role && world.facts.databaseRoles.includes(to),
  )
  if (!link) return []
  const on = `TLS-08@conduit/${link.from}-${link.to}`
  const env = words(body, 'env').filter((line) => !line.startsWith('PGSSLMODE='))
  const mode = (value: string): ContainerFlip => ({
    ...weak('env', [...env, `PGSSLMODE=${value}`], on),
    what: `env PGSSLMODE=${value}`,
  })
  return [
    ...['disable', 'allow', 'prefer', 'require', ''].map(mode),
    { ...weak('env', env, on), how: 'removed', what: 'env PGSSLMODE removed' },
    { ...mode('${var.mode}'), how: 'unknown' },
    {
      ...weak('command', [...words(body, 'command'), 'postgresql://db/tryton?sslmode=disable'], on),
      what: 'command + sslmode=disable',
    },
  ]
}
