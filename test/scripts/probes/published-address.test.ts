import { expect, test } from 'vitest'
import { publishedAddress } from '../../../scripts/probes/published-address.ts'

const HERE = 'unix:///var/run/docker.sock'
const ELSEWHERE = 'ssh://socle@serveur.durand.example:2222'

test.each([
  [HERE, '127.0.0.1', '127.0.0.1'],
  [HERE, '0.0.0.0', '0.0.0.0'],
  [HERE, '192.168.20.10', '192.168.20.10'],
  [ELSEWHERE, '192.168.20.10', '192.168.20.10'],
  [ELSEWHERE, '0.0.0.0', 'serveur.durand.example'],
  [ELSEWHERE, '::', 'serveur.durand.example'],
  [ELSEWHERE, '127.0.0.1', undefined],
  [ELSEWHERE, '127.1.2.3', undefined],
  [ELSEWHERE, '::1', undefined],
])('through %s, what is published on %s is found at %s', (host, address, expected) =>
  expect(publishedAddress(host, address)).toBe(expected),
)
