import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { LabSite } from '../helpers/lab.ts'

/** One comparison: medians of both sides and their ratio, measured in turn so that a noisy machine weighs on both. */
interface Figure {
  readonly name: string
  readonly ours: number
  readonly theirs: number
  readonly peer: string
  /** ours / theirs */
  readonly ratio: number
  readonly unit: 's'
}

const SOCLE = join(SOCLE_ROOT, 'scripts', 'socle.mjs')

/** Prints the figures; `--json` for machines. Without Docker or the provider, says which were left out. */
export async function bench(argv: readonly string[]): Promise<void> {
  const figures: Figure[] = [coldCheck()]
  const terraform = await hasTerraform()
  if (terraform.available) figures.push(...(await engines()))
  else process.stderr.write(`left out: plan and apply (${terraform.reason})\n`)
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else for (const figure of figures) process.stdout.write(`${line(figure)}\n`)
}

const line = ({ name, ours, theirs, peer, ratio, unit }: Figure): string =>
  `${name.padEnd(28)} ${ours.toFixed(2)} ${unit}  against ${theirs.toFixed(2)} ${unit} (${peer})  ratio ${ratio.toFixed(2)}`

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
    {
      name: 'apply to healthy',
      ours,
      theirs,
      peer: 'terraform apply of the same JSON',
      ratio: ours / theirs,
      unit: 's',
    },
    {
      name: 'apply to healthy, compose',
      ours: trial,
      theirs: ours,
      peer: 'the same site with terraform',
      ratio: trial / ours,
      unit: 's',
    },
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

function compare(
  name: string,
  peer: string,
  rounds: number,
  sides: { ours: () => number; theirs: () => number },
): Figure {
  sides.ours()
  sides.theirs()
  const samples = Array.from({ length: rounds }, () => [sides.ours(), sides.theirs()] as const)
  const ours = median(samples.map(([first]) => first))
  const theirs = median(samples.map(([, second]) => second))
  return { name, ours, theirs, peer, ratio: ours / theirs, unit: 's' }
}

function timed(argv: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const start = process.hrtime.bigint()
  const [program = '', ...args] = argv
  const { status, stderr } = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  if (status !== 0 && status !== 4) throw new Error(`${argv.join(' ')}: exit ${status}\n${stderr}`)
  return Number(process.hrtime.bigint() - start) / 1e9
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
