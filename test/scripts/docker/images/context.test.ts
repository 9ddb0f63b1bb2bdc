import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  contextHash,
  imageCapabilities,
  imageContexts,
  imageNames,
} from '../../../../scripts/docker/images/context.ts'

const file = (path: string, text = '', executable = false) => ({
  path,
  executable,
  content: Buffer.from(text),
})

describe('the hash of a context', () => {
  const files = [file('Dockerfile', 'FROM x'), file('a/b', 'one', true)]
  test('is stable: a change of this literal rebuilds every image of every site', () => {
    expect(contextHash(files, 'base')).toBe(
      '2e5c76bc4cd61ab991ac164778e2f103a9d2fae856f817ae865e1e5003949cdb',
    )
  })
  test('does not depend on the order', () =>
    expect(contextHash([...files].reverse())).toBe(contextHash(files)))
  test.each([
    ['content', [file('Dockerfile', 'FROM y'), file('a/b', 'one', true)], ''],
    ['executable bit', [file('Dockerfile', 'FROM x'), file('a/b', 'one')], ''],
    ['name', [file('Dockerfile', 'FROM x'), file('a/c', 'one', true)], ''],
    ['one file more', [...files, file('z')], ''],
    ['base', files, 'other base'],
  ])('depends on: %s', (_, changed, base) => expect(contextHash(changed, base)).not.toBe(contextHash(files)))
  test('two files cannot pass for one', () => {
    expect(contextHash([file('a', '- "b" 1\nx')])).not.toBe(contextHash([file('a', ''), file('b', 'x')]))
  })
})

describe('contexts on disk', () => {
  let modules: string
  const put = (path: string, text: string): string => {
    const full = join(modules, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
    return full
  }
  beforeEach(() => {
    modules = mkdtempSync(join(tmpdir(), 'socle-modules-'))
    put('base/image/Dockerfile', 'FROM debian:trixie-slim\n')
    put('alpha/image/Dockerfile', 'FROM base\n')
    put('alpha/image/bin/run', '#!/bin/sh\n')
    put('plain/notes.ts', '')
  })
  afterEach(() => rmSync(modules, { recursive: true }))

  test('capabilities with an image are found', async () => {
    expect(await imageCapabilities(modules)).toEqual(['alpha', 'base'])
  })

  test('the base comes first and is always there; names are the first 12 digits', async () => {
    const contexts = await imageContexts(['alpha'], modules)
    expect([...contexts.keys()]).toEqual(['base', 'alpha'])
    const alpha = contexts.get('alpha')
    expect(alpha?.name).toBe(`socle/alpha:${alpha?.hash.slice(0, 12)}`)
    expect(alpha?.files.map(({ path }) => path).sort()).toEqual(['Dockerfile', 'bin/run'])
    expect(await imageNames(['alpha'], modules)).toEqual({
      base: contexts.get('base')?.name,
      alpha: alpha?.name,
    })
  })

  test('dates and a looser mode change nothing; the executable bit and the base do', async () => {
    const before = await imageNames(['alpha'], modules)
    const run = join(modules, 'alpha/image/bin/run')
    utimesSync(run, 1, 1)
    chmodSync(run, 0o640)
    expect(await imageNames(['alpha'], modules)).toEqual(before)
    chmodSync(run, 0o755)
    const executable = await imageNames(['alpha'], modules)
    expect(executable['alpha']).not.toBe(before['alpha'])
    expect(executable['base']).toBe(before['base'])
    put('base/image/Dockerfile', 'FROM debian:trixie-slim\nUSER 1\n')
    expect((await imageNames(['alpha'], modules))['alpha']).not.toBe(executable['alpha'])
  })

  test('a link or a missing Dockerfile is refused', async () => {
    symlinkSync('/etc/passwd', join(modules, 'alpha/image/passwd'))
    await expect(imageContexts(['alpha'], modules)).rejects.toThrow(
      `IMAGES-CONTEXT ${modules}/alpha/image is not an image context: passwd is missing or is not a plain file`,
    )
    await expect(imageContexts(['plain'], modules)).rejects.toThrow(
      `IMAGES-CONTEXT ${modules}/plain/image is not an image context: Dockerfile is missing or is not a plain file`,
    )
  })
})
