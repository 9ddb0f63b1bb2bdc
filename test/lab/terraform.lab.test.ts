import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assessment } from '../../policies/assessment.ts'
import { run } from '../../scripts/lib/run.ts'
import { connect } from '../../scripts/docker/client.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { ENGINE, type LabSite } from '../helpers/lab.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { buildNotes, notesSite, NOTES_HOST } from './notes-site.ts'

const lab = await describeLab()
const terraform = await hasTerraform()

if (!terraform.available)
  describe.skip(`the real provider [${terraform.reason}]`, () => test('init, plan, apply', () => undefined))
else
  lab('the real provider', () => {
    let site: LabSite
    beforeAll(async () => {
      site = await notesSite(await buildNotes(await connect(ENGINE)))
      expect((await site.socle('secrets', 'init')).exit).toBe(0)
    })
    afterAll(() => site.remove())

    test('an apply that nobody reviewed is refused', async () => {
      const { exit, stderr } = await site.socle('apply', '--engine', 'terraform')
      expect(stderr).toContain('PLAN-NOT-REVIEWED')
      expect(exit).toBe(2)
    })

    test('plan, then apply of exactly that plan', async () => {
      const plan = await site.socle('plan', '--engine', 'terraform')
      expect(plan.exit, plan.stderr).toBe(0)
      const apply = await site.socle('apply', '--engine', 'terraform')
      expect(apply.exit, apply.stderr).toBe(0)
      await site.fetch('/', { method: 'POST', body: 'facture 1', hostname: NOTES_HOST })
    })

    test.each(['vault', 'site'])(
      'a second plan of the %s stack is empty, says Terraform itself',
      async (stack) => {
        const dir = join(site.folder, 'state', stack)
        const { exit } = await run(
          ['terraform', `-chdir=${dir}`, 'plan', '-detailed-exitcode', '-input=false', '-lock=false'],
          { accept: [2] },
        )
        expect(exit).toBe(0)
      },
    )

    test('the running site has the verdicts of the plan', async () => {
      const { exit, stdout } = await site.socle('verify', '--json')
      const { summary, results } = JSON.parse(stdout) as Assessment
      // What the client has not signed yet, a clear link to an image of theirs among it, stops nothing.
      const failures = results.filter(({ status }) => status === 'fail')
      expect(failures.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
        'ADM-04 minor',
        'EGR-01 minor',
        'TLS-08 minor',
        'WEB-01 minor',
      ])
      expect(summary.unknown).toBe(0)
      expect(exit).toBe(0)
    })

    test('what changed since the review is refused, and said', async () => {
      expect((await site.socle('plan')).exit).toBe(0)
      expect((await site.socle('secrets', 'rotate', 'db/notes.password')).exit).toBe(0)
      const { exit, stderr } = await site.socle('apply')
      expect(stderr).toContain('PLAN-CHANGED')
      expect(exit).toBe(2)
    })

    test('a rotated secret plans a visible restart, and the application still reaches its data', async () => {
      const plan = await site.socle('plan')
      expect(plan.stdout).toMatch(/REMPLACÉ +docker_container\.db/)
      expect(plan.stdout).toMatch(/REMPLACÉ +docker_container\.notes/)
      expect(plan.stdout).not.toMatch(/(REMPLACÉ|modifié|créé|SUPPRIMÉ) +docker_container\.proxy/)
      const apply = await site.socle('apply')
      expect(apply.exit, apply.stderr).toBe(0)
      const { text } = await site.fetch('/', { hostname: NOTES_HOST })
      expect(JSON.parse(text)).toEqual({ database: ['facture 1'], file: ['facture 1'] })
    })

    test('destroy, apply again: what was written before is there', async () => {
      expect((await site.socle('destroy', '--yes')).exit).toBe(0)
      expect((await site.socle('plan')).exit).toBe(0)
      const apply = await site.socle('apply')
      expect(apply.exit, apply.stderr).toBe(0)
      const { text } = await site.fetch('/', { hostname: NOTES_HOST })
      expect(JSON.parse(text)).toEqual({ database: ['facture 1'], file: ['facture 1'] })
    })

    test('the other engine is refused while this one holds the site', async () => {
      const { exit, stderr } = await site.socle('plan', '--engine', 'compose')
      expect(stderr).toContain('ENGINE-OTHER')
      expect(exit).toBe(2)
    })

    test('a removed application does not take its data with it: the gate stops the plan', async () => {
      const yaml = site.read('site.yaml')
      site.write('site.yaml', withoutNotes(yaml))
      const { exit, stdout } = await site.socle('plan', '--json')
      const failed = (
        JSON.parse(stdout) as { results: { rule: string; status: string; subject: string }[] }
      ).results.filter(({ status }) => status === 'fail')
      expect(failed.map(({ rule, subject }) => `${rule} ${subject}`)).toContain(
        'DST-01 docker_volume.db-data',
      )
      expect(exit).toBe(1)
      site.write('site.yaml', yaml)
    })

    test('two applies at once: the second says who holds the site and since when', async () => {
      expect((await site.socle('secrets', 'rotate', 'db/notes.password')).exit).toBe(0)
      expect((await site.socle('plan')).exit).toBe(0)
      const first = site.start('apply')
      await untilLocked(site)
      const second = await site.socle('apply')
      expect(second.stderr).toMatch(/LOCK-HELD.*\(apply, pid \d+\), depuis \d{4}-\d\d-\d\dT/)
      expect(second.exit).toBe(2)
      expect((await first.result).exit).toBe(0)
    })

    test('volumes named on the command line go last, once nothing mounts them', async () => {
      const yaml = site.read('site.yaml')
      site.write('site.yaml', withoutNotes(yaml))
      const named = ['db-config', 'db-data', 'db-logs', 'db-secrets', 'notes-data', 'notes-secrets']
      const plan = await site.socle('plan', '--delete-volume', ...named)
      expect(plan.exit, plan.stderr).toBe(4)
      const apply = await site.socle('apply', '--delete-volume', ...named)
      expect(apply.exit, apply.stderr).toBe(4)
      const { Volumes } = await site.docker.listVolumes()
      const left = Volumes.map(({ Name }) => Name).filter((name) => name.startsWith(`${site.id}-`))
      expect(left.sort()).toEqual(['config', 'logs', 'secrets'].map((kind) => `${site.id}-proxy-${kind}`))
      expect((await site.socle('verify', '--json')).exit).toBe(0)
    })
  })

/** The site without its application in a container: billing is at a supplier's. */
const withoutNotes = (yaml: string): string =>
  yaml
    .replace(
      /- \{ id: notes.*/,
      '- { id: notes, mode: saas, url: "https://notes.example/", supplier: Notes }',
    )
    .replace('{ zone: metier, service: notes }', '{ zone: dmz, service: proxy }')

async function untilLocked(site: LabSite): Promise<void> {
  for (let attempt = 0; attempt < 200 && !site.exists('state/lock'); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
