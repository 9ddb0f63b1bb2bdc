import { describe, expect, test } from 'vitest'
import { holdsSecret, isDefaultCredential, optionsOf, pairOf } from '../../policies/nodes/secrets.ts'
import { known } from '../../policies/value.ts'

describe('holds a secret', () => {
  test.each([
    ['DB_PASSWORD=correct-horse', true],
    ['MYSQL_ROOT_PASSWORD=x7!', true],
    ['API_KEY=abc', true],
    ['SECRET_KEY_BASE=whatever', true],
    ['DATABASE_URL=postgres://u:hunter2@db/x', true],
    ['X=Zk3vQ9xT1mB7rW5yN8pL2cD6', true],
    ['X=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', true],
    ['AGE=AGE-SECRET-KEY-1QQQ', true],
    ['PGPASSFILE=/run/secrets/1a2b/pgpass', false],
    ['POSTGRES_PASSWORD_FILE=/run/secrets/pw', false],
    ['SOCLE_SECRETS=/run/secrets/0a1b2c3d4e5f60718293a4b5c6d7e8f9', false],
    ['socle.secrets-rev=0a1b2c3d4e5f60718293a4b5c6d7e8f9', false],
    ['socle.config-hash=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', false],
    ['GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568', false],
    ['IMAGE=nginx@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', false],
    ['DB_PASSWORD=', false],
    ['PASSWORD_REQUIRED=true', false],
    ['PATH=/usr/local/sbin:/usr/local/bin', false],
    ['LANG=fr_FR.UTF-8', false],
    ['JAVA_OPTS=-Xmx512m -Dfile.encoding=UTF-8', false],
  ])('%s: %s', (line, expected) => {
    expect(holdsSecret(pairOf(line))).toBe(expected)
  })
})

describe('is a default credential', () => {
  test.each([
    ['POSTGRES_PASSWORD=postgres', true],
    ['ADMIN_PASSWORD=ChangeMe', true],
    ['POSTGRES_HOST_AUTH_METHOD=trust', true],
    ['MYSQL_ALLOW_EMPTY_PASSWORD=yes', true],
    ['URL=redis://:redis@cache:6379', true],
    ['POSTGRES_USER=postgres', false],
    ['POSTGRES_PASSWORD=fQ9-long-and-drawn', false],
    ['constructor=trust', false],
  ])('%s: %s', (line, expected) => {
    expect(isDefaultCredential(pairOf(line))).toBe(expected)
  })
})

test('options of a command', () => {
  expect(optionsOf(['serve', '--password=a', '--token', 'b', '--verbose', '-x', 'KEY=c'].map(known))).toEqual(
    [
      { key: 'password', value: 'a' },
      { key: 'token', value: 'b' },
      { key: 'KEY', value: 'c' },
    ],
  )
})
