import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { initSecrets, rotate, type Selection } from '../../../scripts/secrets/init.ts'
import { certificateInfo } from '../../../scripts/secrets/pki.ts'
import { readStoreFile, revisions, roleRevision } from '../../../scripts/secrets/store-file.ts'
import { openStore } from '../../../scripts/secrets/store.ts'
import { days, emptySite, failureOf, WANTED } from './site.ts'

const ALL = [
  'ca/ca.crt',
  'ca/ca.key',
  'db/ca.crt',
  'db/server.crt',
  'db/server.key',
  'db/tryton.password',
  'proxy/ca.crt',
  'proxy/tls.crt',
  'proxy/tls.key',
  'tryton/admin.password',
  'tryton/ca.crt',
  'tryton/pgpass',
]
const NOBODY = { added: [], removed: [] }

test('init creates every wanted secret, once: the second run changes no byte', async () => {
  const site = emptySite()
  const first = await initSecrets(site)
  expect([...first.created].sort()).toEqual(ALL)
  expect(first).toMatchObject({
    changed: [],
    unused: [],
    recipients: NOBODY,
    identity: { path: site.keyFile, created: true },
  })
  const written = readFileSync(join(site.siteDir, 'secrets.yaml'), 'utf8')

  const second = await initSecrets({ ...site, now: days(10) })
  expect(second).toMatchObject({
    created: [],
    changed: [],
    unused: [],
    recipients: NOBODY,
    identity: { created: false },
  })
  expect(readFileSync(join(site.siteDir, 'secrets.yaml'), 'utf8')).toBe(written)
  expect(readdirSync(site.siteDir)).toEqual(['secrets.yaml'])
  expect(statSync(join(site.siteDir, 'secrets.yaml')).mode & 0o777).toBe(0o600)
})

test('what is kept opens to passwords, a pgpass line that holds the password, and copies of the CA', async () => {
  const site = emptySite()
  await initSecrets(site)
  const store = await openStore(site.siteDir, site.siteId)
  const value = async (name: string) => (await store.reveal(name)).reveal()
  const password = await value('db/tryton.password')
  expect(password).toMatch(/^[A-HJ-NP-Za-km-np-z2-9]{24}$/)
  expect(await value('tryton/pgpass')).toBe(`db:5432:tryton:tryton:${password}\n`)
  expect(await value('db/ca.crt')).toBe(await value('ca/ca.crt'))
  expect(certificateInfo(await value('proxy/tls.crt')).hostnames).toEqual([
    'facturation.durand.example',
    'connexion.durand.example',
  ])
})

test('no plaintext is in the file', async () => {
  const site = emptySite()
  await initSecrets(site)
  const store = await openStore(site.siteDir, site.siteId)
  const text = readFileSync(join(site.siteDir, 'secrets.yaml'), 'utf8')
  for (const { name } of store.list()) {
    for (const line of (await store.reveal(name)).reveal().trim().split('\n'))
      expect(text).not.toContain(line)
  }
})

const ROTATIONS: { what: string; selection: Selection; changed: string[]; roles: string[] }[] = [
  {
    what: 'the database password',
    selection: { name: 'db/tryton.password' },
    changed: ['db/tryton.password', 'tryton/pgpass'],
    roles: ['db', 'tryton'],
  },
  {
    what: 'a derived file, through its source',
    selection: { name: 'tryton/pgpass' },
    changed: ['db/tryton.password', 'tryton/pgpass'],
    roles: ['db', 'tryton'],
  },
  {
    what: 'a key, with its certificate',
    selection: { name: 'proxy/tls.key' },
    changed: ['proxy/tls.crt', 'proxy/tls.key'],
    roles: ['proxy'],
  },
  {
    what: 'a role, the CA excepted',
    selection: { role: 'tryton' },
    changed: ['db/tryton.password', 'tryton/admin.password', 'tryton/pgpass'],
    roles: ['db', 'tryton'],
  },
  {
    what: 'everything, the CA excepted',
    selection: { all: true },
    changed: [
      'db/server.crt',
      'db/server.key',
      'db/tryton.password',
      'proxy/tls.crt',
      'proxy/tls.key',
      'tryton/admin.password',
      'tryton/pgpass',
    ],
    roles: ['db', 'proxy', 'tryton'],
  },
  {
    what: 'the CA, when it is named',
    selection: { name: 'ca/ca.crt' },
    changed: ALL.filter((name) => !/password|pgpass/.test(name)),
    roles: ['db', 'proxy', 'tryton'],
  },
]

test.each(ROTATIONS)('rotates $what', async ({ selection, changed, roles }) => {
  const site = emptySite()
  await initSecrets(site)
  const before = revisions(site.siteDir)
  const report = await rotate({ ...site, now: days(1) }, selection)
  const after = revisions(site.siteDir)
  expect([...report.changed].sort()).toEqual(changed)
  expect(report.created).toEqual([])
  expect(ALL.filter((name) => before[name] !== after[name])).toEqual(changed)
  const restarted = ['db', 'proxy', 'tryton'].filter(
    (role) => roleRevision(before, role) !== roleRevision(after, role),
  )
  expect(restarted).toEqual(roles)
})

test('a rotation leaves every other ciphertext as it was, so that a review shows what changed', async () => {
  const site = emptySite()
  await initSecrets(site)
  const before = readStoreFile(site.siteDir)
  await rotate({ ...site, now: days(1) }, { name: 'tryton/admin.password' })
  const after = readStoreFile(site.siteDir)
  expect(ALL.filter((name) => before?.secrets.get(name)?.age !== after?.secrets.get(name)?.age)).toEqual([
    'tryton/admin.password',
  ])
  expect(after?.secrets.get('tryton/admin.password')?.createdAt).toBe('2026-11-24T10:00:00Z')
  expect(after?.secrets.get('db/tryton.password')?.createdAt).toBe('2026-11-23T10:00:00Z')
  expect(after?.revisionKey).toBe(before?.revisionKey)
})

test('only the certificate that is due is issued again', async () => {
  const site = emptySite()
  await initSecrets(site)
  expect((await initSecrets({ ...site, now: days(366) })).changed).toEqual([])
  const report = await initSecrets({ ...site, now: days(367) })
  expect([...report.changed].sort()).toEqual([
    'db/server.crt',
    'db/server.key',
    'proxy/tls.crt',
    'proxy/tls.key',
  ])
})

test('other host names: that certificate alone is issued again', async () => {
  const site = emptySite()
  await initSecrets(site)
  const wanted = WANTED.map((spec) =>
    spec.name === 'proxy/tls.crt' ? { ...spec, hostnames: ['billing.durand.example'] } : spec,
  )
  expect((await initSecrets({ ...site, wanted })).changed).toEqual(['proxy/tls.crt', 'proxy/tls.key'])
})

test('a key of a lost pair brings both back', async () => {
  const site = emptySite()
  await initSecrets(site)
  const path = join(site.siteDir, 'secrets.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^ {2}proxy\/tls\.key:\n( {4}.*\n)+/m, ''))
  expect(await initSecrets(site)).toMatchObject({ created: ['proxy/tls.key'], changed: ['proxy/tls.crt'] })
})

test('secrets of an application that left stay, and serve again when it comes back', async () => {
  const site = emptySite()
  await initSecrets(site)
  const before = revisions(site.siteDir)
  const wanted = WANTED.filter(({ name }) => !name.includes('tryton'))
  const report = await initSecrets({ ...site, wanted })
  expect(report.unused).toEqual([
    'db/tryton.password',
    'tryton/admin.password',
    'tryton/ca.crt',
    'tryton/pgpass',
  ])
  expect(await initSecrets(site)).toMatchObject({ created: [], changed: [], unused: [] })
  expect(revisions(site.siteDir)).toEqual(before)
})

test('the key of secrets that exist is never made again', async () => {
  const site = emptySite()
  await initSecrets(site)
  vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, 'lost.agekey'))
  expect(await failureOf(() => initSecrets(site))).toEqual({
    code: 'SECRETS-IDENTITY-ABSENT',
    fr: `la clé age ${join(site.folder, 'lost.agekey')} n'existe pas : restaurez-la depuis sa copie, ou indiquez son chemin dans SOCLE_AGE_KEY_FILE`,
    en: `the age key ${join(site.folder, 'lost.agekey')} does not exist: restore it from its copy, or give its path in SOCLE_AGE_KEY_FILE`,
    exit: 2,
  })
  expect(readdirSync(site.folder).sort()).toEqual(['keys', 'site'])
})

test.each([
  {
    selection: { name: 'db/nothing' },
    code: 'SECRETS-UNKNOWN',
    en: 'no secret is called db/nothing: `socle secrets list` gives the names',
  },
  {
    selection: { role: 'nobody' },
    code: 'SECRETS-UNKNOWN',
    en: 'no secret is called nobody: `socle secrets list` gives the names',
  },
  {
    selection: { name: 'db/ca.crt' },
    code: 'SECRETS-CA-COPY',
    en: 'db/ca.crt is a copy of the CA certificate: to replace the CA itself, which every workstation must then trust anew, name ca/ca.crt',
  },
])('rotate $selection is refused: $code', async ({ selection, code, en }) => {
  const site = emptySite()
  await initSecrets(site)
  const written = readFileSync(join(site.siteDir, 'secrets.yaml'), 'utf8')
  expect(await failureOf(() => rotate(site, selection))).toMatchObject({ code, en, exit: 2 })
  expect(readFileSync(join(site.siteDir, 'secrets.yaml'), 'utf8')).toBe(written)
})

test('nothing can be rotated before init', async () => {
  const site = emptySite()
  expect(await failureOf(() => rotate(site, { all: true }))).toMatchObject({
    code: 'SECRETS-ABSENT',
    en: `${join(site.siteDir, 'secrets.yaml')} does not exist: run \`socle secrets init\``,
  })
  expect(readdirSync(site.folder)).toEqual(['site'])
})
