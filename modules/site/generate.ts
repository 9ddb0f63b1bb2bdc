import { renderReference } from './reference.ts'
import { resolved, siteSchema, type SchemaNode } from './schema.ts'

/** Every generated file of this folder by name: `socle docs` writes them, a test compares them. */
export async function generatedFiles(): Promise<Record<string, string>> {
  return {
    'site-types.ts': await renderTypes(),
    'validate.generated.js': await renderValidator(),
    'SITE.md': renderReference(),
  }
}

/**
 * `site-types.ts`: the type of a *validated* site, where every key with a default is present. Development only:
 * its library is not needed to run Socle.
 */
export async function renderTypes(): Promise<string> {
  const { compile } = await import('json-schema-to-typescript')
  return compile({ ...typed(siteSchema), $id: undefined }, 'SiteFile', {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: '// Generated from schema.json by `socle docs`: do not edit.',
    style: { printWidth: 110, singleQuote: true, semi: false, trailingComma: 'all' },
  })
}

/** The schema as the type generator reads it best: defaults made required, unions plain, titles as comments. */
function typed(node: SchemaNode): Record<string, unknown> {
  if (node.then && node.else) return { oneOf: [node.then, node.else] }
  const rest: SchemaNode = {
    ...node,
    title: undefined,
    examples: undefined,
    default: undefined,
    propertyNames: undefined,
  }
  // A comment beside a reference to a named type would make a second type of it.
  if (rest.$ref !== undefined && isNamedType(node)) return { $ref: rest.$ref }
  const { properties, items, additionalProperties: others, $defs } = rest
  return {
    ...rest,
    ...(node.title !== undefined ? { description: node.title } : {}),
    ...(properties ? { required: requiredKeys(node), properties: typedMap(properties) } : {}),
    ...(items ? { items: typed(items) } : {}),
    ...(typeof others === 'object' ? { additionalProperties: typed(others) } : {}),
    ...($defs ? { $defs: typedMap($defs) } : {}),
  }
}

const isNamedType = (node: SchemaNode): boolean => {
  const { type, oneOf, then, enum: choices } = resolved(node)
  return type === 'object' || oneOf !== undefined || then !== undefined || choices !== undefined
}

const typedMap = (map: Readonly<Record<string, SchemaNode>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, typed(value)]))

const requiredKeys = ({ required = [], properties = {} }: SchemaNode): string[] => [
  ...new Set([
    ...required,
    ...Object.keys(properties).filter((key) => properties[key]?.default !== undefined),
  ]),
]

/**
 * `validate.generated.js`: the schema compiled by ajv ahead of time. Compiling it at each start costs some 200 ms,
 * five times what Node itself needs to start.
 */
export async function renderValidator(): Promise<string> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const { default: standalone } = await import('ajv/dist/standalone/index.js')
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    useDefaults: true,
    discriminator: true,
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  })
  const code = standalone.default(ajv, ajv.compile(bare(siteSchema)))
  return `// Generated from schema.json by \`socle docs\`: do not edit.\n${asModule(code)}`
}

/** The schema without what is only for people: the generated file holds it several times. */
function bare(node: SchemaNode): SchemaNode {
  const wording = new Set(['title', 'x-fr', 'x-unit', 'x-form', 'examples'])
  const isNamed = (key: string): boolean => key === 'properties' || key === '$defs'
  const strip = (value: unknown, named: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item, false))
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).filter(([key]) => named || !wording.has(key))
    return Object.fromEntries(kept.map(([key, child]) => [key, strip(child, !named && isNamed(key))]))
  }
  return strip(node, false) as SchemaNode
}

/** ajv writes `require` even in a module: its helpers become imports. */
function asModule(code: string): string {
  const imports: string[] = []
  const body = code.replace(
    /const (\w+) = require\("([^"]+)"\)\.default;/g,
    (_whole, name: string, module: string) => {
      imports.push(
        `import ${name}Module from '${module}.js';\nconst ${name} = ${name}Module.default ?? ${name}Module;`,
      )
      return ''
    },
  )
  return `${imports.join('\n')}\n${body.trimEnd()}\n`
}
