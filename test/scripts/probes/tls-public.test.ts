import { afterEach, expect, test, vi } from 'vitest'
import { probeTls } from '../../../scripts/probes/tls.ts'
import { certificates, Doors, NAME } from './doors.ts'

/** What node holds for the public authorities; nobody can have a certificate of theirs for a test. */
const roots = vi.hoisted((): string[] => [])
vi.mock('node:tls', async (original) => ({ ...(await original<object>()), rootCertificates: roots }))

const doors = new Doors()
afterEach(() => doors.close())

test('a certificate is public when its chain leads to an authority that everybody trusts', async () => {
  const { own, authority } = await certificates()
  const port = await doors.tls(own, { minVersion: 'TLSv1.3' })
  const isPublic = async () =>
    (await probeTls('127.0.0.1', port, NAME, own.certificate, authority))?.certificate?.isPublic
  expect(await isPublic()).toBe(false)
  roots.push(authority)
  expect(await isPublic()).toBe(true)
})
