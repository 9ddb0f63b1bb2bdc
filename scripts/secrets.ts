import type { Verb } from './cli.ts'
import { Failure } from './lib/fail.ts'
import { withLock } from './lib/lock.ts'
import type { Output } from './lib/output.ts'
import { openWorkspace, type Workspace } from './lib/workspace.ts'
import { initSecrets, rotate, type SecretsReport, type SecretSettings } from './secrets/init.ts'
import { openStore } from './secrets/store.ts'

/** `socle secrets init|list|show|rotate`. Only `show` ever prints a value, and only on a terminal or a pipe asked for. */
const secrets: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const name = typeof options['name'] === 'string' ? options['name'] : undefined
  switch (options['action']) {
    case 'list':
      return list(workspace, output)
    case 'show':
      return show(workspace, name ?? '')
    case 'rotate':
      return withLock(workspace.stateDir, 'secrets rotate', async () =>
        say(
          await rotate(secretSettings(workspace), name === undefined ? { all: true } : selection(name)),
          output,
        ),
      )
    default:
      return withLock(workspace.stateDir, 'secrets init', async () =>
        say(await initSecrets(secretSettings(workspace)), output),
      )
  }
}

/** What the architecture wants to exist and who may read it. */
export const secretSettings = ({ architecture, siteDir, site }: Workspace): SecretSettings => ({
  siteDir,
  siteId: architecture.siteId,
  wanted: architecture.secrets,
  recipients: site.secrets.recipients,
})

/** `tryton/admin.password` is one secret, `tryton` is all those of the role. */
const selection = (name: string) => (name.includes('/') ? { name } : { role: name })

async function list({ siteDir, architecture }: Workspace, output: Output): Promise<number> {
  const store = await openStore(siteDir, architecture.siteId)
  const all = store.list()
  output.result(all)
  if (!output.json)
    for (const { name, kind, revision, ageDays } of all)
      output.say(`  ${name.padEnd(28)} ${kind.padEnd(12)} ${revision}  ${ageDays} j`)
  return 0
}

async function show({ siteDir, architecture }: Workspace, name: string): Promise<number> {
  const store = await openStore(siteDir, architecture.siteId)
  if (!store.list().some((each) => each.name === name)) {
    throw new Failure('SECRETS-UNKNOWN', {
      fr: `aucun secret ne s'appelle ${name} : \`socle secrets list\` donne les noms`,
      en: `no secret is called ${name}: \`socle secrets list\` gives the names`,
    })
  }
  process.stdout.write(`${(await store.reveal(name)).reveal()}\n`)
  return 0
}

function say(report: SecretsReport, output: Output): number {
  output.result(report)
  const { identity, created, changed } = report
  if (identity.created) {
    output.note({
      fr: `Clé age créée : ${identity.path}. Gardez-en une copie hors ligne : sans elle, ces secrets sont perdus.`,
      en: `age key created: ${identity.path}. Keep an offline copy: without it these secrets are lost.`,
    })
  }
  for (const name of created) output.note({ fr: `  créé : ${name}`, en: `  created: ${name}` })
  for (const name of changed) output.note({ fr: `  renouvelé : ${name}`, en: `  renewed: ${name}` })
  if (created.length + changed.length === 0)
    output.note({ fr: 'Tous les secrets existent déjà.', en: 'All secrets exist already.' })
  else if (changed.length > 0)
    output.note({
      fr: '`socle plan` montre ce qui redémarrera.',
      en: '`socle plan` shows what will restart.',
    })
  return 0
}

export default secrets
