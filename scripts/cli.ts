import { Command, CommanderError, Option } from 'commander'
import { SOCLE_VERSION } from '../modules/root.ts'
import { printable, type Lang } from '../modules/site/text.ts'
import { Failure, SiteFaults } from './lib/fail.ts'
import { Output, type CommonOptions } from './lib/output.ts'
import { interrupted } from './lib/interrupt.ts'

/** A verb: reads its options, does its work, answers with an exit status. Loaded only when it is called. */
export type Verb = (site: string, options: VerbOptions, output: Output) => Promise<number>

export interface VerbOptions extends CommonOptions {
  readonly [option: string]: unknown
}

/**
 * The command line. Exit status: 0 done, 1 a blocking or major rule fails, 2 usage, bad input or tool error,
 * 3 nothing judged or doubt on a rule that counts, 4 as 0 but only thanks to waivers or derogations, 130 interrupted.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const program = buildProgram()
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    process.exitCode = await report(error, argv)
  }
}

function buildProgram(): Command {
  const program = new Command('socle')
    .description('One site.yaml in, a running, hardened and proven billing site out.')
    .version(SOCLE_VERSION)
    .exitOverride()
    .configureHelp({ sortSubcommands: true })
    .showHelpAfterError()
  const site = (name: string, summary: string) =>
    withCommon(program.command(`${name} <site>`).description(summary))

  site('init', 'write a commented site.yaml')
    .option('--name <name>', 'name of the company')
    .option('--siren <siren>', 'SIREN of the company (9 digits)')
    .option('--domain <domain>', 'domain of the site')
    .addOption(
      new Option('--mode <mode>', 'billing mode').choices(['container', 'rds', 'saas']).default('container'),
    )
    .action(verb(() => import('./init.ts')))
  site('check', 'validate, synthesise and judge; offline').action(verb(() => import('./check.ts')))
  engine(site('plan', 'plan with the engine and judge the plan'))
    .option('--delete-volume <name...>', 'accept the deletion of this data volume')
    .action(verb(() => import('./plan.ts')))
  engine(site('apply', 'apply exactly the reviewed plan'))
    .option('--delete-volume <name...>', 'accept the deletion of this data volume')
    .option('--adopt-volume <name...>', 'take over a volume of this site that its state does not know')
    .option('--with-debt <reason>', 'pass failures that the last applied assessment already held')
    .action(verb(() => import('./apply.ts')))
  site('verify', 'probe the running site and judge it').action(verb(() => import('./verify.ts')))
  engine(site('destroy', 'remove the services; the data stays'))
    .option('--with-data', 'remove the data volumes too (asks for the site id in full)')
    .option('--confirm <site-id>', 'the site id typed in full, where nobody can be asked')
    .action(verb(() => import('./destroy.ts')))
  site('status', 'what runs, where, since when').action(verb(() => import('./status.ts')))
  site('images', 'age and pending updates of each image')
    .option('--refresh', "rebuild with today's packages")
    .option('--no-updates', 'do not look for pending updates')
    .action(verb(() => import('./images.ts')))
  engine(site('start', 'the whole journey on this machine: check, images, plan, gate, apply, verify')).action(
    verb(() => import('./start.ts')),
  )
  site('report', 'render the reports again; sign them')
    .option('--sign', "sign the assessments and the reports with the site's key")
    .option('--timestamp <url>', 'have the signed list dated by an RFC 3161 authority')
    .action(verb(() => import('./report.ts')))
  judge(program)
  secrets(program)
  withCommon(program.command('rules').description('the catalogue of rules')).action((options: VerbOptions) =>
    execute(() => import('./rules.ts'), '', options),
  )
  withCommon(program.command('docs').description('regenerate the reference documents')).action(
    (options: VerbOptions) => execute(() => import('./docs.ts'), '', options),
  )
  return program
}

function judge(program: Command): void {
  withCommon(
    program
      .command('judge <file>')
      .description('judge any Terraform JSON, plan, docker inspect output or Compose file'),
  )
    .option('--site <path>', 'the site it belongs to, if any')
    .action((file: string, options: VerbOptions) => execute(() => import('./judge.ts'), file, options))
}

function secrets(program: Command): void {
  const group = program.command('secrets').description('generate, list and rotate the secrets of a site')
  const sub = (name: string, summary: string) =>
    withCommon(group.command(name).description(summary)).option('--site <path>', 'site folder', '.')
  const run = (action: string) => (options: VerbOptions) =>
    execute(() => import('./secrets.ts'), String(options['site']), { ...options, action })
  sub('init', 'generate what is missing, encrypted with age').action(run('init'))
  sub('list', 'names, revisions and ages; no value').action(run('list'))
  sub('show <name>', 'print one secret on the terminal').action((name: string, options: VerbOptions) =>
    run('show')({ ...options, name }),
  )
  sub('rotate [name]', 'give a secret (or all) a new value').action(
    (name: string | undefined, options: VerbOptions) => run('rotate')({ ...options, name }),
  )
}

const engine = (command: Command): Command =>
  command.addOption(
    new Option('--engine <engine>', 'force an engine').choices(['tofu', 'terraform', 'compose']),
  )

const withCommon = (command: Command): Command =>
  command
    .addOption(
      new Option('--lang <lang>', 'language of what people read').choices(['fr', 'en']).default('fr'),
    )
    .option('--json', 'machine output on stdout, the rest on stderr', false)
    .option('--out <dir>', 'where reports go (default: .socle/ beside site.yaml)')
    .option('--overlay <file>', 'overlay file (default: site.local.yaml beside site.yaml, if any)')
    .option('--yes', 'answer yes to questions that destroy nothing', false)
    .exitOverride()

const verb = (load: () => Promise<{ default: Verb }>) => (site: string, options: VerbOptions) =>
  execute(load, site, options)

async function execute(
  load: () => Promise<{ default: Verb }>,
  site: string,
  options: VerbOptions,
): Promise<void> {
  const { default: action } = await load()
  process.exitCode = await action(site, options, new Output(options))
}

/** What went wrong, in the reader's language, and its exit status: never a stack trace for an expected failure. */
async function report(error: unknown, argv: readonly string[]): Promise<number> {
  const lang = languageOf(argv)
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (interrupted(error)) return 130
  const failure = error instanceof Failure ? error : (await import('./docker/client.ts')).asFailure(error)
  if (!(failure instanceof Failure)) return reportFault(error, lang)
  const isOfSite = failure instanceof SiteFaults
  const isJson = argv.includes('--json')
  if (isJson) process.stdout.write(`${JSON.stringify(failure.report(lang), null, 2)}\n`)
  const text = failure.text[lang].split('\n').map(printable).join('\n')
  if (!isOfSite) process.stderr.write(`${failure.code}  ${text}\n`)
  else if (!isJson) process.stderr.write(`${text}\n`)
  return failure.exit
}

function reportFault(error: unknown, lang: Lang): number {
  const hint = {
    fr: 'ceci est un défaut de Socle, pas de votre site ; relancez avec SOCLE_DEBUG=1 pour le détail et signalez-le',
    en: 'this is a fault of Socle, not of your site; run again with SOCLE_DEBUG=1 for the detail and report it',
  }
  process.stderr.write(
    `SOCLE-FAULT  ${error instanceof Error ? error.message : String(error)}\n  ${hint[lang]}\n`,
  )
  if (process.env['SOCLE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  return 2
}

const languageOf = (argv: readonly string[]): Lang =>
  argv[argv.indexOf('--lang') + 1] === 'en' || argv.includes('--lang=en') ? 'en' : 'fr'
