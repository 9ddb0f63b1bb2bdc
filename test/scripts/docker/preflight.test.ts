import type { ContainerInfo } from 'dockerode'
import { describe, expect, test } from 'vitest'
import { ownership } from '../../../scripts/docker/inspect.ts'
import { freeRange, overlaps, portState, readRoutes } from '../../../scripts/docker/preflight.ts'

const container = (name: string, site: string | undefined, ...ports: [string, number][]) =>
  ({
    Id: name,
    Names: [`/${name}`],
    Labels: site === undefined ? {} : { 'socle.site': site },
    Ports: ports.map(([IP, PublicPort]) => ({ IP, PublicPort, PrivatePort: 8443, Type: 'tcp' })),
  }) as unknown as ContainerInfo

describe('a port', () => {
  const request = { siteId: 'cabinet', address: '127.0.0.1' }
  const ours = container('cabinet-proxy', 'cabinet', ['127.0.0.1', 8443])
  const theirs = container('web', undefined, ['0.0.0.0', 8443])
  const other = container('cabinet-durand-proxy', 'cabinet-durand', ['127.0.0.1', 8443])
  const elsewhere = container('web', undefined, ['192.168.20.10', 8443])
  test.each([
    ['nothing there', [], undefined, { port: 8443, state: 'free' }],
    ['our own proxy', [ours], 'EADDRINUSE', { port: 8443, state: 'ours', by: 'cabinet-proxy' }],
    ['a container of somebody else', [theirs], 'EADDRINUSE', { port: 8443, state: 'taken', by: 'web' }],
    [
      'a site whose name begins alike',
      [other],
      'EADDRINUSE',
      { port: 8443, state: 'taken', by: 'cabinet-durand-proxy' },
    ],
    ['the same port on another address', [elsewhere], undefined, { port: 8443, state: 'free' }],
    ['a program', [], 'EADDRINUSE', { port: 8443, state: 'taken' }],
    ['an address this machine lacks', [], 'EADDRNOTAVAIL', { port: 8443, state: 'no-such-address' }],
    ['a port this user may not bind', [], 'EACCES', { port: 8443, state: 'unknown' }],
  ])('%s', (_, containers, error, expected) =>
    expect(portState(request, containers, 8443, error)).toEqual(expected),
  )
})

describe('whose an object is', () => {
  const owns = ownership('cabinet', [container('a', 'cabinet'), container('b', 'cabinet-durand')])
  test.each([
    ['cabinet-db', {}, true],
    ['cabinet-db', null, true],
    ['cabinet-durand-db', {}, false],
    ['cabinet-durand-db', { 'socle.site': 'cabinet' }, true],
    ['cabinet-db', { 'socle.site': 'other' }, false],
    ['anything', { 'socle.site': 'cabinet' }, true],
    ['cabinet', {}, false],
    ['cabinets-db', {}, false],
  ])('%s with labels %j: %j', (name, labels, expected) =>
    expect(owns(name, labels as Record<string, string> | null)).toBe(expected),
  )
})

test('routes of the host are read; the default route is no collision', () => {
  const table = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t0114A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'eth0\t0014A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'br-1\t00003C0A\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0',
    '',
  ].join('\n')
  expect(readRoutes(table)).toEqual([
    { cidr: '192.168.20.0/24', by: 'eth0' },
    { cidr: '10.60.0.0/20', by: 'br-1' },
  ])
  expect(readRoutes('')).toEqual([])
})

test.each([
  ['10.60.0.0/20', '10.60.15.0/24', true],
  ['10.60.0.0/20', '10.60.16.0/24', false],
  ['10.60.4.0/24', '10.60.0.0/16', true],
  ['10.60.0.16/28', '10.60.0.0/28', false],
  ['10.60.0.5/28', '10.60.0.14/32', true],
  ['0.0.0.0/0', '10.0.0.0/8', true],
  ['255.255.255.0/24', '255.255.255.255/32', true],
])('%s and %s overlap: %j', (a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected)
  expect(overlaps(b, a)).toBe(expected)
})

test('the first candidate that meets nothing is taken', () => {
  const taken = [
    { cidr: '10.60.3.0/28', by: 'x' },
    { cidr: '10.61.0.0/16', by: 'y' },
  ]
  expect(freeRange(['10.60.0.0/20', '10.61.0.0/20', '10.62.0.0/20', '10.63.0.0/20'], taken)).toBe(
    '10.62.0.0/20',
  )
  expect(freeRange(['10.60.0.0/20'], taken)).toBeUndefined()
  expect(freeRange(['10.60.0.0/20'], [])).toBe('10.60.0.0/20')
})
