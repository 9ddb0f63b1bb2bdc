import { createInterface } from 'node:readline/promises'
import type { Text } from '../../modules/site/text.ts'
import type { Output } from './output.ts'

/** Asks on the terminal; where nobody can answer, the answer is no. */
export async function confirmed(question: Text, output: Output): Promise<boolean> {
  const hint = output.lang === 'fr' ? ' (o/N) ' : ' (y/N) '
  return /^(o|oui|y|yes)$/i.test(await typed(`${output.text(question)}${hint}`, output))
}

/** What a person types after the question; empty where there is no terminal. */
export async function typed(question: Text | string, output: Output): Promise<string> {
  if (!process.stdin.isTTY) return ''
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(output.text(question))).trim()
  } finally {
    terminal.close()
  }
}
