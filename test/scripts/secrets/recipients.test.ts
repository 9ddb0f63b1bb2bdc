import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { generateIdentity, recipientOf } from '../../../scripts/secrets/age.ts'
import { initSecrets, rotate } from '../../../scripts/secrets/init.ts'
import { revisions } from '../../../scripts/secrets/store-file.ts'
import { openStore } from '../../../scripts/secrets/store.ts'
import { emptySite, failureOf } from './site.ts'

const NOBODY = { added: [], removed: [] }

test('a new recipient can open everything; once removed, nothing; no role restarts', async () => {
  const site = emptySite()
  await initSecrets(site)
  const before = revisions(site.siteDir)
  const colleague = await generateIdentity()
  const recipient = await recipientOf(colleague)
  const theirKey = join(site.folder, 'colleague.agekey')
  writeFileSync(theirKey, `${colleague.reveal()}\n`, { mode: 0o600 })
  const theirs = async () => {
    vi.stubEnv('SOCLE_AGE_KEY_FILE', theirKey)
    try {
      return (await (await openStore(site.siteDir, site.siteId)).reveal('tryton/pgpass'))
        .reveal()
        .slice(0, 22)
    } finally {
      vi.stubEnv('SOCLE_AGE_KEY_FILE', site.keyFile)
    }
  }
  expect((await failureOf(theirs)).code).toBe('SECRETS-WRONG-IDENTITY')
  expect((await initSecrets({ ...site, recipients: [recipient] })).recipients).toEqual({
    added: [recipient],
    removed: [],
  })
  expect(await theirs()).toBe('db:5432:tryton:tryton:')
  expect(revisions(site.siteDir)).toEqual(before)

  expect((await initSecrets(site)).recipients).toEqual({ added: [], removed: [recipient] })
  expect((await failureOf(theirs)).code).toBe('SECRETS-WRONG-IDENTITY')
})

test('a colleague who writes keeps the owner among the recipients', async () => {
  const site = emptySite()
  const colleague = await generateIdentity()
  const recipients = [await recipientOf(colleague)]
  await initSecrets({ ...site, recipients })
  const theirKey = join(site.folder, 'colleague.agekey')
  writeFileSync(theirKey, colleague.reveal(), { mode: 0o600 })
  vi.stubEnv('SOCLE_AGE_KEY_FILE', theirKey)
  expect((await rotate({ ...site, recipients }, { name: 'tryton/admin.password' })).recipients).toEqual(
    NOBODY,
  )
  expect(await failureOf(() => initSecrets(site))).toEqual({
    code: 'SECRETS-NOT-RECIPIENT',
    fr: `votre clé ${recipients[0]} n'est plus parmi les destinataires : ajoutez-la à secrets.recipients, sinon vous ne pourriez plus ouvrir ce que vous écrivez`,
    en: `your key ${recipients[0]} is no longer among the recipients: add it to secrets.recipients, or you could not open what you write`,
    exit: 2,
  })
  vi.stubEnv('SOCLE_AGE_KEY_FILE', site.keyFile)
  const store = await openStore(site.siteDir, site.siteId)
  expect((await store.reveal('tryton/admin.password')).reveal()).toHaveLength(24)
})

test('a recipient that is no age key is refused, and nothing is written', async () => {
  const site = emptySite()
  expect(await failureOf(() => initSecrets({ ...site, recipients: ['age1nonsense'] }))).toEqual({
    code: 'SECRETS-RECIPIENT',
    fr: '"age1nonsense" n\'est pas une clé publique age (age1…) utilisable avec les autres : corrigez secrets.recipients',
    en: '"age1nonsense" is not an age public key (age1…) usable with the others: correct secrets.recipients',
    exit: 2,
  })
  expect(readdirSync(site.siteDir)).toEqual([])
})
