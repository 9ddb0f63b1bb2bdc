import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../scripts/docker/client.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { ENGINE, type LabSite } from '../helpers/lab.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { buildNotes, notesSite, NOTES_HOST } from './notes-site.ts'

const lab = await describeLab()
const terraform = await hasTerraform()
/** Ten kills in all, shared by the engines at hand. */
const KILLS = terraform.available ? 5 : 10

if (!terraform.available) {
  describe.skip(`apply killed at random moments, engine terraform [${terraform.reason}]`, () =>
    test('kills', () => undefined))
}
for (const engine of terraform.available ? ['compose', 'terraform'] : ['compose']) {
  lab(`apply killed at random moments, engine ${engine}`, () => {
    let site: LabSite
    let longest = 0
    beforeAll(async () => {
      site = await notesSite(await buildNotes(await connect(ENGINE)))
      await mustEnd(0, site.socle('secrets', 'init'))
      await mustEnd(0, site.socle('plan', '--engine', engine))
      const start = Date.now()
      await mustEnd(0, site.socle('apply', '--engine', engine))
      longest = Date.now() - start
      await site.fetch('/', { method: 'POST', body: 'facture 1', hostname: NOTES_HOST })
    })
    afterAll(() => site.remove())

    test.each(Array.from({ length: KILLS }, (_, index) => index + 1))(
      'kill %i: the next apply heals the site',
      async (turn) => {
        // Half of the turns rebuild everything, the others replace every container by rotating all secrets.
        if (turn % 2 === 0) await mustEnd(0, site.socle('destroy', '--yes'))
        else await mustEnd(0, site.socle('secrets', 'rotate'))
        await mustEnd(0, site.socle('plan', '--engine', engine))
        const killed = site.start('apply', '--engine', engine)
        const timer = setTimeout(() => process.kill(-killed.pid, 'SIGKILL'), Math.random() * longest)
        await killed.result
        clearTimeout(timer)

        const { exit, stderr } = await site.socle('apply', '--engine', engine)
        expect(stderr, `kill ${turn}`).not.toContain('SOCLE-FAULT')
        expect(exit, stderr).toBe(0)
        expect((await site.socle('verify', '--json')).exit).toBe(0)
        const { text } = await site.fetch('/', { hostname: NOTES_HOST })
        expect(JSON.parse(text)).toEqual({ database: ['facture 1'], file: ['facture 1'] })
        await mustEnd(0, site.socle('plan', '--engine', engine))
        expect((await site.socle('apply', '--engine', engine)).stderr).toContain('Rien à changer')
        expect(await names(site)).toEqual(['db', 'notes', 'proxy'].map((role) => `${site.id}-${role}`))
      },
    )
  })
}

async function mustEnd(
  exit: number,
  running: Promise<{ exit: number | null; stderr: string }>,
): Promise<void> {
  const result = await running
  expect(result.exit, result.stderr).toBe(exit)
}

async function names(site: LabSite): Promise<string[]> {
  const all = await site.docker.listContainers({ all: true })
  return all
    .flatMap(({ Names }) => Names.map((name) => name.slice(1)))
    .filter((name) => name.includes(site.id))
    .sort()
}
