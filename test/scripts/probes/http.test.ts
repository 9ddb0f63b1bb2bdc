import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { probeHttp } from '../../../scripts/probes/http.ts'
import { certificates, Doors, NAME, type Pair } from './doors.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const ask = (port: number, timeoutMs?: number) =>
  probeHttp({
    scheme: 'http',
    address: '127.0.0.1',
    port,
    hostname: 'facturation.durand.example',
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })

test('asks the door by its name and keeps status, headers and cookies without their values', async () => {
  let host = ''
  const port = await serve((request, response) => {
    host = request.headers.host ?? ''
    response.writeHead(308, {
      Location: 'https://facturation.durand.example/',
      'X-Several': ['a', 'b'],
      'Set-Cookie': ['sid=s3cr3t=x; Secure; HttpOnly', 'lang=fr'],
    })
    response.end('body')
  })
  const observed = await ask(port)
  expect(host).toBe('facturation.durand.example')
  const { date: _, ...headers } = observed?.headers ?? {}
  expect({ ...observed, headers }).toEqual({
    address: `127.0.0.1:${port}`,
    hostname: 'facturation.durand.example',
    scheme: 'http',
    status: 308,
    headers: {
      location: 'https://facturation.durand.example/',
      'x-several': 'a, b',
      connection: 'close',
      'transfer-encoding': 'chunked',
    },
    cookies: ['sid; Secure; HttpOnly', 'lang'],
  })
})

describe('over https', () => {
  const doors = new Doors()
  afterEach(() => doors.close())
  const given = certificates()
  const asked = async (own: Pair, hostname: string, authority?: string) => {
    const port = await doors.tls(own, {}, (socket) =>
      socket.end('HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=300\r\n\r\nbody'),
    )
    const trusted = authority === undefined ? {} : { authority }
    const seen = await probeHttp({ scheme: 'https', address: '127.0.0.1', port, hostname, ...trusted })
    return seen && { ...seen, address: seen.address.replace(String(port), 'port') }
  }

  test("the site's own door, by its name and its authority", async () => {
    const { own, authority } = await given
    expect(await asked(own, NAME, authority)).toEqual({
      address: '127.0.0.1:port',
      hostname: NAME,
      scheme: 'https',
      status: 200,
      headers: { 'strict-transport-security': 'max-age=300' },
      cookies: [],
    })
  })

  test('a door of another name, of no known authority, or out of its time was not seen', async () => {
    const { own, late, authority } = await given
    expect(await asked(own, 'connexion.durand.example', authority)).toBeUndefined()
    expect(await asked(own, NAME, own.certificate)).toBeUndefined()
    expect(await asked(own, NAME)).toBeUndefined()
    expect(await asked(late, NAME, authority)).toBeUndefined()
  })
})

test('a redirection is not followed', async () => {
  const asked: string[] = []
  const port = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(302, { Location: '/elsewhere' }).end()
  })
  await ask(port)
  expect(asked).toEqual(['/'])
})

test.each<[string, RequestListener]>([
  ['says nothing', () => undefined],
  ['hangs up', (request) => request.socket.destroy()],
])('a door that %s was not seen', async (_what, listener) => {
  expect(await ask(await serve(listener), 500)).toBeUndefined()
})

test('nobody there was not seen', async () => {
  expect(await ask(9)).toBeUndefined()
})
