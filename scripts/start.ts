import { join } from 'node:path'
import { exitStatus } from '../policies/index.ts'
import type { Verb, VerbOptions } from './cli.ts'
import { connect } from './docker/client.ts'
import { runApply } from './lib/apply-verb.ts'
import { concludeWith, keepAssessment } from './lib/conclusion.ts'
import { Failure } from './lib/fail.ts'
import { writeWhole } from './lib/files.ts'
import { interruptible } from './lib/interrupt.ts'
import { checkSite } from './lib/judgement.ts'
import { withLock } from './lib/lock.ts'
import { engineOption } from './lib/options.ts'
import { Output } from './lib/output.ts'
import { planSite, type Planned } from './lib/planning.ts'
import { runSteps, type Step } from './lib/progress.ts'
import { avoidWhatIsTaken } from './lib/overlay.ts'
import { waitForChild } from './lib/recovery.ts'
import { openSession, type Session } from './lib/session.ts'
import { startStoppedPublishers } from './lib/stopped.ts'
import { verifySite, type Verified } from './lib/verifying.ts'
import { openWorkspace, type Workspace } from './lib/workspace.ts'
import { secretSettings } from './secrets.ts'
import { initSecrets } from './secrets/init.ts'
import { openStore } from './secrets/store.ts'
import { addressOf } from './status.ts'

/** What the steps hand to one another. */
interface Journey {
  readonly options: VerbOptions
  readonly output: Output
  readonly signal: AbortSignal
  workspace: Workspace
  session?: Session
  planned?: Planned
  verified?: Verified
}

/** `npm start`: the whole journey on this machine; without Docker, as far as `check` goes. */
const start: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const unreachable = await dockerFailure(workspace)
  if (unreachable) return checkOnly(workspace, output, unreachable)
  const resume = {
    fr: 'Interrompu ; rien n’est à moitié écrit. Pour continuer : relancez la même commande.',
    en: 'Interrupted; nothing is half written. To go on: run the same command again.',
  }
  return interruptible(output, resume, (signal) =>
    withLock(workspace.stateDir, 'start', async () => {
      const journey: Journey = { options, output, signal, workspace }
      await runSteps(STEPS, journey, output)
      return conclude(journey)
    }),
  )
}

const STEPS: readonly Step<Journey>[] = [
  { title: { fr: 'Vérifier la description du site', en: 'Check the site description' }, run: check },
  { title: { fr: 'Choisir ports et réseaux libres', en: 'Choose free ports and networks' }, run: chooseFree },
  { title: { fr: 'Secrets', en: 'Secrets' }, run: prepareSecrets },
  { title: { fr: 'Images', en: 'Images' }, run: prepareImages },
  {
    title: { fr: 'Plan, jugé avant toute application', en: 'Plan, judged before anything is applied' },
    run: plan,
  },
  { title: { fr: 'Application', en: 'Apply' }, run: apply },
  { title: { fr: 'Vérification du site en marche', en: 'Verify the running site' }, run: verify },
]

async function check({ workspace }: Journey) {
  const assessment = await checkSite(workspace)
  keepAssessment(assessment, workspace)
  const status = exitStatus(assessment)
  if (status !== 0 && status !== 4) throw stopped(status, 'synth', assessment.summary.fail)
  return counts(assessment.summary)
}

async function chooseFree(journey: Journey) {
  const written = await avoidWhatIsTaken(journey.workspace)
  if (!written) return { fr: 'ceux de site.yaml', en: 'those of site.yaml' }
  journey.workspace = openWorkspace(journey.workspace.siteDir, journey.options)
  return written
}

async function prepareSecrets({ workspace }: Journey) {
  const { created, identity } = await initSecrets(secretSettings(workspace))
  return {
    fr: `${created.length} créés, clé age ${identity.path}`,
    en: `${created.length} created, age key ${identity.path}`,
  }
}

async function prepareImages(journey: Journey, report: (line: string) => void) {
  const { workspace, options, signal } = journey
  await waitForChild(workspace.stateDir, report)
  journey.session = await openSession(workspace, { ...engineOption(options), signal, progress: report })
  const { images, engine, passedOver } = journey.session
  const built = images.images.filter(({ action }) => action === 'built').length
  const because = (lang: 'fr' | 'en'): string =>
    passedOver.length > 0 ? ` (${passedOver.map((reason) => reason[lang]).join(' ; ')})` : ''
  return {
    fr: `${built} construites, moteur ${engine.label}${because('fr')}`,
    en: `${built} built, engine ${engine.label}${because('en')}`,
  }
}

async function plan(journey: Journey) {
  const session = sessionOf(journey)
  await startStoppedPublishers(session, journey.output)
  journey.planned = await planSite({
    ...session,
    lock: session.images.lock,
    deletableVolumes: [],
  })
  keepAssessment(journey.planned.assessment, session.workspace)
  const status = exitStatus(journey.planned.assessment)
  if (status !== 0 && status !== 4) throw stopped(status, 'plan', journey.planned.assessment.summary.fail)
  return counts(journey.planned.assessment.summary)
}

async function apply(journey: Journey, report: (line: string) => void) {
  const session = sessionOf(journey)
  const silent = new Output({ lang: journey.output.lang, json: false, silent: true })
  const reporting = { ...session, context: { ...session.context, progress: report } }
  const { changed } = await runApply(reporting, silent, {
    deletableVolumes: [],
    ...(journey.planned ? { reviewed: journey.planned } : {}),
  })
  return changed
    ? { fr: 'site en bonne santé', en: 'site healthy' }
    : { fr: 'rien à changer', en: 'nothing to change' }
}

async function verify(journey: Journey) {
  const { workspace, docker, images, synthesis } = sessionOf(journey)
  journey.verified = await verifySite({ workspace, synthesis, docker, baseImage: images.base })
  return counts(journey.verified.assessment.summary)
}

async function conclude({ workspace, verified, output, session }: Journey): Promise<number> {
  if (!verified || !session) throw new Error('the last step ended without a verdict')
  const status = concludeWith(verified.assessment, workspace, output, { reachability: verified.reachability })
  const { site, siteDir, outDir, architecture } = workspace
  const address = addressOf(architecture, site.proxy.hostnames.billing) ?? '–'
  const [proxy] = architecture.services.flatMap(({ publishes }) => publishes)
  const authority = await writeAuthority(workspace)
  const reach = `--resolve ${site.proxy.hostnames.billing}:${proxy?.external ?? 443}:${proxy?.address ?? '127.0.0.1'}`
  output.say({
    fr: [
      '',
      `Adresse        ${address}  (depuis cette machine : curl --cacert ${authority} ${reach} ${address})`,
      ...login(architecture, 'Connexion      ', siteDir, 'utilisateur admin, mot de passe'),
      `Rapport        ${join(outDir, 'assessment.live.json')}`,
      `Tout retirer   npx socle destroy ${siteDir} --yes   (les données restent ; --with-data les retire aussi)`,
    ].join('\n'),
    en: [
      '',
      `Address        ${address}  (from this machine: curl --cacert ${authority} ${reach} ${address})`,
      ...login(architecture, 'Log in         ', siteDir, 'user admin, password'),
      `Report         ${join(outDir, 'assessment.live.json')}`,
      `Remove it all  npx socle destroy ${siteDir} --yes   (the data stays; --with-data removes it too)`,
    ].join('\n'),
  })
  return status
}

/** The certificate (public) that a browser or curl has to trust. */
async function writeAuthority({ siteDir, outDir, architecture }: Workspace): Promise<string> {
  const store = await openStore(siteDir, architecture.siteId)
  const path = join(outDir, 'ca.crt')
  writeWhole(path, (await store.reveal('ca/ca.crt')).reveal())
  return path
}

const login = (
  { secrets }: Workspace['architecture'],
  title: string,
  siteDir: string,
  words: string,
): string[] =>
  secrets
    .filter(({ name }) => name.endsWith('/admin.password'))
    .map(({ name }) => `${title}${words} : npx socle secrets show ${name} --site ${siteDir}`)

async function dockerFailure({ architecture }: Workspace): Promise<Failure | undefined> {
  try {
    await connect(architecture.dockerHost)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** What can be done without a Docker Engine, what was not, and the one command that would enable it. */
async function checkOnly(workspace: Workspace, output: Output, { text }: Failure): Promise<number> {
  const status = concludeWith(await checkSite(workspace), workspace, output)
  output.note({
    fr: `Images, plan, application et vérification n'ont pas été faits : ${text.fr}`,
    en: `Images, plan, apply and verify were not done: ${text.en}`,
  })
  return status
}

function sessionOf({ session }: Journey): Session {
  if (!session) throw new Error('the images step opens the session')
  return session
}

const counts = ({ pass, fail, unknown }: { pass: number; fail: number; unknown: number }) => ({
  fr: `${pass} réussies, ${fail} en échec, ${unknown} inconnues`,
  en: `${pass} passed, ${fail} failed, ${unknown} unknown`,
})

const stopped = (status: number, level: string, failures: number): Failure =>
  new Failure(
    'START-STOPPED',
    {
      fr: `arrêt avant application : ${failures} règle(s) en échec au niveau ${level} ; \`socle ${level === 'synth' ? 'check' : 'plan'}\` les détaille`,
      en: `stopped before apply: ${failures} rule(s) fail at level ${level}; \`socle ${level === 'synth' ? 'check' : 'plan'}\` details them`,
    },
    { exit: status === 1 ? 1 : 3 },
  )

export default start
