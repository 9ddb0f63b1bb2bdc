import { mkdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { initSecrets } from '../../../scripts/secrets/init.ts'
import { readStoreFile, revisions, roleRevision } from '../../../scripts/secrets/store-file.ts'
import { emptySite, failureOf } from './site.ts'

async function storedText() {
  const site = emptySite([{ kind: 'password', name: 'db/a.password' }])
  await initSecrets(site)
  const path = join(site.siteDir, 'secrets.yaml')
  return { ...site, path, text: readFileSync(path, 'utf8') }
}

test('revisions need neither the key nor its file, and are {} without secrets', async () => {
  const site = await storedText()
  vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, 'absent'))
  expect(Object.keys(revisions(site.siteDir))).toEqual(['db/a.password'])
  expect(revisions(site.siteDir)['db/a.password']).toMatch(/^[0-9a-f]{16}$/)
  rmSync(site.path)
  expect(revisions(site.siteDir)).toEqual({})
})

test.each([
  { role: 'db', all: { 'db/a': '1'.repeat(16), 'db/b': '2'.repeat(16) }, want: '27f61ac12949af96' },
  {
    role: 'db',
    all: { 'db/b': '2'.repeat(16), 'db/a': '1'.repeat(16), 'tryton/a': '3'.repeat(16) },
    want: '27f61ac12949af96',
  },
  { role: 'db', all: { 'db/a': '2'.repeat(16), 'db/b': '1'.repeat(16) }, want: '8a902c610fce5793' },
  { role: 'd', all: { 'db/a': '1'.repeat(16) }, want: 'none' },
  { role: 'proxy', all: {}, want: 'none' },
] as { role: string; all: Record<string, string>; want: string }[])(
  'the revision of $role from $all is $want',
  ({ role, all, want }) => {
    expect(roleRevision(all, role)).toBe(want)
  },
)

const HEAD = (text: string, line: RegExp, by: string) => text.replace(line, by)

test.each([
  { what: 'an empty file', edit: () => '', where: '/' },
  { what: 'a list', edit: () => '- a\n', where: '/' },
  { what: 'an unknown key', edit: (text: string) => `${text}extra: 1\n`, where: '/' },
  { what: 'a key twice', edit: (text: string) => `${text}version: 1\n`, where: 'YAML' },
  { what: 'half a file', edit: (text: string) => text.slice(0, text.length / 2), where: '/' },
  {
    what: 'another version',
    edit: (text: string) => HEAD(text, /version: 1/, 'version: 2'),
    where: 'version',
  },
  {
    what: 'a site that is no slug',
    edit: (text: string) => HEAD(text, /site: .*/, 'site: ../x'),
    where: 'site',
  },
  {
    what: 'an owner that is no key',
    edit: (text: string) => HEAD(text, /owner: .*/, 'owner: me'),
    where: 'owner',
  },
  {
    what: 'an owner who is no recipient',
    edit: (text: string) => HEAD(text, /- age1.*/, '- age1other'),
    where: 'recipients',
  },
  {
    what: 'recipients of another type',
    edit: (text: string) => HEAD(text, /recipients:\n.*/, 'recipients: 7'),
    where: 'recipients',
  },
  {
    what: 'a key of revisions in clear',
    edit: (text: string) => HEAD(text, /revisionKey: \|/, 'revisionKey: x\nx: |'),
    where: '/',
  },
  {
    what: 'a name that climbs',
    edit: (text: string) => HEAD(text, /db\/a.password/, 'db/../../etc/x'),
    where: 'secrets/?',
  },
  {
    what: 'a prototype key',
    edit: (text: string) => HEAD(text, /db\/a.password/, '__proto__'),
    where: 'secrets/?',
  },
  {
    what: 'no secrets map',
    edit: (text: string) => HEAD(text, /secrets:[^]*/, 'secrets: 1\n'),
    where: 'secrets/?',
  },
  {
    what: 'a revision that is too short',
    edit: (text: string) => HEAD(text, /revision: .*/, 'revision: abc'),
    where: 'secrets/db/a.password',
  },
  {
    what: 'an unknown kind',
    edit: (text: string) => HEAD(text, /kind: .*/, 'kind: token'),
    where: 'secrets/db/a.password',
  },
  {
    what: 'a date that is none',
    edit: (text: string) => HEAD(text, /createdAt: .*/, 'createdAt: 2026-13-45T99:00:00Z'),
    where: 'secrets/db/a.password',
  },
  {
    what: 'a ciphertext that is none',
    edit: (text: string) => text.replace(/(a\.password:[^]*)BEGIN AGE/, '$1BEGIN PGP'),
    where: 'secrets/db/a.password',
  },
  { what: 'an anchor', edit: (text: string) => HEAD(text, /site: /, 'site: &a '), where: '3:1' },
  { what: 'a tag', edit: (text: string) => HEAD(text, /site: /, 'site: !!js/function '), where: '3:1' },
  {
    what: 'a flow collection',
    edit: (text: string) => HEAD(text, /site: .*/, `site: ${'['.repeat(1000)}`),
    where: '3:1',
  },
  { what: 'deep indentation', edit: (text: string) => `${text}x:\n${' '.repeat(8)}y: 1\n`, where: '33:1' },
  { what: 'nested compact lists', edit: (text: string) => `${text}${'- '.repeat(1000)}\n`, where: '32:1' },
  { what: 'a carriage return', edit: (text: string) => text.replaceAll('\n', '\r\n'), where: '2:1' },
  { what: 'a NUL', edit: (text: string) => HEAD(text, /site: /, 'site: \0'), where: '3:1' },
  { what: 'too many lines', edit: (text: string) => text + '\n'.repeat(10_000), where: '10001:1' },
  { what: 'too many bytes', edit: (text: string) => text + '#'.repeat(512 * 1024), where: '> 512 KiB' },
])('$what is refused at $where', async ({ edit, where }) => {
  const { siteDir, path, text } = await storedText()
  writeFileSync(path, edit(text))
  expect(await failureOf(() => revisions(siteDir))).toEqual({
    code: 'SECRETS-MALFORMED',
    fr: `${path} n'est pas un fichier de secrets lisible (${where}) : restaurez-le depuis le dépôt du site`,
    en: `${path} is not a readable secrets file (${where}): restore it from the site's repository`,
    exit: 2,
  })
})

test('a folder in place of the file is refused', async () => {
  const site = emptySite()
  mkdirSync(join(site.siteDir, 'secrets.yaml'))
  expect(await failureOf(() => readStoreFile(site.siteDir))).toMatchObject({
    code: 'SECRETS-MALFORMED',
    en: `${join(site.siteDir, 'secrets.yaml')} is not a readable secrets file (EISDIR): restore it from the site's repository`,
  })
})
