import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { generatedFiles } from '../../modules/site/generate.ts'
import { branchesOf, resolved, siteSchema, type SchemaNode } from '../../modules/site/schema.ts'

describe('generated files', () => {
  test('are those that schema.json gives today; `socle docs` writes them', { timeout: 60_000 }, async () => {
    for (const [name, text] of Object.entries(await generatedFiles())) {
      expect(text === readFileSync(join('modules', 'site', name), 'utf8'), `${name} is stale`).toBe(true)
    }
  })
})

/** Every value of a site with its schema, by path; the branches of a union also on their own. */
function nodesOf(path: string, node: SchemaNode): [string, SchemaNode][] {
  const branches = branchesOf(node)
  return [
    ...(branches.length > 1 ? [] : ([[path, resolved(node)]] as [string, SchemaNode][])),
    ...branches.flatMap((branch): [string, SchemaNode][] => [
      ...(branches.length > 1 ? ([[`${path}|${branch.title ?? ''}`, branch]] as [string, SchemaNode][]) : []),
      ...Object.entries(branch.properties ?? {}).flatMap(([key, child]) => nodesOf(`${path}.${key}`, child)),
      ...(typeof branch.additionalProperties === 'object'
        ? nodesOf(`${path}.*`, branch.additionalProperties)
        : []),
      ...(branch.items ? nodesOf(`${path}[]`, branch.items) : []),
    ]),
  ]
}

const nodes = nodesOf('site.yaml', siteSchema)
const strings = nodes.filter(([, { type }]) => type === 'string')

const ajv = new Ajv2020({ strict: false })
ajv.addSchema(siteSchema, 'site')
const accepts = (schema: SchemaNode, value: unknown): boolean =>
  ajv.validate({ ...schema, $defs: siteSchema.$defs, $schema: undefined, $id: undefined } as object, value)

describe('schema.json', () => {
  test('walks the whole format', () => {
    expect(nodes.length).toBeGreaterThan(200)
  })

  test('words every key in both languages', () => {
    const isKey = ([path]: [string, SchemaNode]): boolean => /\.[a-zA-Z]+$/.test(path)
    expect(
      nodes
        .filter(isKey)
        .filter(([, node]) => !node.title || !node['x-fr'])
        .map(([path]) => path),
    ).toEqual([])
  })

  test('closes every block that has keys of its own', () => {
    const open = nodes.filter(
      ([, { type, additionalProperties }]) => type === 'object' && additionalProperties === undefined,
    )
    expect(open.map(([path]) => path)).toEqual([])
  })

  test('bounds every list', () => {
    const isBounded = ({ maxItems, uniqueItems, items }: SchemaNode): boolean =>
      maxItems !== undefined || (uniqueItems === true && resolved(items ?? {}).enum !== undefined)
    expect(
      nodes.filter(([, node]) => node.type === 'array' && !isBounded(node)).map(([path]) => path),
    ).toEqual([])
  })

  test.each(['${TfToken[TOKEN.0]}', 'TfToken', 'a\u0000b', 'a\nb', 'a\u202eb', '\ud800', 'a'.repeat(1001)])(
    'refuses %j in every text',
    (hostile) => {
      expect(strings.filter(([, node]) => accepts(node, hostile)).map(([path]) => path)).toEqual([])
    },
  )

  test('gives examples and defaults that it accepts', () => {
    const wrong = nodes.flatMap(([path, node]) =>
      [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])]
        .filter((value) => !accepts(node, value))
        .map((value) => `${path}: ${JSON.stringify(value)}`),
    )
    expect(wrong).toEqual([])
  })

  test('gives an example of every value that must be written', () => {
    const isScalar = ({ type }: SchemaNode): boolean =>
      type === 'string' || type === 'integer' || type === 'boolean'
    const silent = nodes.filter(
      ([path, node]) => isScalar(node) && /\.[a-zA-Z]+$/.test(path) && !node.examples,
    )
    expect(silent.map(([path]) => path)).toEqual([])
  })
})
