import { describe, expect, test } from 'vitest'
import { byDefault, known, unknown } from '../../../policies/value.ts'
import { serviceOf } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)

describe('ports', () => {
  const EVERYWHERE = byDefault('0.0.0.0')
  const TCP = byDefault('tcp')
  const port = (ip: unknown, external: unknown, internal: unknown, protocol: unknown = TCP) => ({
    ip,
    external,
    internal,
    protocol,
  })
  const [IP, EXTERNAL, INTERNAL] = ['ports.ip', 'ports.external', 'ports.internal'].map(UNREAD)

  test.each([
    ['"80"', [port(EVERYWHERE, byDefault(0), known(80))]],
    ['80', [port(EVERYWHERE, byDefault(0), known(80))]],
    ['8080:80', [port(EVERYWHERE, known(8080), known(80))]],
    ['"127.0.0.1:8080:80/udp"', [port(known('127.0.0.1'), known(8080), known(80), known('udp'))]],
    ['"127.0.0.1::80"', [port(known('127.0.0.1'), byDefault(0), known(80))]],
    ['"[::1]:8080:80"', [port(known('::1'), known(8080), known(80))]],
    ['"[::]:8080:80"', [port(known('::'), known(8080), known(80))]],
    ['"3000-3001"', [3000, 3001].map((one) => port(EVERYWHERE, byDefault(0), known(one)))],
    ['"4000-4001:3000-3001"', [0, 1].map((n) => port(EVERYWHERE, known(4000 + n), known(3000 + n)))],
    ['"8000-9000:80"', [port(EVERYWHERE, unknown('computed', 'ports.external'), known(80))]],
    ['"1-2:1-3"', [port(EVERYWHERE, EXTERNAL, INTERNAL)]],
    ['"127.0.0.1:10000-20000:10000-20000"', [port(known('127.0.0.1'), EXTERNAL, INTERNAL)]],
    ['"${PORT}:80"', [port(IP, EXTERNAL, known(80))]],
    ['"${PORT:-8080}:80"', [port(EVERYWHERE, known(8080), known(80))]],
    ['"127.0.0.1:${PORT}:80"', [port(known('127.0.0.1'), EXTERNAL, known(80))]],
    ['"${PORTS}"', [port(IP, EXTERNAL, INTERNAL)]],
    ['http', [port(EVERYWHERE, byDefault(0), INTERNAL)]],
    [
      '{ target: 80, published: "8080", host_ip: 127.0.0.1, mode: host }',
      [port(known('127.0.0.1'), known(8080), known(80))],
    ],
    ['{ target: 80 }', [port(EVERYWHERE, byDefault(0), known(80))]],
    [
      '{ target: 80, published: 8080-8090 }',
      [port(EVERYWHERE, unknown('computed', 'ports.external'), known(80))],
    ],
    ['{ target: 53, published: 53, protocol: udp }', [port(EVERYWHERE, known(53), known(53), known('udp'))]],
  ])('%s', (yaml, expected) => {
    expect(serviceOf(`ports: [${yaml}]`).ports).toEqual(expected)
  })
})
