import { DIAGNOSTIC_CODES } from './codes.ts'
import { OVERLAY_KEYS } from './overlay.ts'
import { branchesOf, resolved, siteSchema, type SchemaNode } from './schema.ts'
import type { Text } from './text.ts'

/** `SITE.md`: every key of site.yaml in both languages, and every diagnostic. */
export function renderReference(): string {
  return `${[
    '# site.yaml, version 1',
    '<!-- Generated from schema.json by `socle docs`: do not edit. -->',
    INTRODUCTION.fr,
    INTRODUCTION.en,
    ...sections().flatMap(({ name, node }) => section(name, node)),
    '## Surcharge · Overlay',
    OVERLAY.fr,
    OVERLAY.en,
    '## Diagnostics',
    table(['Code', 'Sens', 'Meaning'], codeRows()),
  ].join('\n\n')}\n`
}

const INTRODUCTION: Text = {
  fr: "Une clé est obligatoire sauf si un défaut est donné ou si elle est dite facultative. `<nom>` est un nom choisi, `[]` un élément de liste. Une durée s'écrit `30 days`, `15 minutes`, `12 months`, `1 week` ou `4 hours`.",
  en: 'A key is required unless a default is given or it is said optional. `<name>` is a chosen name, `[]` an item of a list. A duration is written `30 days`, `15 minutes`, `12 months`, `1 week` or `4 hours`.',
}

const keys = OVERLAY_KEYS.map((key) => `\`${key}\``).join(', ')
const OVERLAY: Text = {
  fr: `\`site.local.yaml\`, à côté de site.yaml, ou le fichier donné par \`--overlay\`, remplace ces clés sur une machine : ${keys}.`,
  en: `\`site.local.yaml\` beside site.yaml, or the file given by \`--overlay\`, overrides these keys on one machine: ${keys}.`,
}

const sections = (): { name: string; node: SchemaNode }[] =>
  Object.entries(siteSchema.properties ?? {}).map(([name, node]) => ({ name, node }))

function section(name: string, node: SchemaNode): string[] {
  const isRequired = siteSchema.required?.includes(name) ?? false
  const rows = rowsOf(name, node, isRequired)
  const { title = '', 'x-fr': french = '' } = resolved(node)
  return [
    `## ${name}`,
    `${french} · ${title}`,
    table(['Clé · Key', 'Type', 'Défaut · Default', 'Exemple · Example', 'Description'], rows),
  ]
}

/** The key's own row, then those of what it holds. */
function rowsOf(path: string, node: SchemaNode, isRequired: boolean): string[][] {
  const schema = resolved(node)
  const branches = branchesOf(node)
  const row = [
    `\`${path}\``,
    typeOf(schema),
    defaultOf(schema, isRequired),
    exampleOf(schema),
    describe(schema),
  ]
  return [row, ...branches.flatMap((branch) => childRows(path, branch, branches.length > 1))]
}

function childRows(path: string, schema: SchemaNode, isBranch: boolean): string[][] {
  const required = schema.required ?? []
  const others = schema.additionalProperties
  return [
    ...(isBranch ? [[`\`${path}\``, '', '', '', `**${schema['x-fr'] ?? ''} · ${schema.title ?? ''}**`]] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
      rowsOf(`${path}.${key}`, child, required.includes(key)),
    ),
    ...(typeof others === 'object' ? rowsOf(`${path}.<nom·name>`, others, true) : []),
    ...(schema.items ? rowsOf(`${path}[]`, schema.items, true) : []),
  ]
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { fr: 'texte', en: 'text' },
  integer: { fr: 'entier', en: 'integer' },
  boolean: { fr: 'booléen', en: 'boolean' },
  array: { fr: 'liste', en: 'list' },
  object: { fr: 'bloc', en: 'block' },
}

function typeOf(schema: SchemaNode): string {
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map(code).join(' \\| ')
  const form = schema['x-form']
  if (form) return `${form.fr} · ${form.en}`
  const { fr = '', en = '' } = TYPES[schema.type ?? ''] ?? {}
  const unit = schema['x-unit']
  const bounds = schema.minimum === undefined ? '' : ` ${schema.minimum}…${schema.maximum ?? ''}`
  return `${fr} · ${en}${bounds}${unit ? ` (${unit.fr === unit.en ? unit.fr : `${unit.fr} · ${unit.en}`})` : ''}`
}

function defaultOf(schema: SchemaNode, isRequired: boolean): string {
  if (schema.default !== undefined) return code(schema.default)
  return isRequired ? '' : 'facultatif · optional'
}

const exampleOf = ({ examples }: SchemaNode): string => (examples?.[0] === undefined ? '' : code(examples[0]))

const describe = ({ title, 'x-fr': french }: SchemaNode): string =>
  [french, title].filter(Boolean).join(' · ')

const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

const codeRows = (): string[][] =>
  Object.entries(DIAGNOSTIC_CODES).map(([name, { fr, en }]) => [`\`${name}\``, fr, en])

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
