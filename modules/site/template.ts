import { stringify } from 'yaml'
import { branchesOf, resolved, siteSchema, type SchemaNode } from './schema.ts'
import type { Application } from './site.ts'
import type { Lang } from './text.ts'

export interface TemplateAnswers {
  readonly id: string
  readonly name: string
  readonly siren: string
  readonly domain: string
  readonly mode: Application['mode']
  /** Language of the comments. @default 'fr' */
  readonly lang?: Lang
  /** Path or address of schema.json for the editor, relative to the file. @default no such line */
  readonly schema?: string
}

/**
 * A commented site.yaml that loads as it is: what must be decided is written, what has a default is shown as a
 * comment. Comments, units, defaults and examples are the schema's.
 */
export function renderTemplate(answers: TemplateAnswers): string {
  const lang = answers.lang ?? 'fr'
  const editor = answers.schema === undefined ? [] : [`# yaml-language-server: $schema=${answers.schema}`]
  const head = [...editor, `# ${titleOf(siteSchema, lang)}`]
  const lines = blockLines(siteSchema, contentOf(answers), lang, '')
  return `${[...head, ...lines].join('\n')}\n`
}

type Content = { readonly [key: string]: unknown }

/** What the answers decide, and first values for the rest that must be. */
function contentOf({ id, name, siren, domain, mode }: TemplateAnswers): Content {
  return {
    version: 1,
    site: { id, name, companies: [{ siren, name }], domain, workstations: 10 },
    people: {
      'a.nom': { name: 'Prénom Nom', email: `a.nom@${domain}`, roles: ['direction'] },
      'b.nom': { name: 'Prénom Nom', email: `b.nom@${domain}`, roles: ['facturation', 'comptable'] },
      'c.nom': { name: 'Prénom Nom', email: `c.nom@${domain}`, roles: ['admin'] },
    },
    hosts: { main: { docker: 'unix:///var/run/docker.sock' } },
    network: { range: '10.60.0.0/20' },
    billing: { applications: [APPLICATIONS[mode](domain)] },
    proxy: { hostnames: { billing: `facturation.${domain}` } },
  }
}

const APPLICATIONS: Readonly<Record<Application['mode'], (domain: string) => Content>> = {
  container: () => ({ id: 'tryton', mode: 'container', profile: 'tryton' }),
  rds: (domain) => ({
    id: 'facturation',
    mode: 'rds',
    software: 'Logiciel de facturation',
    host: `rds1.${domain}`,
    address: '192.168.20.30',
  }),
  saas: (domain) => ({
    id: 'facturation',
    mode: 'saas',
    url: `https://facture.${domain}`,
    supplier: 'Fournisseur',
  }),
}

/** Keys of a block in the schema's order: written ones with their value, optional ones as comments. */
function blockLines(schema: SchemaNode, content: Content, lang: Lang, indent: string): string[] {
  const known = Object.entries(schema.properties ?? {})
  const chosen = Object.keys(content).filter(
    (key) => !schema.properties || !Object.hasOwn(schema.properties, key),
  )
  return [
    ...known.flatMap(([key, node]) =>
      Object.hasOwn(content, key)
        ? entryLines(key, branchOf(node, content[key]), content[key], lang, indent)
        : [optionalLine(key, resolved(node), lang, indent)],
    ),
    ...chosen.flatMap((key) => entryLines(key, othersOf(schema), content[key], lang, indent)),
  ]
}

const othersOf = ({ additionalProperties: others }: SchemaNode): SchemaNode =>
  typeof others === 'object' ? resolved(others) : {}

/** The branch of a union that allows exactly what is written. */
function branchOf(node: SchemaNode, content: unknown): SchemaNode {
  const keys = isBlock(content) ? Object.keys(content) : []
  const fits = branchesOf(node).find((branch) =>
    keys.every((key) => {
      const constant = branch.properties?.[key]?.const
      return constant === undefined
        ? branch.properties?.[key] !== undefined
        : constant === (content as Content)[key]
    }),
  )
  return fits ?? resolved(node)
}

function entryLines(key: string, schema: SchemaNode, value: unknown, lang: Lang, indent: string): string[] {
  const comment = titleOf(schema, lang) === '' ? '' : ` # ${titleOf(schema, lang)}`
  if (isBlock(value)) return [`${indent}${key}:${comment}`, ...blockLines(schema, value, lang, `${indent}  `)]
  if (!Array.isArray(value) || !value.every(isBlock)) return [`${indent}${key}: ${flow(value)}${comment}`]
  const items = value.flatMap((item) => {
    const lines = blockLines(branchOf(schema.items ?? {}, item), item, lang, `${indent}    `)
    return lines.map((line, index) => (index === 0 ? `${indent}  - ${line.trimStart()}` : line))
  })
  return [`${indent}${key}:${comment}`, ...items]
}

/** `# timezone: Europe/Paris # Fuseau horaire…`: what holds when nothing is written, or an example. */
function optionalLine(key: string, schema: SchemaNode, lang: Lang, indent: string): string {
  const { default: value = schema.examples?.[0] } = schema
  const isShown = value !== undefined && !(isBlock(value) && Object.keys(value).length === 0)
  return `${indent}# ${key}:${isShown ? ` ${flow(value)}` : ''} # ${titleOf(schema, lang)}`
}

function titleOf(schema: SchemaNode, lang: Lang): string {
  const title = (lang === 'fr' ? schema['x-fr'] : schema.title) ?? ''
  const unit = schema['x-unit']
  return unit ? `${title} (${unit[lang]})` : title
}

const isBlock = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value on one line, quoted where YAML needs it; line breaks stay what they are, for the reader to refuse. */
const flow = (value: unknown): string =>
  typeof value === 'string' && value.includes('\n')
    ? JSON.stringify(value)
    : stringify(value, {
        collectionStyle: 'flow',
        lineWidth: 0,
        defaultStringType: 'PLAIN',
        flowCollectionPadding: false,
      })
        .trim()
        .replace(/\n\s*/g, ' ')
