import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sectionsWithoutEffect } from '../../modules/site/effects.ts'
import { loadSite } from '../../modules/site/load-site.ts'
import { siteSchema } from '../../modules/site/schema.ts'
import { renderTemplate, type TemplateAnswers } from '../../modules/site/template.ts'

const answers: TemplateAnswers = {
  id: 'garage-roy',
  name: 'Garage Roy',
  siren: '443061841',
  domain: 'roy.example',
  mode: 'container',
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-template-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function load(text: string): ReturnType<typeof loadSite> {
  writeFileSync(join(folder, 'site.yaml'), text)
  return loadSite(folder)
}

describe('the file that `init` writes', () => {
  test.each(['container', 'rds', 'saas'] as const)('is valid for mode %s', (mode) => {
    const loading = load(renderTemplate({ ...answers, mode }))
    expect(loading.ok ? [] : loading.diagnostics).toEqual([])
    expect(loading.ok && loading.site.site.id).toBe('garage-roy')
    expect(loading.ok && loading.site.billing.applications[0]?.mode).toBe(mode)
  })

  test.each([
    'Chez "Roy": #1 & fils',
    '- item',
    '${file("/etc/passwd")}',
    "l'an 2000",
    '12',
    '{a}',
    '*x',
    '@y',
    'null',
  ])('keeps the name %j as it is', (name) => {
    const loading = load(renderTemplate({ ...answers, name }))
    expect(loading.ok && loading.site.site.name).toBe(name)
  })

  test('names every section, and says each default in words', () => {
    const text = renderTemplate({ ...answers, lang: 'en', schema: '../schema.json' })
    const named = Object.keys(siteSchema.properties ?? {}).filter((key) =>
      new RegExp(`^(# )?${key}:`, 'm').test(text),
    )
    expect(named).toEqual(Object.keys(siteSchema.properties ?? {}))
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema.json')
    expect(text).toContain(
      '  # timezone: Europe/Paris # Time zone of people and schedules; machines run in UTC\n',
    )
    expect(text).toContain('  workstations: 10 # Number of workstations; sizing follows (workstations)\n')
  })
})

describe('sections without effect', () => {
  test.each([
    [
      'cabinet-durand',
      'people mail chain hosts.remote network.lan network.uplinks network.time identity exchange integrations backup archive logs supervision access',
    ],
    [
      'negoce-petit',
      'people mail chain hosts.remote network.lan network.uplinks network.time billing.applications[0] proxy.certificates identity exchange integrations backup archive logs supervision access state',
    ],
    [
      'atelier-martin',
      'people chain hosts.remote network.lan network.uplinks network.time billing.applications[0] identity exchange backup archive logs supervision',
    ],
  ])('of %s are all said', (name, paths) => {
    const loading = loadSite(join('sites', name))
    expect(
      loading.ok &&
        sectionsWithoutEffect(loading.site)
          .map(({ path }) => path)
          .join(' '),
    ).toBe(paths)
  })

  test('of a new site are its people only', () => {
    const loading = load(renderTemplate(answers))
    expect(loading.ok && sectionsWithoutEffect(loading.site)).toEqual([
      {
        path: 'people',
        message: {
          fr: 'rôles et accès ne sont pas encore posés',
          en: 'roles and accesses are not set up yet',
        },
      },
    ])
  })
})
