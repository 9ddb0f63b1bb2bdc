import type { Text } from '../../modules/site/text.ts'
import { shown, type Output } from './output.ts'

export interface Step<C> {
  readonly title: Text
  /** `report` shows what is going on now; the returned text, if any, is what was done. */
  readonly run: (context: C, report: (line: string) => void) => Promise<Text | string | void>
  readonly skip?: (context: C) => Text | false
}

/**
 * Runs the steps in order: a live list on a terminal, plain lines elsewhere, always on stderr so that results stay
 * alone on stdout. Stops at the first failure, which is thrown as it is.
 */
export async function runSteps<C extends object>(
  steps: readonly Step<C>[],
  context: C,
  output: Output,
): Promise<void> {
  const isTerminal = process.stderr.isTTY && process.env['CI'] === undefined
  await (isTerminal ? runLive(steps, context, output) : runPlain(steps, context, output))
}

async function runPlain<C>(steps: readonly Step<C>[], context: C, output: Output): Promise<void> {
  for (const step of steps) {
    const title = output.text(step.title)
    const reason = step.skip?.(context)
    if (reason) {
      output.note(`- ${title}: ${output.text(reason)}`)
      continue
    }
    output.note(`> ${title}`)
    let last = ''
    const done = await step.run(context, (line) => {
      if (line === last) return
      last = line
      output.note(`  ${line}`)
    })
    if (done) output.note(`  ${output.text(done)}`)
  }
}

async function runLive<C extends object>(
  steps: readonly Step<C>[],
  context: C,
  output: Output,
): Promise<void> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) })
  const tasks = new Listr<C>(
    steps.map((step) => ({
      title: output.text(step.title),
      skip: (given) => {
        const reason = step.skip?.(given)
        return reason ? output.text(reason) : false
      },
      task: async (given, task) => {
        const done = await step.run(given, (line) => {
          task.output = shown(line)
        })
        if (done) task.title = `${output.text(step.title)}: ${output.text(done)}`
      },
    })),
    {
      ctx: context,
      rendererOptions: { logger, collapseSkips: false, showErrorMessage: false },
      exitOnError: true,
    },
  )
  await tasks.run(context)
}
