import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RangeExhausted } from '../../modules/network/subnets.ts'
import { loadSite } from '../../modules/site/load-site.ts'
import type { Site } from '../../modules/site/site.ts'
import { synthesise, type TerraformJson } from '../../stacks/synthesise.ts'
import { stackProps } from '../helpers/example.ts'
import { hostileFile } from '../site/hostile-arbitraries.ts'
import { freeTexts, hostileTexts, SITES } from '../site/hostile-texts.ts'

const RUNS = 2200
const TEXT_RUNS = 400
const SEED = 20261123

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-hostile-stacks-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function load(content: string | Uint8Array): ReturnType<typeof loadSite> {
  writeFileSync(join(folder, 'site.yaml'), content)
  return loadSite(folder)
}

describe('a hostile site file', () => {
  test(
    `that loads becomes nothing but hardened containers, networks and volumes (${RUNS} files)`,
    {
      timeout: 120_000,
    },
    () => {
      let synthesised = 0
      fc.assert(
        fc.property(hostileFile(), (content) => {
          const loading = load(content)
          if (!loading.ok) return
          if (expectClosed(loading.site)) synthesised++
        }),
        { numRuns: RUNS, seed: SEED },
      )
      expect(synthesised).toBeGreaterThan(50)
    },
  )

  test(`whose free texts are code is only text (${TEXT_RUNS} files)`, { timeout: 120_000 }, () => {
    let compared = 0
    fc.assert(
      fc.property(hostileTexts, ({ yaml, env, command }) => {
        const loading = load(yaml)
        expect(loading.ok ? [] : loading.diagnostics).toEqual([])
        if (!loading.ok) return
        const containers = expectClosed(loading.site)?.['docker_container']
        const application = containers?.['carnet']
        if (command === undefined || env === undefined) return
        compared++
        // What Terraform will read is what was written, to the letter.
        expect(evaluated(application?.['env'])).toEqual(expect.arrayContaining(env.map(inSecrets)))
        expect(evaluated((application?.['healthcheck'] as { test: unknown }).test)).toEqual([
          'CMD',
          ...command,
        ])
      }),
      { numRuns: TEXT_RUNS, seed: SEED },
    )
    expect(compared).toBeGreaterThan(50)
  })

  test('no free text of the schema is left out', () => {
    const covered = SITES.flatMap((data) =>
      freeTexts(data).map(([path]) => path.join('.').replace(/\d+/g, '*')),
    )
    expect([...new Set(covered)].sort()).toEqual([
      'access.*.company',
      'billing.applications.*.env.EMPTY',
      'billing.applications.*.env.NOTE',
      'billing.applications.*.health.command.*',
      'billing.applications.*.software',
      'billing.applications.*.supplier',
      'chain.*.software',
      'exchange.platform.name',
      'identity.base',
      'identity.groups.comptable',
      'identity.groups.facturation',
      'integrations.*.reason',
      'logs.reason',
      ...[
        'a.durand',
        'c.petit',
        'd.noel',
        'g.martin',
        'i.moreau',
        'j.petit',
        'l.faure',
        'm.leroy',
        'n.blanc',
        'p.garnier',
        's.roux',
        't.henry',
      ].map((id) => `people.${id}.name`),
      'site.companies.*.name',
      'site.name',
    ])
  })
})

const golden = (stack: string): TerraformJson =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'golden', `cabinet-durand.${stack}.tf.json`), 'utf8'),
  ) as TerraformJson

/** Every attribute that a resource of the example has, by type: the closed vocabulary. */
const VOCABULARY = Object.fromEntries(
  ['vault', 'site'].flatMap((stack) =>
    Object.entries(golden(stack).resource ?? {}).map(([type, byName]): [string, string[]] => [
      type,
      Object.values(byName).flatMap((body) => Object.keys(body)),
    ]),
  ),
)

type Resources = NonNullable<TerraformJson['resource']>

/** @returns the resources, nothing when the site is too large for its range */
function expectClosed(site: Site): Resources | undefined {
  let stacks
  try {
    stacks = synthesise(stackProps(site))
  } catch (error) {
    if (error instanceof RangeExhausted) return undefined
    throw error
  }
  const containers = site.billing.applications.filter(({ mode }) => mode === 'container').map(({ id }) => id)
  const addresses = addressPattern(['db', 'proxy', ...containers])
  const resources: Resources = Object.assign({}, ...stacks.map(({ json }) => json.resource)) as Resources
  for (const { json } of stacks) {
    expect(Object.keys(json).sort()).toEqual(['//', 'provider', 'resource', 'terraform'])
    expect(json['provider']).toEqual({ docker: [{ host: site.hosts.main.docker }] })
    expectNoCode(json, [])
  }
  for (const [type, byName] of Object.entries(resources)) {
    for (const [name, body] of Object.entries(byName)) {
      expect(`${type}.${name}`).toMatch(addresses)
      expect(VOCABULARY[type]).toEqual(expect.arrayContaining(Object.keys(body)))
      if (type === 'docker_container') expectHardened(site.site.id, body)
    }
  }
  return resources
}

function addressPattern(roles: readonly string[]): RegExp {
  const role = `(?:${roles.join('|')})`
  return new RegExp(
    `^(?:docker_container\\.${role}|docker_network\\.${role}-(?:edge|${role})|docker_volume\\.${role}-(?:data(?:-\\d+)?|config|secrets|logs))$`,
  )
}

function expectHardened(siteId: string, body: Readonly<Record<string, unknown>>): void {
  expect(body).toMatchObject({
    read_only: true,
    privileged: false,
    capabilities: { add: [], drop: ['ALL'] },
    security_opts: ['no-new-privileges:true'],
    memory_swap: body['memory'],
    network_mode: 'bridge',
    ipc_mode: 'private',
    init: true,
  })
  expect(body['memory']).toBeGreaterThan(0)
  expect(body['user']).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  for (const { type, source } of body['mounts'] as { type: string; source: string }[]) {
    expect([type, source.startsWith(`${siteId}-`), source.includes('/')]).toEqual(['volume', true, false])
  }
  for (const { name } of body['networks_advanced'] as { name: string }[])
    expect(name).toMatch(/^\$\{docker_network\.[a-z0-9]+-[a-z0-9]+\.id\}$/)
  for (const key of ['ports', 'labels']) expect(JSON.stringify(body[key])).not.toMatch(/[$%]\{/)
}

const TEMPLATE = /(?<!\$)\$\{|(?<!%)%\{/

/** A reference is only where the stack itself puts one: the networks of a container. */
function expectNoCode(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') {
    if (path.at(-1) === 'name' && path.at(-3) === 'networks_advanced') return
    if (TEMPLATE.test(value) || value.includes('TfToken')) expect.fail(`${path.join('.')}: ${value}`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (TEMPLATE.test(key) || key.includes('TfToken')) expect.fail(`${path.join('.')}: key ${key}`)
      expectNoCode(child, [...path, key])
    }
  }
}

/** The one thing that a value of the environment can ask for: a path among the service's own secrets. */
const inSecrets = (line: string): string => line.replace(/^(\w+=)\$SOCLE_SECRETS\//, '$1/run/secrets/5ec4e7/')

/** Texts as Terraform reads them: an escape is a `$` or `%` less, everything else is itself. */
const evaluated = (texts: unknown): string[] =>
  (texts as string[]).map((text) => text.replace(/\$\$\{/g, () => '${').replace(/%%\{/g, () => '%{'))
