import { describe, expect, test } from 'vitest'
import { composed } from './compose-of.ts'

describe('what is refused', () => {
  const bomb = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
    ).join('\n')
  const merges = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} { <<: [${Array(10).fill(`*a${n}`).join(', ')}], k${n}: *a${n} }`,
    ).join('\n')
  const chain = (length: number) =>
    Array.from({ length }, (_, n) => `  s${n}: { image: x, extends: s${n + 1} }`).join('\n')
  const UNFOLDS =
    'JUDGE-TOO-LARGE: more than 100000 values once aliases, extends and port ranges are unfolded'

  test.each([
    [
      'a list of services',
      'services: []',
      'JUDGE-BAD-COMPOSE: services: a list, where Compose wants a mapping',
    ],
    [
      'a service that is a text',
      'services: { a: x }',
      'JUDGE-BAD-COMPOSE: services.a: a text, where Compose wants a mapping',
    ],
    [
      'a port alone',
      'services: { a: { ports: 80 } }',
      'JUDGE-BAD-COMPOSE: services.a.ports: a text, where Compose wants a list',
    ],
    [
      'an image that is a list',
      'services: { a: { image: [x] } }',
      'JUDGE-BAD-COMPOSE: services.a.image: a list, where Compose wants a text',
    ],
    [
      'a null item',
      'services: { a: { cap_add: [ ~ ] } }',
      'JUDGE-BAD-COMPOSE: services.a.cap_add[0]: nothing, where Compose wants a text',
    ],
    [
      'networks that are a text',
      'services: { a: { networks: n } }',
      'JUDGE-BAD-COMPOSE: services.a.networks: a text, where Compose wants a mapping',
    ],
    [
      'a name with a space',
      'services: { "a b": { image: x } }',
      'JUDGE-BAD-COMPOSE: services."a b": a name made of letters, digits, dots, dashes and underscores is wanted',
    ],
    [
      'an extended service that is not there',
      'services: { a: { extends: b } }',
      'JUDGE-BAD-COMPOSE: services.a: extends names a service that is not there ("b")',
    ],
    [
      'a circle of extends',
      'services: { a: { extends: b }, b: { extends: a } }',
      'JUDGE-BAD-COMPOSE: services.a: extends never ends, or goes beyond 50 services',
    ],
    [
      'a long chain of extends',
      `services:\n${chain(60)}\n  s60: { image: x }`,
      'JUDGE-BAD-COMPOSE: services.s50: extends never ends, or goes beyond 50 services',
    ],
    [
      'broken YAML',
      'services: { a: [ }',
      'JUDGE-BAD-YAML: 1:18: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'two documents',
      'services: {}\n---\nservices: {}',
      'JUDGE-BAD-YAML: 2:1: a second document begins; give them one by one',
    ],
    [
      'a directive',
      '%YAML 1.1\n---\nservices: {}',
      'JUDGE-BAD-YAML: 1:1: a directive has no place here; remove it',
    ],
    [
      'a strange tag',
      'services: { a: !ruby/object { } }',
      'JUDGE-BAD-YAML: 1:29: a tag that Compose does not know',
    ],
    [
      'a key written twice',
      'services: { a: { image: x, image: y } }',
      'JUDGE-BAD-YAML: 1:28: a key already written in this block',
    ],
    ['a key that is a list', 'services: { [a]: x }', 'JUDGE-BAD-YAML: 1:13: a key is not text'],
    [
      'a merge of a text',
      'services: { a: { <<: x } }',
      'JUDGE-BAD-YAML: 1:22: `<<` wants a block or a list of blocks',
    ],
    [
      'an alias of what holds it',
      'services: &s { a: *s }',
      'JUDGE-BAD-YAML: 1:19: an alias of what holds it',
    ],
    [
      'an alias of nothing',
      'services: { a: *s }',
      'JUDGE-BAD-YAML: 1:16: an alias whose anchor is not above',
    ],
    [
      'a deep file',
      `services: ${'['.repeat(60)}${']'.repeat(60)}`,
      'JUDGE-BAD-YAML: 1:60: more than 50 nested levels',
    ],
    ['a very deep file', '['.repeat(200_000), 'JUDGE-BAD-YAML: 1:51: more than 50 nested levels'],
    [
      'a very large file',
      `services: {} # ${'x'.repeat(2 ** 20)}`,
      'JUDGE-TOO-LARGE: more than 1048576 bytes: a Compose file has a few thousand',
    ],
    ['a bomb of aliases', `a0: &a0 [x]\n${bomb(8)}\nservices: {}`, UNFOLDS],
    ['a bomb of merges', `a0: &a0 { x: y }\n${merges(30)}\nservices: {}`, UNFOLDS],
    [
      'too many ports',
      `x: &p [${Array(150).fill('1-256:1-256').join(', ')}]\nservices: { a: { ports: *p }, b: { ports: *p }, c: { ports: *p } }`,
      UNFOLDS,
    ],
  ])('%s', (_what, text, message) => {
    expect(() => composed(text)).toThrow(message)
  })

  test('the message shows no value of the file', () => {
    expect(() => composed('services: { a: { environment: { PASSWORD: [hunter2] } } }')).toThrow(
      /^JUDGE-BAD-COMPOSE: services\.a\.environment\.PASSWORD: a list, where Compose wants a text$/,
    )
  })

  test('names are told as they are, control characters escaped', () => {
    expect(() => composed('services: { "\\e[2J": { image: x } }')).toThrow(
      'JUDGE-BAD-COMPOSE: services."\\u001b[2J": a name made of letters',
    )
  })
})
