import { createServer as createTcp, type AddressInfo, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { probeTls } from '../../../scripts/probes/tls.ts'
import { createAuthority, issueCertificate, type Issued } from '../../../scripts/secrets/pki.ts'

const NAME = 'facturation.durand.example'
let own: { certificate: string; key: string }
let other: { certificate: string; key: string }
const open: Server[] = []

const texts = (issued: Issued) => ({ certificate: issued.certificate, key: issued.key.reveal() })

beforeAll(async () => {
  const now = new Date()
  const authority = await createAuthority({ siteId: 'test', permitted: ['durand.example'], now })
  const issue = async () =>
    texts(await issueCertificate({ siteId: 'test', authority, hostnames: [NAME], now }))
  own = await issue()
  other = await issue()
})
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listening(server: Server): Promise<number> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const door = (minVersion: 'TLSv1' | 'TLSv1.2', { certificate: cert, key } = own) =>
  listening(
    createServer({ cert, key, minVersion, ciphers: 'DEFAULT:@SECLEVEL=0' }).on(
      'tlsClientError',
      () => undefined,
    ),
  )

test('says which versions were accepted and which were refused by an alert', async () => {
  const port = await door('TLSv1.2')
  expect(await probeTls('127.0.0.1', port, NAME, own.certificate)).toEqual({
    address: `127.0.0.1:${port}`,
    offered: ['TLSv1.2', 'TLSv1.3'],
    refused: ['TLSv1', 'TLSv1.1'],
  })
})

test('sees an old version that is accepted', async () => {
  const seen = await probeTls('127.0.0.1', await door('TLSv1'), NAME, own.certificate)
  expect(seen?.offered).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
})

test("another's door, or a door whose certificate is not known, was not seen", async () => {
  expect(await probeTls('127.0.0.1', await door('TLSv1.2', other), NAME, own.certificate)).toBeUndefined()
  expect(await probeTls('127.0.0.1', await door('TLSv1.2'), NAME, undefined)).toBeUndefined()
})

test('nobody listening, or only resets: nothing was refused, nothing was seen', async () => {
  const silent = createTcp((socket) => socket.resetAndDestroy())
  expect(await probeTls('127.0.0.1', await listening(silent), NAME, own.certificate)).toBeUndefined()
  const port = await listening(createTcp())
  await new Promise((resolve) => open.pop()?.close(resolve))
  expect(await probeTls('127.0.0.1', port, NAME, own.certificate)).toBeUndefined()
})
