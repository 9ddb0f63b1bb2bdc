import { expect, test } from 'vitest'
import { canaries, filesFor } from '../../../scripts/secrets/files.ts'
import { initSecrets } from '../../../scripts/secrets/init.ts'
import { revisions, roleRevision } from '../../../scripts/secrets/store-file.ts'
import { openStore } from '../../../scripts/secrets/store.ts'
import { emptySite } from './site.ts'

async function openedSite() {
  const site = emptySite()
  await initSecrets(site)
  return { ...site, store: await openStore(site.siteDir, site.siteId) }
}

test.each([
  { role: 'db', names: ['ca.crt', 'server.crt', 'server.key', 'tryton.password'] },
  { role: 'tryton', names: ['admin.password', 'ca.crt', 'pgpass'] },
  { role: 'proxy', names: ['ca.crt', 'tls.crt', 'tls.key'] },
])('$role receives $names, in the folder of its revision', async ({ role, names }) => {
  const { store, siteDir } = await openedSite()
  const { directory, files } = await filesFor(store, role)
  expect(files.map(({ name }) => name)).toEqual(names)
  expect(directory).toBe(roleRevision(revisions(siteDir), role))
  expect(directory).toMatch(/^[0-9a-f]{16}$/)
  for (const { name, content } of files)
    expect(content).toBe((await store.reveal(`${role}/${name}`)).reveal())
})

test('a role without secrets receives nothing', async () => {
  const { store } = await openedSite()
  expect(await filesFor(store, 'echange')).toEqual({ directory: 'none', files: [] })
})

test('the private key of the CA is delivered to nobody', async () => {
  const { store } = await openedSite()
  await expect(filesFor(store, 'ca')).rejects.toThrow(
    new TypeError('the secrets of the CA are never delivered'),
  )
  const key = (await store.reveal('ca/ca.key')).reveal().split('\n')[1] ?? ''
  for (const role of ['db', 'tryton', 'proxy']) {
    const { files } = await filesFor(store, role)
    expect(files.map(({ content }) => content).join()).not.toContain(key)
  }
})

test('canaries are the passwords and the private lines of the keys, and public files hold none', async () => {
  const { store } = await openedSite()
  const found = await canaries(store)
  expect(found).toHaveLength(3 * 2 + 2)
  expect(found).toContain((await store.reveal('db/tryton.password')).reveal())
  expect(found).toContain((await store.reveal('ca/ca.key')).reveal().split('\n')[1])
  const shown = ['ca/ca.crt', 'db/server.crt', 'proxy/tls.crt'].map(async (name) =>
    (await store.reveal(name)).reveal(),
  )
  const text = (await Promise.all(shown)).join()
  for (const canary of found) expect(text).not.toContain(canary)
})
