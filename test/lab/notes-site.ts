import { join } from 'node:path'
import { SOCLE_ROOT } from '../../modules/root.ts'
import type { DockerClient } from '../../scripts/docker/client.ts'
import { ensureImages } from '../../scripts/docker/images/ensure.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { LabSite } from '../helpers/lab.ts'

export const NOTES_HOST = 'facturation.durand.example'

/** Builds the small application once per engine (the layers are cached) and gives the id that pins it. */
export async function buildNotes(docker: DockerClient): Promise<string> {
  await ensureDebian(docker)
  const context = join(SOCLE_ROOT, 'test', 'lab', 'notes')
  const stream = await docker.buildImage(
    { context, src: ['Dockerfile', 'app.py'] },
    { t: 'socle-lab/notes:latest' },
  )
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(stream, (error: Error | null, events: { error?: string }[]) => {
      const failure = error?.message ?? events.find((event) => event.error)?.error
      return failure === undefined ? resolve() : reject(new Error(failure))
    }),
  )
  return (await docker.getImage('socle-lab/notes:latest').inspect()).Id
}

/** The Debian that everything stands on, bootstrapped where no registry can be reached. */
async function ensureDebian(docker: DockerClient): Promise<void> {
  const siteDir = mkdtempSync(join(tmpdir(), 'socle-lab-base-'))
  await ensureImages({ docker, siteId: 'lab-base', siteDir, capabilities: [] })
  rmSync(siteDir, { recursive: true, force: true })
}

/** The container example with the small application in Tryton's place. */
export const notesSite = (image: string): Promise<LabSite> =>
  LabSite.create('cabinet-durand', (yaml) =>
    yaml
      .replace(
        /- \{ id: tryton, mode: container.*/,
        `- { id: notes, mode: container, image: "${image}", port: 8000, user: "10020:10020", data: [/var/lib/notes],` +
          ' database: true, health: { path: /healthz }, roles: [facturation], memoryMiB: 128 }',
      )
      .replaceAll('service: tryton', 'service: notes'),
  )
