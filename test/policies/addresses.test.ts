import { describe, expect, test } from 'vitest'
import { parseCidr } from '../../modules/site/cidr.ts'
import {
  isEveryAddress,
  isLoopback,
  isOneHost,
  isPrivateAddress,
  isPrivateNetwork,
  overlapsOf,
} from '../../policies/topology/addresses.ts'

describe('an address is every address of the host', () => {
  test.each([
    ['', true],
    ['0.0.0.0', true],
    ['0', true],
    ['*', true],
    ['::', true],
    ['[::]', true],
    ['0:0:0:0:0:0:0:0', true],
    ['::0', true],
    ['::ffff:0.0.0.0', true],
    ['[::ffff:0.0.0.0]', true],
    ['::ffff:0:0', true],
    ['::0.0.0.0', true],
    ['0.0.0.0/0', true],
    ['::/0', true],
    ['10.0.0.0/0', true],
    ['0.0.0.1', false],
    ['10.0.0.0', false],
    ['127.0.0.1', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fe80::1%eth0', false],
  ])('%j: %s', (text, expected) => {
    expect(isEveryAddress(text)).toBe(expected)
  })
})

describe('a text names one host', () => {
  test.each([
    ['sftp.pa.example', true],
    ['sftp.pa.example.', true],
    ['192.168.20.15', true],
    ['2001:db8::10', true],
    ['[2001:db8::10]', true],
    ['xn--caf-dma.example', true],
    ['*.pa.example', false],
    ['*', false],
    ['any', false],
    ['0', false],
    ['0.0.0.0', false],
    ['::', false],
    ['::ffff:0.0.0.0', false],
    ['0x7f.1', false],
    ['2130706433', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['ff02::1', false],
    ['192.168.20.0/24', false],
    ['a.example,b.example', false],
    ['https://a.example', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isOneHost(text)).toBe(expected)
  })
})

describe('an address stays inside', () => {
  test.each([
    ['127.0.0.1', true, true],
    ['127.9.9.9', true, true],
    ['::1', true, true],
    ['[::1]', true, true],
    ['::ffff:127.0.0.1', true, true],
    ['localhost', true, true],
    ['192.168.1.1', false, true],
    ['172.31.255.255', false, true],
    ['fd00::1', false, true],
    ['fe80::1%eth0', false, true],
    ['172.32.0.1', false, false],
    ['9.9.9.9', false, false],
    ['2620:fe::fe', false, false],
    ['::ffff:9.9.9.9', false, false],
    ['nonsense', false, false],
  ])('%j: loopback %s, private %s', (text, loopback, inside) => {
    expect([isLoopback(text), isPrivateAddress(text)]).toEqual([loopback, inside])
  })

  test.each([
    ['10.60.0.0/28', true],
    ['10.0.0.0/7', false],
    ['fd12:3456::/64', true],
    ['2001:db8:1::/64', false],
    ['10.60.0.0', false],
  ])('network %j: %s', (text, expected) => {
    expect(isPrivateNetwork(text)).toBe(expected)
  })
})

test('overlaps are found whatever the order, between owners only, each family apart', () => {
  const blocks = [
    '10.0.0.0/20',
    '10.0.1.0/28',
    '10.0.1.8/29',
    '10.0.16.0/28',
    '::/96',
    'fd00::/64',
    'fd00::/8',
  ].map((text, index) => ({ owner: `n${index}`, text, cidr: parseCidr(text) ?? expect.fail(text) }))
  const own = { owner: 'n0', text: '10.0.15.0/24', cidr: parseCidr('10.0.15.0/24') ?? expect.fail() }
  const pairs = (all: typeof blocks) =>
    [...overlapsOf(all)]
      .map(
        ([{ text }, others]) =>
          `${text}: ${others
            .map((other) => other.text)
            .sort()
            .join(' ')}`,
      )
      .sort()
  const expected = [
    '10.0.0.0/20: 10.0.1.0/28 10.0.1.8/29',
    '10.0.1.0/28: 10.0.0.0/20 10.0.1.8/29',
    '10.0.1.8/29: 10.0.0.0/20 10.0.1.0/28',
    '10.0.15.0/24: ',
    '10.0.16.0/28: ',
    '::/96: ',
    'fd00::/64: fd00::/8',
    'fd00::/8: fd00::/64',
  ]
  expect(pairs([...blocks, own])).toEqual(expected)
  expect(pairs([own, ...blocks].reverse())).toEqual(expected)
})
