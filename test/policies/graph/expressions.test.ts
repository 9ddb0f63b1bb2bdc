import { describe, expect, test } from 'vitest'
import { readTemplate, readTraversal } from '../../../policies/graph/expressions.ts'
import { Opaque, type Tree } from '../../../policies/graph/tree.ts'

const VALUES: Readonly<Record<string, Tree>> = { 'local.n': 3, 'local.name': 'db', 'local.f("}")': 'ok' }
const resolve = (expression: string): Tree => VALUES[expression] ?? new Opaque('reference', expression)

describe('readTemplate', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['${local.n}', 3],
    ['a-${local.name}-${local.n}', 'a-db-3'],
    ['$${local.n}', '${local.n}'],
    ['%%{if true}', '%{if true}'],
    ['$$${local.n}', '$${local.n}'],
    ['${ local.f("}") }', 'ok'],
    ['100% $5', '100% $5'],
  ])('%j gives %j', (source, value) => {
    expect(readTemplate(source, resolve)).toEqual(value)
  })

  test.each([
    ['${var.x}', 'var.x'],
    ['a-${var.x}', 'var.x'],
    ['%{if var.x}a%{endif}', '%{if var.x}a%{endif}'],
    ['${unclosed', '${unclosed'],
    ['${TfToken[TOKEN.0]}', 'TfToken[TOKEN.0]'],
  ])('%j is not read', (source, about) => {
    expect(readTemplate(source, resolve)).toEqual(new Opaque('reference', about))
  })
})

test.each([
  ['docker_network.back.id', { address: 'docker_network.back', attribute: 'id' }],
  ['docker_network.a-b[0].name', { address: 'docker_network.a-b[0]', attribute: 'name' }],
  ['docker_volume.d["x"].name', { address: 'docker_volume.d["x"]', attribute: 'name' }],
  ['data.docker_image.base.id', { address: 'data.docker_image.base', attribute: 'id' }],
  ['docker_network.back[count.index].id', undefined],
  ['try(docker_network.back.id, "")', undefined],
])('readTraversal %j', (expression, traversal) => {
  expect(readTraversal(expression)).toEqual(traversal)
})
