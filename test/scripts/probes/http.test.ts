import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { probeHttp } from '../../../scripts/probes/http.ts'

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
