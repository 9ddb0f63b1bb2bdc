import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { LabSite } from '../helpers/lab.ts'
import { compare, figure, median, timed, type Figure } from './figure.ts'
import { checkov, judgement } from './judge.ts'
import { largeGraph } from './reachability.ts'
import { rules } from './rules.ts'

const SOCLE = join(SOCLE_ROOT, 'scripts', 'socle.mjs')

/** What may be asked for alone with `--only`; a part that cannot run here says why. */
const PARTS: Readonly<Record<string, () => Promise<Figure[] | string> | Figure[] | string>> = {
  'cold check': () => [coldCheck()],
  rules,
  graph: largeGraph,
  judge: () => {
    const found = checkov()
    return 'path' in found ? judgement(found.path) : found.reason
  },
  engines: async () => {
    const terraform = await hasTerraform()
    return terraform.available ? engines() : terraform.reason
  },
}

/** Prints the figures; `--json` for machines, `--only NAME` for one part. Says which parts were left out. */
export async function bench(argv: readonly string[]): Promise<void> {
  const figures: Figure[] = []
  for (const name of asked(argv)) {
    const found = await PARTS[name]?.()
    if (typeof found === 'string') process.stderr.write(`left out: ${name} (${found})\n`)
    else figures.push(...(found ?? []))
  }
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else for (const each of figures) process.stdout.write(`${line(each)}\n`)
}

function asked(argv: readonly string[]): string[] {
  const names = Object.keys(PARTS)
  const at = argv.indexOf('--only')
  if (at < 0) return names
  const only = argv[at + 1] ?? ''
  if (names.includes(only)) return [only]
  process.stderr.write(`--only ${only}: one of ${names.join(', ')}\n`)
  process.exit(2)
}

const line = ({ name, ours, theirs, peer, ratio, unit }: Figure): string =>
  `${name.padEnd(40)} ${ours.toFixed(2)} ${unit}  against ${theirs.toFixed(2)} ${unit} (${peer})  ratio ${ratio.toFixed(2)}`

function coldCheck(): Figure {
  const out = mkdtempSync(join(tmpdir(), 'socle-bench-'))
  const site = join(SOCLE_ROOT, 'sites', 'cabinet-durand')
  const figure = compare('cold check', 'node -e 0', 15, {
    ours: () => timed([process.execPath, SOCLE, 'check', site, '--json', '--out', out]),
    theirs: () => timed([process.execPath, '-e', '0']),
  })
  rmSync(out, { recursive: true, force: true })
  return figure
}

async function engines(): Promise<Figure[]> {
  const ours = await LabSite.create('cabinet-durand')
  const compose = await LabSite.create('cabinet-durand')
  try {
    for (const [site, engine] of [
      [ours, 'terraform'],
      [compose, 'compose'],
    ] as const) {
      await must(site, 'secrets', 'init')
      await must(site, 'plan', '--engine', engine)
      await must(site, 'apply', '--engine', engine)
    }
    return [noopPlan(ours), ...(await applies(ours, compose))]
  } finally {
    await ours.remove()
    await compose.remove()
  }
}

function noopPlan(site: LabSite): Figure {
  return compare('no-op plan', 'terraform plan of both stacks', 5, {
    ours: () => timed([process.execPath, SOCLE, 'plan', site.folder, '--json'], site.env),
    theirs: () =>
      ['vault', 'site'].reduce(
        (sum, stack) => sum + timed([...terraform(site, stack), 'plan', '-input=false', PARALLEL]),
        0,
      ),
  })
}

/** Services destroyed and built again, data kept, images built: to healthy on both sides. */
async function applies(site: LabSite, compose: LabSite): Promise<Figure[]> {
  const samples = { socle: [] as number[], terraform: [] as number[], compose: [] as number[] }
  for (let round = 0; round < 3; round++) {
    samples.socle.push(await rebuild(site))
    samples.compose.push(await rebuild(compose))
    samples.terraform.push(await bareTerraform(site))
  }
  const [ours, theirs, trial] = [samples.socle, samples.terraform, samples.compose].map(median) as [
    number,
    number,
    number,
  ]
  return [
    figure('apply to healthy', 'terraform apply of the same JSON', ours, theirs, 's'),
    figure('apply to healthy, compose', 'the same site with terraform', trial, ours, 's'),
  ]
}

async function rebuild(site: LabSite): Promise<number> {
  await must(site, 'destroy', '--yes')
  await must(site, 'plan')
  return timed([process.execPath, SOCLE, 'apply', site.folder], site.env)
}

/** The engine alone, on the JSON that Socle wrote, until the same containers are healthy. */
async function bareTerraform(site: LabSite): Promise<number> {
  await must(site, 'destroy', '--yes')
  await must(site, 'plan')
  for (const stack of ['vault', 'site']) {
    cpSync(
      join(site.folder, '.socle', 'stacks', stack, 'cdk.tf.json'),
      join(site.folder, 'state', stack, 'cdk.tf.json'),
    )
  }
  const start = process.hrtime.bigint()
  for (const stack of ['vault', 'site'])
    timed([...terraform(site, stack), 'apply', '-auto-approve', '-input=false', PARALLEL])
  while (!(await isHealthy(site))) await new Promise((resolve) => setTimeout(resolve, 200))
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  for (const stack of ['site'])
    timed([...terraform(site, stack), 'destroy', '-auto-approve', '-input=false', PARALLEL])
  await must(site, 'plan')
  await must(site, 'apply')
  return seconds
}

async function isHealthy(site: LabSite): Promise<boolean> {
  const all = await site.docker.listContainers({ all: true })
  const own = all.filter(({ Names }) => Names.some((name) => name.startsWith(`/${site.id}-`)))
  return own.length === 3 && own.every(({ Status }) => Status.includes('(healthy)'))
}

const PARALLEL = '-parallelism=20'
const terraform = (site: LabSite, stack: string): string[] => [
  'terraform',
  `-chdir=${join(site.folder, 'state', stack)}`,
]

async function must(site: LabSite, ...args: string[]): Promise<void> {
  const { exit, stderr } = await site.socle(...args)
  if (exit !== 0 && exit !== 4) throw new Error(`socle ${args.join(' ')}: exit ${exit}\n${stderr}`)
}
