import { stackNamed } from '../stacks/synthesise.ts'
import type { Verb, VerbOptions } from './cli.ts'
import { connect } from './docker/client.ts'
import { detectEngine } from './engines/detect.ts'
import type { Engine, EngineContext } from './engines/engine.ts'
import { confirmed, typed } from './lib/ask.ts'
import { destroyServices, destroyVault, isApplied } from './lib/destroying.ts'
import { wantedEngine } from './lib/engine-record.ts'
import { Failure } from './lib/fail.ts'
import { interruptible } from './lib/interrupt.ts'
import { withLock } from './lib/lock.ts'
import { engineOption } from './lib/options.ts'
import type { Output } from './lib/output.ts'
import { waitForChild } from './lib/recovery.ts'
import { synthesiseSite, type Synthesis } from './lib/synthesis.ts'
import { openWorkspace, type Workspace } from './lib/workspace.ts'

/** `socle destroy`: removes the services; the vault, hence the data, stays unless its loss is asked for in full. */
const destroy: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const { siteId, dockerHost } = workspace.architecture
  const { stateDir } = workspace
  const withData = options['withData'] === true
  // Before anything is asked: without an engine there is nothing to say yes to.
  const docker = await connect(dockerHost)
  await authorise(workspace, withData, options, output)
  const resume = {
    fr: 'Interrompu : relancez `socle destroy` pour finir.',
    en: 'Interrupted: run `socle destroy` again to finish.',
  }
  return interruptible(output, resume, (signal) =>
    withLock(stateDir, 'destroy', async () => {
      const progress = (line: string): void => output.note(`  ${line}`)
      const context: EngineContext = { siteId, stateDir, dockerHost, signal, progress }
      await waitForChild(stateDir, progress)
      const synthesis = await synthesiseSite(workspace)
      const engine = await engineOf(stateDir, synthesis, context, options)
      const request = { workspace, synthesis, engine, context, docker }
      await destroyServices(request)
      if (withData) await destroyVault(request)
      output.result({ site: siteId, servicesRemoved: true, dataRemoved: withData })
      output.note(conclusion(withData))
      return 0
    }),
  )
}

/** @throws Failure DESTROY-REFUSED */
async function authorise(
  { architecture: { siteId }, stateDir }: Workspace,
  withData: boolean,
  options: VerbOptions,
  output: Output,
): Promise<void> {
  // A copy of a site folder that never applied anything must not stop what another one runs.
  if (!withData && isApplied(stateDir)) {
    const question = {
      fr: `Retirer les services de ${siteId} (les données restent) ?`,
      en: `Remove the services of ${siteId} (the data stays)?`,
    }
    if (options.yes || (await confirmed(question, output))) return
    throw refused()
  }
  // --yes never answers this one: nothing brings a volume back.
  const confirm = options['confirm']
  const answer = typeof confirm === 'string' ? confirm : await typed(fullQuestion(siteId, withData), output)
  if (answer !== siteId) throw refused()
}

const fullQuestion = (siteId: string, withData: boolean) =>
  withData
    ? {
        fr: `Toutes les données de ${siteId} seront perdues. Tapez l'identifiant du site en entier pour confirmer : `,
        en: `All data of ${siteId} will be lost. Type the site id in full to confirm: `,
      }
    : {
        fr: `Rien n'a été appliqué depuis ce dossier : un autre tient peut-être ${siteId}. Tapez l'identifiant du site en entier pour retirer ses services : `,
        en: `Nothing was applied from this folder: another may hold ${siteId}. Type the site id in full to remove its services: `,
      }

async function engineOf(
  stateDir: string,
  { stacks }: Synthesis,
  context: EngineContext,
  options: VerbOptions,
): Promise<Engine> {
  const wanted = wantedEngine(stateDir, engineOption(options).engine)
  const { engine, passedOver } = await detectEngine(stackNamed(stacks, 'vault'), context, wanted)
  if (engine) return engine
  throw new Failure('ENGINE-NONE', passedOver[0] ?? { fr: 'aucun moteur', en: 'no engine' })
}

const refused = (): Failure =>
  new Failure('DESTROY-REFUSED', {
    fr: "rien n'a été retiré : la confirmation manque ou n'est pas l'identifiant du site (--confirm, ou au clavier)",
    en: 'nothing was removed: the confirmation is missing or is not the site id (--confirm, or typed)',
  })

const conclusion = (withData: boolean) =>
  withData
    ? { fr: 'Services et données retirés.', en: 'Services and data removed.' }
    : {
        fr: 'Services retirés ; les volumes de données restent. `socle apply` les retrouvera.',
        en: 'Services removed; the data volumes stay. `socle apply` will find them again.',
      }

export default destroy
