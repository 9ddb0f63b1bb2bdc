import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse, stringify } from 'yaml'

/** Texts that mean something to Terraform, CDKTF, a shell, YAML or a terminal. */
const PAYLOADS = [
  '${file("/etc/passwd")}',
  '%{if true}x%{endif}',
  '${TfToken[TOKEN.0]}',
  '#{TfToken[x]}',
  '$${TfToken[TOKEN.1]}',
  '$(id)',
  '`id`',
  '; rm -rf /',
  '../../etc/passwd',
  '/var/run/docker.sock',
  '--privileged',
  '\u0000',
  'a\u0000b',
  '\u001b[2J',
  '\u202etxt.exe',
  '\ud800',
  '\ufeff',
  'line\nbreak',
  '\ttab',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '~',
  '<<',
  '*a',
  '&a',
  '!!js/function',
  '%YAML 1.1',
  '---',
  '',
  ' ',
  'é'.repeat(300),
] as const

export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...PAYLOADS) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(...PAYLOADS).map((payload) => `durand${payload}durand`) },
  )

/** Values of every type, at any place where another one is expected. */
export const hostileValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: hostileText() },
    { weight: 2, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, Infinity, NaN, 2 ** 53) },
    {
      weight: 2,
      arbitrary: fc.constantFrom([], {}, [[]], [{}], [null], { a: { b: { c: {} } } }, ['direction', 5]),
    },
    { weight: 1, arbitrary: fc.dictionary(hostileText(), hostileText(), { maxKeys: 3 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('a'.repeat(5000), 'a'.repeat(200_000), Array<number>(3000).fill(1)),
    },
  )

type Block = Record<string, unknown>

/** A valid site with one to three of its values replaced, removed or given a hostile key. */
const mutatedSite = (sites: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...sites),
      fc.array(fc.tuple(fc.nat(), fc.nat(2), hostileText(), hostileValue()), { minLength: 1, maxLength: 3 }),
    )
    .map(([text, mutations]) => {
      const data = parse(text) as Block
      // Copied: a value put in twice, or changed by a later mutation, must not be the constant itself.
      for (const [seed, kind, key, value] of mutations) mutate(data, seed, kind, key, structuredClone(value))
      return stringify(data, { aliasDuplicateObjects: false })
    })

function mutate(data: Block, seed: number, kind: number, key: string, value: unknown): void {
  const places = placesOf(data)
  const [holder, name] = places[seed % places.length] ?? [data, 'site']
  if (kind === 0)
    Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true })
  else if (kind === 1) Reflect.deleteProperty(holder, name)
  else if (!Array.isArray(holder)) {
    Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true })
  } else holder.push(value)
}

/** Every entry of the tree, as the block or list that holds it and its key. */
function placesOf(node: unknown): [holder: object, key: string][] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => [[node, key] as [object, string], ...placesOf(child)])
}

/** A valid site as text, with pieces put in, lines repeated or removed, and other line ends. */
const brokenText = (sites: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...sites),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), hostileText()), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', '\ufeff'),
    )
    .map(([text, edits, end, mark]) => mark + edits.reduce(edited, text.split('\n')).join(end))

function edited(lines: string[], [seed, kind, payload]: [number, number, string]): string[] {
  const at = seed % Math.max(lines.length, 1)
  const line = lines[at] ?? ''
  const replacement = [
    [line, line],
    [],
    [`${line.slice(0, seed % (line.length + 1))}${payload}${line.slice(seed % (line.length + 1))}`],
    [`\t${line}`],
    [line, `${payload}: ${payload}`],
  ][kind]
  return [...lines.slice(0, at), ...(replacement ?? []), ...lines.slice(at + 1)]
}

/** Aliases that multiply, very deep or very wide trees, very long texts. */
export const BOMBS: readonly string[] = [
  `a: &a [x]\n${'bcdefghij'.replace(/./g, (name, at: number) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(9)}]\n`)}`,
  '['.repeat(250_000),
  '{a: '.repeat(60_000),
  '- '.repeat(120_000),
  '? '.repeat(120_000),
  `name: ${'a'.repeat(1_000_000)}`,
  `name: "${'\\x41'.repeat(60_000)}"`,
  Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n'),
  `chain: [${'{},'.repeat(60_000)}]`,
  `supervision: { alerts: [${Array.from({ length: 30_000 }, (_, index) => `p${index}`).join(', ')}] }`,
  '---\n'.repeat(60_000),
  ']'.repeat(100_000),
  '"'.repeat(100_000),
  'a: *a',
  '&a a: *a',
  '<<: *defaults',
  '%TAG ! tag:x,2000:\n---\n!x {}',
  '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }',
]

/** Files that nobody writes in good faith, as bytes. `sites` are valid ones to start from. */
export const hostileFile = (sites: readonly string[] = exampleSites()): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { weight: 12, arbitrary: mutatedSite(sites).map(bytes) },
    { weight: 8, arbitrary: brokenText(sites).map(bytes) },
    {
      weight: 2,
      arbitrary: fc.array(hostileText(), { maxLength: 8 }).map((parts) => bytes(parts.join('\n'))),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
    // Their beginnings: the whole ones cost half a second each.
    { weight: 1, arbitrary: fc.constantFrom(...BOMBS).map((bomb) => bytes(bomb.slice(0, 5000))) },
  )

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export const EXAMPLE_SITES = ['cabinet-durand', 'negoce-petit', 'atelier-martin'] as const

const exampleSites = (): string[] =>
  EXAMPLE_SITES.map((name) => readFileSync(join('sites', name, 'site.yaml'), 'utf8'))
