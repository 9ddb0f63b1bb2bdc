import type { Verb } from './cli.ts'
import { connect } from './docker/client.ts'
import { describeImages, type ImageDescription } from './docker/images/describe.ts'
import { ensureImages } from './docker/images/ensure.ts'
import { interruptible } from './lib/interrupt.ts'
import { withLock } from './lib/lock.ts'
import type { Output } from './lib/output.ts'
import { capabilitiesOf } from './lib/synthesis.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle images`: age and pending updates of each; `--refresh` rebuilds with today's packages. */
const images: Verb = (path, options, output) => {
  const { architecture, siteDir, stateDir } = openWorkspace(path, options)
  const resume = {
    fr: 'Interrompu : les images déjà construites sont gardées. Relancez la même commande.',
    en: 'Interrupted: the images already built are kept. Run the same command again.',
  }
  return interruptible(output, resume, async (signal) => {
    const docker = await connect(architecture.dockerHost, { signal })
    const request = {
      docker,
      siteId: architecture.siteId,
      siteDir,
      capabilities: capabilitiesOf(architecture),
      progress: (line: string) => output.note(`  ${line}`),
      signal,
    }
    if (options['refresh'] === true) return withLock(stateDir, 'images', () => refresh(request, output))
    const described = await describeImages({ ...request, withUpdates: options['updates'] !== false })
    output.result(described)
    if (!output.json) for (const image of described) output.say(rowOf(image, output))
    return 0
  })
}

async function refresh(request: Parameters<typeof ensureImages>[0], output: Output): Promise<number> {
  const { images: built } = await ensureImages({ ...request, refresh: true })
  output.result(built)
  for (const { name, changes } of output.json ? [] : built) {
    output.say({
      fr: `${name} : ${changes.length} paquet(s) changé(s)`,
      en: `${name}: ${changes.length} package(s) changed`,
    })
    for (const { package: each, from, to } of changes) output.say(`  ${each} ${from ?? '–'} → ${to ?? '–'}`)
  }
  output.note({
    fr: '`socle plan` montre les conteneurs que cela remplace.',
    en: '`socle plan` shows the containers this replaces.',
  })
  return 0
}

function rowOf({ name, ageDays, updates, isPresent }: ImageDescription, output: Output): string {
  if (ageDays === undefined)
    return `${name}  ${output.text({ fr: 'pas encore construite', en: 'not built yet' })}`
  const age = output.text({ fr: `${ageDays} jour(s)`, en: `${ageDays} day(s)` })
  const presence = isPresent
    ? ''
    : output.text({ fr: ', absente de cet hôte', en: ', absent from this host' })
  return `${name}  ${age}${presence}  ${pending(updates, output)}`
}

function pending(found: ImageDescription['updates'], output: Output): string {
  if (!found) return ''
  if (!found.updates)
    return output.text(found.reason ?? { fr: 'mises à jour inconnues', en: 'updates unknown' })
  const security = found.updates.filter((update) => update.security)
  const names = security.map(({ package: name }) => name).join(', ')
  return output.text({
    fr: `${found.updates.length} mise(s) à jour, dont ${security.length} de sécurité${names ? ` (${names})` : ''}`,
    en: `${found.updates.length} update(s), ${security.length} of them security${names ? ` (${names})` : ''}`,
  })
}

export default images
