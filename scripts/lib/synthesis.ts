import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { networksOf, type Architecture } from '../../modules/architecture.ts'
import { digestOf } from '../../modules/container/canonical.ts'
import { allocateSubnets, RangeExhausted, type SubnetLedger } from '../../modules/network/subnets.ts'
import { synthesise, type SynthesisedStack } from '../../stacks/synthesise.ts'
import { imageNames } from '../docker/images/context.ts'
import { lockedImage, readLock } from '../docker/images/lock.ts'
import { revisions as secretRevisions, roleRevision } from '../secrets/store-file.ts'
import { Failure } from './fail.ts'
import { readJson, sha256, writeJson, writeWhole } from './files.ts'
import type { Workspace } from './workspace.ts'

/** Everything that a site becomes before any engine, and the files it is made from. */
export interface Synthesis {
  readonly stacks: readonly SynthesisedStack[]
  readonly subnets: SubnetLedger
  /** Image of each role: id, or content-hash name where nothing is built yet. */
  readonly images: Readonly<Record<string, string>>
  /** Revision of each role's configuration and secrets: the directories they are delivered to. */
  readonly revisions: Readonly<
    Record<string, { readonly configRevision: string; readonly secretsRevision: string }>
  >
}

/**
 * The site's stacks: offline, without Docker, without the age key. Reads the image lock, the subnet ledger and the
 * revisions of the secrets where they exist.
 * @throws Failure NETWORK-RANGE when network.range is too small
 */
export async function synthesiseSite({
  site,
  architecture,
  siteDir,
  stateDir,
}: Workspace): Promise<Synthesis> {
  const subnets = subnetsFor(architecture, site.network.range, stateDir)
  const images = await imagesFor(architecture, siteDir)
  const revisions = revisionsFor(architecture, siteDir)
  return { stacks: synthesise({ architecture, subnets, images, revisions }), subnets, images, revisions }
}

/** Capabilities whose images the site needs. */
export const capabilitiesOf = ({ services }: Architecture): string[] => [
  ...new Set(services.flatMap(({ image }) => ('capability' in image ? [image.capability] : []))),
]

export const keepSubnets = ({ stateDir }: Workspace, { subnets }: Synthesis): void =>
  writeJson(join(stateDir, 'subnets.lock.json'), subnets)

function subnetsFor(architecture: Architecture, range: string, stateDir: string): SubnetLedger {
  const ledger = readJson<SubnetLedger>(join(stateDir, 'subnets.lock.json'))
  const names = networksOf(architecture).map(({ name }) => name)
  try {
    return allocateSubnets(range, names, ledger)
  } catch (cause) {
    if (cause instanceof RangeExhausted) throw new Failure('NETWORK-RANGE', cause.text, { cause })
    throw cause
  }
}

async function imagesFor(architecture: Architecture, siteDir: string): Promise<Record<string, string>> {
  const names = await imageNames(capabilitiesOf(architecture))
  const lock = readLock(siteDir)
  return Object.fromEntries(
    architecture.services.map(({ role, image }) => {
      if ('reference' in image) return [role, image.reference]
      const name = names[image.capability]
      if (name === undefined) throw new Error(`no image context for ${image.capability}`)
      return [role, lockedImage(lock, name) ?? name]
    }),
  )
}

function revisionsFor({ services, siteId }: Architecture, siteDir: string): Synthesis['revisions'] {
  const secrets = secretRevisions(siteDir, siteId)
  return Object.fromEntries(
    services.map(({ role, config }) => [
      role,
      { configRevision: digestOf(config).slice(0, 12), secretsRevision: roleRevision(secrets, role) },
    ]),
  )
}

/** Writes the stacks and, beside them, the generated configuration as text; what no longer exists is removed. */
export function writeSynthesis({ outDir, architecture }: Workspace, { stacks }: Synthesis): void {
  for (const { name, text } of stacks) writeWhole(join(outDir, 'stacks', name, 'cdk.tf.json'), text)
  const configDir = join(outDir, 'stacks', 'site', 'config')
  const wanted = new Map(
    architecture.services.flatMap(({ role, config }) =>
      Object.entries(config).map(([file, text]) => [join(configDir, role, file), text] as const),
    ),
  )
  for (const [path, text] of wanted) writeWhole(path, text)
  for (const path of filesUnder(configDir)) if (!wanted.has(path)) rmSync(path)
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Digests of everything an assessment was made from. */
export const inputsOf = ({ source }: Workspace, { stacks }: Synthesis): Record<string, string> => ({
  ...Object.fromEntries(source.files.map(({ name, sha256: digest }) => [name, digest])),
  ...Object.fromEntries(stacks.map(({ name, text }) => [`${name}/cdk.tf.json`, sha256(text)])),
})
