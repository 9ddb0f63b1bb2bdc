import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { parse, stringify } from 'yaml'
import { decrypt, encrypt } from '../../../scripts/secrets/age.ts'
import { createIdentity, loadIdentity } from '../../../scripts/secrets/identity.ts'
import { initSecrets } from '../../../scripts/secrets/init.ts'
import { SecretValue } from '../../../scripts/secrets/secret-value.ts'
import { revisions } from '../../../scripts/secrets/store-file.ts'
import { createStore, openStore } from '../../../scripts/secrets/store.ts'
import { days, emptySite, failureOf, NOW } from './site.ts'

interface Raw {
  site: string
  owner: string
  revisionKey: string
  secrets: Record<string, { revision: string; age: string }>
}

async function storedSite() {
  const site = emptySite([
    { kind: 'password', name: 'db/a.password' },
    { kind: 'password', name: 'db/b.password' },
  ])
  await initSecrets(site)
  const path = join(site.siteDir, 'secrets.yaml')
  const edit = (change: (raw: Raw) => void) => {
    const raw = parse(readFileSync(path, 'utf8')) as Raw
    change(raw)
    writeFileSync(path, stringify(raw, { lineWidth: 0 }))
  }
  const reveal = async (name: string) => (await openStore(site.siteDir, site.siteId)).reveal(name)
  return { ...site, path, edit, reveal }
}

const secret = (raw: Raw, name: string) => raw.secrets[name] ?? { revision: '', age: '' }

test('a value comes back as it was kept, whatever it holds', async () => {
  const site = emptySite()
  const identity = await createIdentity(site.siteDir, site.siteId)
  const store = await createStore(site.siteDir, site.siteId, identity, [])
  const values = [
    '',
    'é€😀',
    'a\nb\r\n\0',
    '${file("/etc/passwd")}',
    '-----BEGIN AGE ENCRYPTED FILE-----',
    'x'.repeat(100_000),
  ]
  for (const [index, value] of values.entries()) {
    expect(await store.put(`db/${index}`, 'password', new SecretValue(value), NOW)).toBe(true)
    expect(await store.put(`db/${index}`, 'password', new SecretValue(value), days(1))).toBe(false)
  }
  store.save()
  const read = await openStore(site.siteDir, site.siteId)
  for (const [index, value] of values.entries())
    expect((await read.reveal(`db/${index}`)).reveal()).toBe(value)
})

test('a site that wants no secret still opens', async () => {
  const site = emptySite([])
  await initSecrets(site)
  expect((await openStore(site.siteDir, site.siteId)).list()).toEqual([])
  expect(revisions(site.siteDir)).toEqual({})
})

test('list gives name, kind, revision and age, never a value', async () => {
  const site = await storedSite()
  const store = await openStore(site.siteDir, site.siteId)
  const known = revisions(site.siteDir)
  expect(store.list(days(45.9))).toEqual([
    { name: 'db/a.password', kind: 'password', revision: known['db/a.password'], ageDays: 45 },
    { name: 'db/b.password', kind: 'password', revision: known['db/b.password'], ageDays: 45 },
  ])
})

test('equal values have unequal revisions under two names and on two sites', async () => {
  const labels = new Set<string | undefined>()
  for (const siteId of ['one', 'two']) {
    const site = { ...emptySite(), siteId }
    const store = await createStore(site.siteDir, siteId, await createIdentity(site.siteDir, siteId), [])
    for (const name of ['db/a', 'db/b']) {
      await store.put(name, 'password', new SecretValue('same'), NOW)
      labels.add(store.revisions()[name])
    }
  }
  expect(labels.size).toBe(4)
})

test('another key opens nothing, and the message says what to do', async () => {
  const site = await storedSite()
  vi.stubEnv('SOCLE_AGE_KEY_FILE', join(site.folder, 'keys', 'other'))
  await createIdentity(site.siteDir, site.siteId)
  expect(await failureOf(() => openStore(site.siteDir, site.siteId))).toEqual({
    code: 'SECRETS-WRONG-IDENTITY',
    fr: "la clé age utilisée n'ouvre pas ces secrets : indiquez celle du site dans SOCLE_AGE_KEY_FILE, ou demandez à un destinataire d'ajouter la vôtre à secrets.recipients puis de lancer `socle secrets init`",
    en: 'this age key does not open these secrets: give the key of the site in SOCLE_AGE_KEY_FILE, or ask a recipient to add yours to secrets.recipients and to run `socle secrets init`',
    exit: 2,
  })
})

test('the file of another site is refused, with or without the key', async () => {
  const site = await storedSite()
  const want = {
    code: 'SECRETS-OTHER-SITE',
    en: `${site.path} belongs to another site than autre: a secrets file is not to be copied, run \`socle secrets init\` on a folder without secrets.yaml`,
  }
  expect(await failureOf(() => openStore(site.siteDir, 'autre'))).toMatchObject(want)
  expect(await failureOf(() => revisions(site.siteDir, 'autre'))).toMatchObject(want)
})

test('a name that is not there', async () => {
  const site = await storedSite()
  expect(await failureOf(() => site.reveal('db/c.password'))).toMatchObject({
    code: 'SECRETS-UNKNOWN',
    en: 'no secret is called db/c.password: `socle secrets list` gives the names',
  })
})

test.each([
  {
    what: 'two ciphertexts swapped with their revisions',
    change: (raw: Raw) => {
      raw.secrets = {
        'db/a.password': secret(raw, 'db/b.password'),
        'db/b.password': secret(raw, 'db/a.password'),
      }
    },
  },
  {
    what: 'two ciphertexts swapped alone',
    change: (raw: Raw) => {
      const [a, b] = [secret(raw, 'db/a.password'), secret(raw, 'db/b.password')]
      ;[a.age, b.age] = [b.age, a.age]
    },
  },
  {
    what: 'one character of the ciphertext changed',
    change: (raw: Raw) => {
      const a = secret(raw, 'db/a.password')
      const lines = a.age.split('\n')
      const at = lines.length - 3
      lines[at] = (lines[at] ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
      a.age = lines.join('\n')
    },
  },
  {
    what: 'a truncated ciphertext',
    change: (raw: Raw) => {
      const a = secret(raw, 'db/a.password')
      const lines = a.age.split('\n')
      a.age = [...lines.slice(0, 3), ...lines.slice(-2)].join('\n')
    },
  },
  {
    what: 'another revision',
    change: (raw: Raw) => {
      secret(raw, 'db/a.password').revision = '0123456789abcdef'
    },
  },
])('$what: detected, named, and not quoted', async ({ change }) => {
  const site = await storedSite()
  site.edit(change)
  expect(await failureOf(() => site.reveal('db/a.password'))).toEqual({
    code: 'SECRETS-ALTERED',
    fr: 'le secret db/a.password a été tronqué, modifié ou échangé avec un autre : restaurez secrets.yaml depuis le dépôt du site',
    en: "the secret db/a.password was truncated, modified or swapped with another: restore secrets.yaml from the site's repository",
    exit: 2,
  })
})

test('a value planted by somebody who knows only the public key is detected', async () => {
  const site = await storedSite()
  const { recipient } = await loadIdentity(site.siteDir, site.siteId)
  const planted = await encrypt(
    JSON.stringify({ site: site.siteId, name: 'db/a.password', value: 'known' }),
    [recipient],
  )
  site.edit((raw) => {
    secret(raw, 'db/a.password').age = planted
  })
  expect((await failureOf(() => site.reveal('db/a.password'))).code).toBe('SECRETS-ALTERED')
})

test('another owner slipped into the file is detected before anything is encrypted to it', async () => {
  const site = await storedSite()
  const intruder = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
  site.edit((raw) => Object.assign(raw, { owner: intruder, recipients: [intruder] }))
  expect(await failureOf(() => initSecrets(site))).toMatchObject({
    code: 'SECRETS-ALTERED',
    en: "the secret revision-key was truncated, modified or swapped with another: restore secrets.yaml from the site's repository",
  })
})

test.each(['null', '[]', '{"site":"cabinet-durand","name":"db/a.password","value":7}', 'not JSON: canary'])(
  'a plaintext of another shape is refused and never quoted: %s',
  async (plaintext) => {
    const site = await storedSite()
    const identity = await loadIdentity(site.siteDir, site.siteId)
    const age = await encrypt(plaintext, [identity.recipient])
    expect((await decrypt(age, identity.key, 'x')).reveal()).toBe(plaintext)
    site.edit((raw) => {
      secret(raw, 'db/a.password').age = age
    })
    const failure = await failureOf(() => site.reveal('db/a.password'))
    expect(failure.code).toBe('SECRETS-ALTERED')
    expect(JSON.stringify(failure)).not.toContain('canary')
  },
)
