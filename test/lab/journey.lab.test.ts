import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LEVELS, type Assessment } from '../../policies/assessment.ts'
import { compare } from '../../policies/report/html/comparison.ts'
import { canaries } from '../../scripts/secrets/files.ts'
import { openStore } from '../../scripts/secrets/store.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { LabSite } from '../helpers/lab.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { attempt, BILLING_HOST, Tryton } from '../helpers/tryton.ts'

const lab = await describeLab()
const terraform = await hasTerraform()
/** The example's fiscal year is the civil one. */
const INVOICE = `FA${new Date().getUTCFullYear()}-00001 posted 200.00`

interface Row {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly declared: string
  readonly computed: string
  readonly measured: string
}

if (!terraform.available) {
  describe.skip(`the whole journey, engine terraform [${terraform.reason}]`, () =>
    test('start', () => undefined))
}
for (const engine of terraform.available ? ['compose', 'terraform'] : ['compose']) {
  lab(`the whole journey on the container example, engine ${engine}`, () => {
    let site: LabSite
    beforeAll(async () => {
      site = await LabSite.create('cabinet-durand')
    })
    afterAll(() => site.remove())

    test('start ends with a healthy, verified site', async () => {
      const { exit, stdout, stderr } = await site.socle('start', '--engine', engine)
      expect(stderr).toContain('Vérification du site en marche')
      expect(stdout).toContain(`https://${BILLING_HOST}:${site.ports.https}/`)
      expect([0, 4]).toContain(exit)
    })

    test("Tryton's page comes through the door, with the site's own authority", async () => {
      const { status, text } = await site.fetch('/', { hostname: BILLING_HOST })
      expect(status).toBe(200)
      expect(text).toContain('Tryton')
    })

    test('the generated password logs in, another does not, and an invoice is posted', async () => {
      expect((await attempt(site, 'admin')).status).toBe(401)
      const tryton = await Tryton.login(site)
      await tryton.postInvoice()
      expect(await tryton.invoices()).toEqual([INVOICE])
    })

    test('a second start changes nothing and says so', async () => {
      const before = await containerIds(site)
      const { exit, stderr } = await site.socle('start', '--engine', engine)
      expect([0, 4]).toContain(exit)
      expect(stderr).toContain('rien à changer')
      expect(await containerIds(site)).toEqual(before)
    })

    test('what no network joins is closed, what a conduit declares is open, and the computation says as much', async () => {
      const { stdout } = await site.socle('verify', '--json')
      const { reachability } = JSON.parse(stdout) as { reachability: Row[] }
      expect(reachability.filter(({ computed, measured }) => computed !== measured)).toEqual([])
      expect(
        reachability.filter(({ declared, measured }) => declared === 'open' && measured !== 'open'),
      ).toEqual([])
      const pairs = (wanted: string): string[] =>
        reachability
          .filter(({ measured }) => measured === wanted)
          .map(({ from, to, port }) => `${from}→${to}:${port}`)
      expect(pairs('closed')).toEqual(['db→proxy:8443', 'db→proxy:8080', 'proxy→db:5432'])
    })

    test('the three levels say the same of every claim that they share', () => {
      const levels = LEVELS.map(
        (level) => JSON.parse(site.read(join('.socle', `assessment.${level}.json`))) as Assessment,
      )
      expect(levels.map(({ level }) => level)).toEqual(LEVELS)
      const weighty = levels.flatMap(({ results }) =>
        results.filter(({ status, severity }) => status === 'fail' && /blocking|major/.test(severity)),
      )
      expect(weighty).toEqual([])
      const rows = compare(levels)
      const shared = rows.filter(({ at }) => LEVELS.every((level) => at[level].length > 0))
      expect(shared.length).toBeGreaterThan(80)
      expect(
        rows.filter(({ disagrees }) => disagrees).map(({ rule, subject }) => `${rule} ${subject}`),
      ).toEqual([])
    })

    test('no secret is in any file, environment, argument or output', async () => {
      process.env['SOCLE_AGE_KEY_FILE'] = site.env['SOCLE_AGE_KEY_FILE']
      const values = await canaries(await openStore(site.folder, site.id))
      expect(values.length).toBeGreaterThan(5)
      const outputs = await Promise.all(
        [
          ['status'],
          ['check', '--json'],
          ['verify', '--json'],
          ['secrets', 'list', '--json'],
          ['plan', '--json', '--engine', engine],
        ].map((args) => site.socle(...args)),
      )
      const inspected = await inspections(site)
      const texts = [
        ...filesUnder(site.folder),
        ...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
        ...inspected,
      ]
      const leaked = values.filter((value) => texts.some((text) => text.includes(value)))
      expect(leaked.length).toBe(0)
      expect(inspected.filter((text) => text.includes('gunicorn')).length).toBeGreaterThan(0)
    })

    test.each([
      [
        'docker update of the memory',
        'DRF-01',
        async () => {
          await site.docker
            .getContainer(`${site.id}-proxy`)
            .update({ Memory: 200 * 2 ** 20, MemorySwap: 200 * 2 ** 20 })
          return () =>
            site.docker
              .getContainer(`${site.id}-proxy`)
              .update({ Memory: 128 * 2 ** 20, MemorySwap: 128 * 2 ** 20 })
        },
      ],
      [
        'docker network connect of the database to the door',
        'DRF-01',
        async () => {
          const network = site.docker.getNetwork(`${site.id}-proxy-tryton`)
          await network.connect({ Container: `${site.id}-db` })
          return () => network.disconnect({ Container: `${site.id}-db` })
        },
      ],
      [
        "a hand-made container with the site's prefix",
        'DRF-02',
        async () => {
          const image = (await site.docker.getContainer(`${site.id}-proxy`).inspect()).Image
          const stray = await site.docker.createContainer({ name: `${site.id}-stray`, Image: image })
          return () => stray.remove({ force: true })
        },
      ],
    ])('verify finds %s', async (_what, rule, meddle) => {
      const undo = await meddle()
      try {
        const { exit, stdout } = await site.socle('verify', '--json')
        const failed = (JSON.parse(stdout) as Assessment).results
          .filter(({ status }) => status === 'fail')
          .map((result) => result.rule)
        expect(failed).toContain(rule)
        expect(exit).toBe(1)
      } finally {
        await undo()
      }
      expect((await site.socle('verify', '--json')).exit).not.toBe(1)
    })

    test('destroy keeps the data: the next start finds the invoice', async () => {
      const { exit } = await site.socle('destroy', '--yes')
      expect(exit).toBe(0)
      expect(await containerIds(site)).toEqual([])
      const again = await site.socle('start', '--engine', engine)
      expect([0, 4]).toContain(again.exit)
      expect(await (await Tryton.login(site)).invoices()).toEqual([INVOICE])
    })

    test('destroy --with-data wants the site id in full', async () => {
      const refused = await site.socle('destroy', '--with-data', '--yes')
      expect(refused.exit).toBe(2)
      expect(refused.stderr).toContain('DESTROY-REFUSED')
      expect((await site.socle('destroy', '--with-data', '--confirm', site.id)).exit).toBe(0)
      expect(
        (await site.docker.listVolumes()).Volumes.filter(({ Name }) => Name.startsWith(`${site.id}-`)),
      ).toEqual([])
    })
  })
}

async function containerIds(site: LabSite): Promise<string[]> {
  const all = await site.docker.listContainers({ all: true })
  return all
    .filter(({ Names }) => Names.some((name) => name.startsWith(`/${site.id}-`)))
    .map(({ Id }) => Id)
    .sort()
}

/** What Docker says of each container, its processes' arguments and all it has written to its logs. */
async function inspections(site: LabSite): Promise<string[]> {
  const ids = await containerIds(site)
  const texts = await Promise.all(
    ids.map(async (id) => {
      const container = site.docker.getContainer(id)
      const logs = await buffer(await container.getArchive({ path: '/logs' }))
      const processes: unknown = await container.top({ ps_args: '-ef' })
      const inspected = await container.inspect()
      return [JSON.stringify(inspected), JSON.stringify(processes), logs.toString('latin1')]
    }),
  )
  return texts.flat()
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 50e6)
    .map((path) => readFileSync(path, 'utf8'))
}
