import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { vaultVolumes } from '../modules/architecture.ts'
import type { Verb } from './cli.ts'
import { connect } from './docker/client.ts'
import { removeHelpers } from './docker/helper.ts'
import { detectEngine } from './engines/detect.ts'
import type { Engine, EngineContext } from './engines/engine.ts'
import { confirmed, typed } from './lib/ask.ts'
import { forgetEngine, recordedEngine, wantedEngine } from './lib/engine-record.ts'
import { Failure } from './lib/fail.ts'
import { interruptible } from './lib/interrupt.ts'
import { closeJournal } from './lib/journal.ts'
import { withLock } from './lib/lock.ts'
import { engineOption } from './lib/options.ts'
import type { Output } from './lib/output.ts'
import { removeUnheld, waitForChild } from './lib/recovery.ts'
import { synthesiseSite, type Synthesis } from './lib/synthesis.ts'
import { forgetVolumes } from './lib/vault.ts'
import { openWorkspace, type Workspace } from './lib/workspace.ts'

/** `socle destroy`: removes the services; the vault, hence the data, stays unless its loss is asked for in full. */
const destroy: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const { siteId } = workspace.architecture
  const withData = options['withData'] === true
  await authorise(siteId, withData, options, output)
  const resume = {
    fr: 'Interrompu : relancez `socle destroy` pour finir.',
    en: 'Interrupted: run `socle destroy` again to finish.',
  }
  return interruptible(output, resume, (signal) =>
    withLock(workspace.stateDir, 'destroy', async () => {
      const context: EngineContext = {
        siteId,
        stateDir: workspace.stateDir,
        dockerHost: workspace.architecture.dockerHost,
        signal,
        progress: (line) => output.note(`  ${line}`),
      }
      await waitForChild(workspace.stateDir, context.progress)
      const synthesis = await synthesiseSite(workspace)
      const engine = await engineOf(workspace, synthesis, context, options)
      await destroyServices(synthesis, engine, context)
      if (withData) await destroyVault(workspace, synthesis, engine, context)
      output.result({ site: siteId, servicesRemoved: true, dataRemoved: withData })
      output.note(conclusion(withData))
      return 0
    }),
  )
}

async function authorise(
  siteId: string,
  withData: boolean,
  options: Parameters<Verb>[1],
  output: Output,
): Promise<void> {
  if (!withData) {
    const question = {
      fr: `Retirer les services de ${siteId} (les données restent) ?`,
      en: `Remove the services of ${siteId} (the data stays)?`,
    }
    if (options.yes || (await confirmed(question, output))) return
    throw refused()
  }
  // --yes never answers this one: nothing brings a volume back.
  const question = {
    fr: `Toutes les données de ${siteId} seront perdues. Tapez l'identifiant du site en entier pour confirmer : `,
    en: `All data of ${siteId} will be lost. Type the site id in full to confirm: `,
  }
  const answer = typeof options['confirm'] === 'string' ? options['confirm'] : await typed(question, output)
  if (answer !== siteId) throw refused()
}

async function engineOf(
  workspace: Workspace,
  { stacks }: Synthesis,
  context: EngineContext,
  options: Parameters<Verb>[1],
): Promise<Engine> {
  const [vault] = stacks
  if (!vault) throw new Error('every site has a vault stack')
  const wanted = wantedEngine(workspace.stateDir, engineOption(options).engine)
  const { engine, passedOver } = await detectEngine(
    vault,
    context,
    wanted ?? recordedEngine(workspace.stateDir),
  )
  if (engine) return engine
  throw new Failure('ENGINE-NONE', passedOver[0] ?? { fr: 'aucun moteur', en: 'no engine' })
}

async function destroyServices({ stacks }: Synthesis, engine: Engine, context: EngineContext): Promise<void> {
  const docker = await connect(context.dockerHost)
  await removeHelpers(docker, context.siteId)
  const site = stacks.find(({ name }) => name === 'site')
  if (site && (await engine.holds('site', context)).length > 0) await engine.destroy(site, context)
  // What an interrupted apply left outside every state bears the site's label all the same.
  await removeUnheld(docker, context)
  closeJournal(context.stateDir)
  forgetEngine(context.stateDir)
}

async function destroyVault(
  workspace: Workspace,
  { stacks }: Synthesis,
  engine: Engine,
  context: EngineContext,
): Promise<void> {
  const vault = stacks.find(({ name }) => name === 'vault')
  if (!vault) return
  // The declaration without its protection, for this one removal that was confirmed in full.
  const unprotected = vault.text.replaceAll('"prevent_destroy": true', '"prevent_destroy": false')
  await engine.destroy({ ...vault, text: unprotected }, context)
  forgetVolumes(workspace.stateDir, vaultVolumes(workspace.architecture))
  rmSync(join(workspace.stateDir, 'applied.json'), { force: true })
}

const refused = (): Failure =>
  new Failure('DESTROY-REFUSED', {
    fr: "rien n'a été retiré : la confirmation manque ou n'est pas l'identifiant du site",
    en: 'nothing was removed: the confirmation is missing or is not the site id',
  })

const conclusion = (withData: boolean) =>
  withData
    ? { fr: 'Services et données retirés.', en: 'Services and data removed.' }
    : {
        fr: 'Services retirés ; les volumes de données restent. `socle apply` les retrouvera.',
        en: 'Services removed; the data volumes stay. `socle apply` will find them again.',
      }

export default destroy
