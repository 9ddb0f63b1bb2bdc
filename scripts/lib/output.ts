import { stripVTControlCharacters } from 'node:util'
import { printable, type Lang, type Text } from '../../modules/site/text.ts'

/** Options that every verb has. */
export interface CommonOptions {
  readonly lang: Lang
  /** Machine output on stdout, everything else on stderr. */
  readonly json: boolean
  readonly out?: string
  readonly overlay?: string
  /** Answers every question with yes; never the question that destroys data. */
  readonly yes: boolean
}

/** Where a verb speaks: people on stderr or stdout, machines on stdout alone. */
export class Output {
  readonly lang: Lang
  readonly json: boolean
  private readonly silent: boolean

  constructor({ lang, json, silent = false }: Pick<CommonOptions, 'lang' | 'json'> & { silent?: boolean }) {
    this.lang = lang
    this.json = json
    this.silent = silent
  }

  /** A line for a person. */
  say(text: Text | string): void {
    const stream = this.json ? process.stderr : process.stdout
    if (!this.silent) stream.write(`${shown(this.text(text))}\n`)
  }

  /** A line for a person that must not mix with results. */
  note(text: Text | string): void {
    if (!this.silent) process.stderr.write(`${shown(this.text(text))}\n`)
  }

  /** The result for a machine. */
  result(data: unknown): void {
    if (this.json) process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
  }

  text(text: Text | string): string {
    return typeof text === 'string' ? text : text[this.lang]
  }
}

/** Text of a description, an engine or a container never drives the terminal: only line ends are left as they are. */
export const shown = (text: string): string =>
  stripVTControlCharacters(text).split('\n').map(printable).join('\n')
