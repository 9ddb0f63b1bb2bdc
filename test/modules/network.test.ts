import { describe, expect, test } from 'vitest'
import { allocateSubnets, gatewayOf, RangeExhausted } from '../../modules/network/subnets.ts'
import { synthesise } from '../../stacks/synthesise.ts'
import { exampleSite, stackProps } from '../helpers/example.ts'

describe('allocateSubnets', () => {
  test('gives the lowest free /28 to new networks, in alphabetical order', () => {
    expect(allocateSubnets('10.60.0.0/20', ['b', 'a'])).toEqual({ a: '10.60.0.0/28', b: '10.60.0.16/28' })
  })

  test('adding a network renumbers no other', () => {
    const before = allocateSubnets('10.60.0.0/20', ['b', 'd'])
    const after = allocateSubnets('10.60.0.0/20', ['a', 'b', 'c', 'd'], before)
    expect(after).toEqual({ ...before, a: '10.60.0.32/28', c: '10.60.0.48/28' })
  })

  test('a network that is gone keeps its slot, and finds it again', () => {
    const ledger = allocateSubnets('10.60.0.0/20', ['a', 'b'])
    const without = allocateSubnets('10.60.0.0/20', ['b', 'c'], ledger)
    expect(without['c']).toBe('10.60.0.32/28')
    expect(allocateSubnets('10.60.0.0/20', ['a'], without)['a']).toBe('10.60.0.0/28')
  })

  test('a full range takes back the slots of networks that are gone', () => {
    const full = allocateSubnets('10.60.0.0/27', ['a', 'b'])
    expect(allocateSubnets('10.60.0.0/27', ['b', 'c'], full)).toEqual({
      b: '10.60.0.16/28',
      c: '10.60.0.0/28',
    })
  })

  test('a ledger that gives one slot to two names is mended', () => {
    expect(allocateSubnets('10.60.0.0/20', ['a', 'b'], { a: '10.60.0.16/28', b: '10.60.0.16/28' })).toEqual({
      a: '10.60.0.16/28',
      b: '10.60.0.0/28',
    })
  })

  test('a new range renumbers everything', () => {
    const ledger = allocateSubnets('10.60.0.0/20', ['a'])
    expect(allocateSubnets('10.70.0.0/20', ['a'], ledger)).toEqual({ a: '10.70.0.0/28' })
  })

  test('a range that is too small is refused with its numbers', () => {
    expect(() => allocateSubnets('10.60.0.0/28', ['a', 'b'])).toThrow(RangeExhausted)
    expect(() => allocateSubnets('10.60.0.0/28', ['a', 'b'])).toThrow(
      'network.range 10.60.0.0/28 holds 1 networks, 2 are needed',
    )
  })
})

test.each([
  ['10.60.0.0/28', '10.60.0.1'],
  ['10.60.0.240/28', '10.60.0.241'],
  ['192.168.255.240/28', '192.168.255.241'],
])('the gateway of %s is %s', (cidr, gateway) => expect(gatewayOf(cidr)).toBe(gateway))

test('every network is internal, but the one that publishes, which translates no address', () => {
  const [, site] = synthesise(stackProps(exampleSite('cabinet-durand')))
  const networks = Object.entries(site?.json.resource?.['docker_network'] ?? {})
  const seen = networks.map(([name, body]) => ({
    name,
    internal: body['internal'],
    options: body['options'],
  }))
  expect(seen).toEqual([
    {
      name: 'proxy-edge',
      internal: false,
      options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
    },
    { name: 'proxy-tryton', internal: true },
    { name: 'tryton-db', internal: true },
  ])
})
