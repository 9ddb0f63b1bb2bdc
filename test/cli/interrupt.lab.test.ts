import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect } from '../../scripts/docker/client.ts'
import { expectNoFault, filesOf, scratchFolder, socle, type RunOptions } from '../helpers/command-line.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { ENGINE, type LabSite } from '../helpers/lab.ts'
import { buildNotes, notesSite, NOTES_HOST } from '../lab/notes-site.ts'

const lab = await describeLab()
scratchFolder()

/** What a start of a site that is not there yet shows, in this order, whatever the version of Compose. */
const MOMENTS: readonly (readonly [moment: string, shown: RegExp])[] = [
  ['as the images are prepared', /^> Images/m],
  ['as the plan begins', /^> Plan/m],
  ['between two volumes', /docker_volume\.db-data: created/],
  ['as secrets are delivered', /-db-secrets: [0-9a-f]+$/m],
  ['as networks are created', /Creating network|Network \S+ +Creating/],
  ['as containers are created', /Creating \S+-db |Container \S+-db +Creating/],
  ['as the containers become healthy', /proxy: starting/],
]

lab('start, interrupted by Ctrl-C', () => {
  let site: LabSite
  beforeAll(async () => {
    site = await notesSite(await buildNotes(await connect(ENGINE)))
  })
  afterAll(() => site.remove())
  afterEach(async () => {
    const { exit, stderr } = await site.socle('destroy', '--with-data', '--confirm', site.id)
    expect(exit, stderr).toBe(0)
  })

  const start = (options: Pick<RunOptions, 'interruptAt'> = {}) =>
    socle(['start', site.folder, '--engine', 'compose'], { env: site.env, timeoutSeconds: 300, ...options })

  test.each(MOMENTS)(
    '%s: leaves nothing half-written, and the next start goes on',
    async (_moment, shown) => {
      const stopped = await start({ interruptAt: shown })
      expectNoFault(stopped)
      expect(stopped.exit, stopped.stderr).toBe(130)
      expect(stopped.stderr).toContain('Interruption demandée : fin propre en cours…')
      expect(stopped.stderr.trimEnd().split('\n').at(-1)).toBe(
        'Interrompu ; rien n’est à moitié écrit. Pour continuer : relancez la même commande.',
      )
      expectWhole(site.folder)

      const again = await start()
      expectNoFault(again)
      expect([0, 4], again.stderr).toContain(again.exit)
      expect((await site.fetch('/', { hostname: NOTES_HOST })).status).toBe(200)
      expectWhole(site.folder)
    },
  )
})

function expectWhole(folder: string): void {
  const names = filesOf(folder)
  expect(names.filter((name) => /\.tmp|(^|\/)lock|takeover/.test(name))).toEqual([])
  for (const name of names.filter((each) => each.endsWith('.json')))
    expect(() => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown, name).not.toThrow()
}
