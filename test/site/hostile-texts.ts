import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse, stringify } from 'yaml'
import { schemaAt, siteSchema } from '../../modules/site/schema.ts'
import { EXAMPLE_SITES } from './hostile-arbitraries.ts'

/** Pieces that mean something to Terraform, Compose, a shell, YAML, HTML, and which the schema admits in a free text. */
const WORDS = [
  '${file("/etc/passwd")}',
  '$${file("/etc/passwd")}',
  '%{if true}x%{endif}',
  '%%{if true}',
  '${docker_network.x.id}',
  '$SOCLE_SECRETS',
  '$SOCLE_SECRETS/',
  '${PATH}',
  '$(id)',
  '`id`',
  '"',
  "'",
  '\\',
  '\\u0000',
  '$',
  '$$',
  '%',
  '{',
  '}',
  '</script><script>',
  '--privileged',
  ' ',
  '#',
  ': ',
  'é',
  '🚜',
  'e\u0301',
  '中',
]

const hostileText = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
        .map((words) => words.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }) },
  )
  .filter((text) => new RegExp(siteSchema.$defs?.['text']?.pattern ?? '', 'u').test(text))

/** The examples, and the container one with a client's own image. */
export const SITES = EXAMPLE_SITES.map(
  (name) => parse(readFileSync(join('sites', name, 'site.yaml'), 'utf8')) as Data,
)
SITES.push(withImage(structuredClone(SITES[0] ?? {})))

interface Data {
  [key: string]: unknown
}

function withImage(data: Data): Data {
  const application = {
    id: 'carnet',
    mode: 'container',
    image: `sha256:${'0'.repeat(64)}`,
    port: 8000,
    user: '10020:10020',
    database: true,
    data: ['/var/lib/carnet'],
    env: { NOTE: 'x', EMPTY: '' },
    health: { command: ['/app/health', 'x'] },
  }
  return JSON.parse(
    JSON.stringify({ ...data, billing: { applications: [application] } }).replaceAll(
      '"service":"tryton"',
      '"service":"carnet"',
    ),
  ) as Data
}

const FREE = [siteSchema.$defs?.['text']?.pattern, siteSchema.$defs?.['variableValue']?.pattern]

/** Every value whose schema is free text, as its path and the block or list that holds it. */
export function freeTexts(data: Data): [path: (string | number)[], holder: Data][] {
  const visit = (node: unknown, path: (string | number)[]): [(string | number)[], Data][] =>
    typeof node !== 'object' || node === null
      ? []
      : Object.entries(node).flatMap(([name, child]) => {
          const here = [...path, Array.isArray(node) ? Number(name) : name]
          const pattern = typeof child === 'string' ? schemaAt(here, data)?.pattern : undefined
          return pattern !== undefined && FREE.includes(pattern) ? [[here, node as Data]] : visit(child, here)
        })
  return visit(data, [])
}

/** Valid sites whose every free text is hostile, and what the environment and the health check of `carnet` must then be. */
export const hostileTexts = fc
  .tuple(fc.constantFrom(...SITES), fc.array(hostileText, { minLength: 40, maxLength: 40 }))
  .map(([site, texts]) => {
    const data = structuredClone(site)
    freeTexts(data).forEach(([path, holder], index) => {
      holder[path.at(-1) ?? ''] = texts[index % texts.length]
    })
    const [application] = (
      data['billing'] as { applications: { env?: Data; health?: { command: string[] } }[] }
    ).applications
    const env =
      application?.env && Object.entries(application.env).map(([name, value]) => `${name}=${String(value)}`)
    return { yaml: stringify(data), env, command: application?.health?.command }
  })
