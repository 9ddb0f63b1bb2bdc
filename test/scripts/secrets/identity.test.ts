import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import { generateIdentity } from '../../../scripts/secrets/age.ts'
import { createIdentity, identityPath, loadIdentity } from '../../../scripts/secrets/identity.ts'
import { emptySite, failureOf } from './site.ts'

const KEY = (await generateIdentity()).reveal()

function siteWithKey(content: string, mode = 0o600) {
  const site = emptySite()
  mkdirSync(dirname(site.keyFile), { mode: 0o700 })
  writeFileSync(site.keyFile, content)
  chmodSync(site.keyFile, mode)
  return site
}

test.each([
  { env: { SOCLE_AGE_KEY_FILE: '/k/a.agekey', XDG_CONFIG_HOME: '/x' }, want: '/k/a.agekey' },
  { env: { SOCLE_AGE_KEY_FILE: '', XDG_CONFIG_HOME: '/x' }, want: '/x/socle/durand.agekey' },
  {
    env: { SOCLE_AGE_KEY_FILE: '', XDG_CONFIG_HOME: 'relative' },
    want: join(homedir(), '.config/socle/durand.agekey'),
  },
  {
    env: { SOCLE_AGE_KEY_FILE: '', XDG_CONFIG_HOME: '' },
    want: join(homedir(), '.config/socle/durand.agekey'),
  },
])('$want with $env', ({ env, want }) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    expect(identityPath('durand')).toBe(want)
  } finally {
    vi.unstubAllEnvs()
  }
})

test('a created key is private, says its public key, and is read back', async () => {
  const site = emptySite()
  const made = await createIdentity(site.siteDir, site.siteId)
  expect(made.created).toBe(true)
  expect(statSync(site.keyFile).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(site.keyFile)).mode & 0o777).toBe(0o700)
  expect(readdirSync(dirname(site.keyFile))).toEqual(['site.agekey'])
  const lines = readFileSync(site.keyFile, 'utf8').split('\n')
  expect(lines.slice(0, 2)).toEqual(['# Socle, site cabinet-durand', `# public key: ${made.recipient}`])
  const read = await loadIdentity(site.siteDir, site.siteId)
  expect(read.recipient).toBe(made.recipient)
  expect(JSON.stringify(read)).toBe(
    `{"path":"${site.keyFile}","key":"[REDACTED]","recipient":"${made.recipient}"}`,
  )
})

test('a key that exists is never written over', async () => {
  const site = siteWithKey(`# created by age-keygen\r\n${KEY}\r\n`)
  const kept = await createIdentity(site.siteDir, site.siteId)
  expect(kept.created).toBe(false)
  expect(kept.recipient).toMatch(/^age1[0-9a-z]{58}$/)
  expect(readFileSync(site.keyFile, 'utf8')).toBe(`# created by age-keygen\r\n${KEY}\r\n`)
})

test.each([0o640, 0o604, 0o660, 0o622])('a key file of mode %o is refused', async (mode) => {
  const site = siteWithKey(KEY, mode)
  const shown = `0${mode.toString(8)}`
  expect(await failureOf(() => loadIdentity(site.siteDir, site.siteId))).toEqual({
    code: 'SECRETS-IDENTITY-OPEN',
    fr: `d'autres que vous ont accès à ${site.keyFile} (mode ${shown}) : lancez \`chmod 600 ${site.keyFile}\``,
    en: `others than you have access to ${site.keyFile} (mode ${shown}): run \`chmod 600 ${site.keyFile}\``,
    exit: 2,
  })
})

test('a folder where others may put another key is refused, unless it is sticky', async () => {
  const site = siteWithKey(KEY)
  const folder = dirname(site.keyFile)
  chmodSync(folder, 0o777)
  expect(await failureOf(() => loadIdentity(site.siteDir, site.siteId))).toMatchObject({
    code: 'SECRETS-IDENTITY-OPEN',
    en: `others than you have access to ${folder} (mode 0777): run \`chmod 700 ${folder}\``,
  })
  chmodSync(folder, 0o1777)
  expect((await loadIdentity(site.siteDir, site.siteId)).path).toBe(site.keyFile)
})

test.each([
  { what: 'nothing', content: '' },
  { what: 'comments only', content: '# public key: age1x\n' },
  { what: 'two keys', content: `${KEY}\n${KEY}\n` },
  {
    what: 'a wrong check sum',
    content: KEY.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q')),
  },
  { what: 'a public key', content: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' },
  { what: 'something long', content: KEY + ' '.repeat(65_536) },
])('a key file that holds $what is refused, and not quoted', async ({ content }) => {
  const site = siteWithKey(content)
  // The library's own message quotes the key: it must not even be the cause.
  const thrown: unknown = await loadIdentity(site.siteDir, site.siteId).catch((reason: unknown) => reason)
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(KEY.slice(0, 40))
  expect(await failureOf(() => loadIdentity(site.siteDir, site.siteId))).toEqual({
    code: 'SECRETS-IDENTITY-MALFORMED',
    fr: `${site.keyFile} ne contient pas exactement une clé age (AGE-SECRET-KEY-1…) : restaurez-la depuis sa copie`,
    en: `${site.keyFile} does not hold exactly one age key (AGE-SECRET-KEY-1…): restore it from its copy`,
    exit: 2,
  })
})

test('a key is not created inside the site folder, directly or through a link', async () => {
  const site = emptySite()
  symlinkSync(site.siteDir, join(site.folder, 'link'))
  for (const path of [
    'site/site.agekey',
    'site/deep/er/site.agekey',
    'link/site.agekey',
    'link/deep/site.agekey',
  ]) {
    vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, path))
    const real = join(site.folder, path.replace('link', 'site'))
    expect(await failureOf(() => createIdentity(site.siteDir, site.siteId))).toEqual({
      code: 'SECRETS-IDENTITY-INSIDE',
      fr: `la clé age ${real} est dans le dossier du site ${site.siteDir}, donc bientôt dans son dépôt : déplacez-la et indiquez son chemin dans SOCLE_AGE_KEY_FILE`,
      en: `the age key ${real} is inside the site folder ${site.siteDir}, hence soon in its repository: move it and give its path in SOCLE_AGE_KEY_FILE`,
      exit: 2,
    })
  }
  expect(readdirSync(site.siteDir)).toEqual([])
})

test('a key is not read from inside the site folder, not even when a link outside leads there', async () => {
  const site = emptySite()
  writeFileSync(join(site.siteDir, 'k'), KEY, { mode: 0o600 })
  symlinkSync(join(site.siteDir, 'k'), join(site.folder, 'outside'))
  vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, 'outside'))
  expect((await failureOf(() => loadIdentity(site.siteDir, site.siteId))).code).toBe(
    'SECRETS-IDENTITY-INSIDE',
  )
})

test('a folder beside the site whose name begins alike is outside', async () => {
  const site = emptySite()
  vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, 'site-keys', 'k'))
  expect((await createIdentity(site.siteDir, site.siteId)).created).toBe(true)
})

test('a path that cannot hold a file is said as such', async () => {
  const site = emptySite()
  writeFileSync(join(site.folder, 'file'), '')
  const path = join(site.folder, 'file', 'k')
  vi.stubEnv('SOCLE_AGE_KEY_FILE', path)
  expect(await failureOf(() => createIdentity(site.siteDir, site.siteId))).toMatchObject({
    code: 'SECRETS-IDENTITY-UNUSABLE',
    en: `the age key ${path} can be neither read nor written (EEXIST)`.replace('EEXIST', 'ENOTDIR'),
  })
  expect(existsSync(path)).toBe(false)
})
