import { expect, test } from 'vitest'
import { readAttempts } from '../../../scripts/docker/probe.ts'

const BASH = 'probe: line 1: '
const target = { address: '10.0.0.2', port: 5432 }

test.each([
  ['0 0 ', 'open', 'connected'],
  [
    `0 1 ${BASH}connect: Connection refused bash: line 1: /dev/tcp/10.0.0.2/5432: Connection refused`,
    'closed',
    'refused',
  ],
  ['0 137 ', 'closed', 'filtered'],
  [`0 1 ${BASH}connect: Connection timed out`, 'closed', 'filtered'],
  [`0 1 ${BASH}connect: No route to host`, 'closed', 'unreachable'],
  [`0 1 ${BASH}connect: Network is unreachable`, 'closed', 'unreachable'],
  [`0 1 ${BASH}nowhere: Name or service not known`, 'unknown', 'unresolved'],
  [`0 1 ${BASH}db: Temporary failure in name resolution`, 'unknown', 'unresolved'],
  [`0 1 ${BASH}Cannot allocate memory`, 'unknown', 'no-answer'],
  ['0 126 bash: Permission denied', 'unknown', 'no-answer'],
  ['', 'unknown', 'no-answer'],
  ['1 0 ', 'unknown', 'no-answer'],
])('%j is %s (%s)', (output, state, how) =>
  expect(readAttempts([target], output)).toEqual([{ ...target, state, how }]),
)

test('answers come in any order', () => {
  const targets = [target, { address: '10.0.0.3', port: 80 }]
  expect(readAttempts(targets, '1 0 \n0 1 x: Connection refused\n').map(({ how }) => how)).toEqual([
    'refused',
    'connected',
  ])
})
