import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../policies/assessment.ts'
import { copyOfExample, expectNoFault, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'
import { EXAMPLES } from '../helpers/example.ts'

const folder = scratchFolder()

/** The example on a machine whose Docker Engine nobody finds. */
function siteOf(example: string, name: string, docker: string): string {
  const site = copyOfExample(example, join(folder.path, name))
  writeFileSync(join(site, 'site.local.yaml'), JSON.stringify({ hosts: { main: { docker } } }))
  return site
}

const NOT_DONE = {
  fr: /^Images, plan, application et vérification n'ont pas été faits : le moteur Docker ne répond pas sur unix:\/\/\/nonexistent\.sock \(connect ENOENT \/nonexistent\.sock\)\. (?:Démarrez-le : sudo systemctl start docker|Installez-le : sudo apt-get install --yes docker\.io)$/,
  en: /^Images, plan, apply and verify were not done: the Docker Engine does not answer on unix:\/\/\/nonexistent\.sock \(connect ENOENT \/nonexistent\.sock\)\. (?:Start it: sudo systemctl start docker|Install it: sudo apt-get install --yes docker\.io)$/,
}

describe.each(EXAMPLES)('start of %s without a Docker Engine', (example) => {
  test('goes as far as check does, and ends as it does', async () => {
    const site = siteOf(example, example, 'unix:///nonexistent.sock')
    const checked = await socle(['check', site, '--json'])
    const started = await socle(['start', site, '--json'])
    expectNoFault(started)
    expect(started.exit).toBe(checked.exit)
    expect(withoutMoment(started.stdout)).toEqual(withoutMoment(checked.stdout))
    expect(started.stderr).toMatch(new RegExp(NOT_DONE.fr.source, 'm'))
  })
})

function withoutMoment(stdout: string): unknown {
  const { at: _at, host: _host, signature: _signature, ...rest } = JSON.parse(stdout) as Assessment
  return rest
}

describe('start without a Docker Engine', () => {
  test.each(['fr', 'en'] as const)(
    'says in one line what was not done and what would enable it: %s',
    async (lang) => {
      const site = siteOf('cabinet-durand', `lang-${lang}`, 'unix:///nonexistent.sock')
      const { stderr } = await socle(['start', site, '--lang', lang])
      const lines = stderr.trimEnd().split('\n')
      expect(lines).toHaveLength(2)
      expect(lines[1]).toMatch(NOT_DONE[lang])
    },
  )

  test('synthesises and judges, and leaves no secret, state or lock behind', async () => {
    const site = siteOf('cabinet-durand', 'traces', 'unix:///nonexistent.sock')
    await socle(['start', site])
    expect(filesOf(site).filter((name) => !name.startsWith('.socle/stacks/site/config/'))).toEqual([
      '.socle/assessment.synth.json',
      '.socle/code-scanning.sarif',
      '.socle/junit.xml',
      '.socle/oscal-assessment-results.json',
      '.socle/report.html',
      '.socle/report.md',
      '.socle/results.sarif',
      '.socle/stacks/site/cdk.tf.json',
      '.socle/stacks/vault/cdk.tf.json',
      'site.local.yaml',
      'site.yaml',
    ])
  })

  test.each(['plan', 'apply', 'verify', 'status', 'images', 'destroy'])(
    '%s, which cannot do without one, says so and exits 2',
    async (verb) => {
      const site = siteOf('cabinet-durand', `verb-${verb}`, 'unix:///nonexistent.sock')
      const run = await socle([verb, site, '--yes', '--json', '--lang', 'en'])
      expectNoFault(run)
      expect(run.exit).toBe(2)
      expect(run.stderr).toMatch(
        /^DOCKER-UNREACHABLE {2}the Docker Engine does not answer on unix:\/\/\/nonexistent\.sock /m,
      )
      expect(JSON.parse(run.stdout)).toMatchObject({ diagnostics: [{ code: 'DOCKER-UNREACHABLE' }] })
      expect(filesOf(site).filter((name) => /lock|tmp$/.test(name))).toEqual([])
    },
  )
})
