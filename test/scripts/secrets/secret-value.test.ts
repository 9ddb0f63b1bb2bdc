import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { SecretValue } from '../../../scripts/secrets/secret-value.ts'

const secret = new SecretValue('hunter2-canary')

test.each([
  {
    how: 'a template',
    printed: `${secret.toString()} ${secret as unknown as string}`,
    want: '[REDACTED] [REDACTED]',
  },
  { how: 'joining', printed: [secret, 'x'].join(' '), want: '[REDACTED] x' },
  { how: 'adding', printed: 'x ' + (secret as unknown as string), want: 'x [REDACTED]' },
  { how: 'JSON', printed: JSON.stringify({ a: [secret] }), want: '{"a":["[REDACTED]"]}' },
  {
    how: 'inspect',
    printed: inspect({ a: secret }, { showHidden: true, depth: 9 }),
    want: '{ a: [REDACTED] }',
  },
  {
    how: 'console formats',
    printed: format('%s %o %j', secret, secret, secret),
    want: '[REDACTED] [REDACTED] "[REDACTED]"',
  },
  { how: 'a spread', printed: JSON.stringify({ ...secret }), want: '{}' },
  { how: 'its keys', printed: Reflect.ownKeys(secret).join(), want: '' },
  { how: 'a clone', printed: inspect(structuredClone(secret)), want: '{}' },
  { how: 'an error', printed: new Error(`no ${secret as unknown as string}`).message, want: 'no [REDACTED]' },
])('$how does not show the value', ({ printed, want }) => {
  expect(printed).toBe(want)
})

test('reveal() shows it', () => {
  expect(secret.reveal()).toBe('hunter2-canary')
})
