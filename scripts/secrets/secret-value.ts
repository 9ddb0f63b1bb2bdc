import { inspect } from 'node:util'

const REDACTED = '[REDACTED]'

/**
 * A secret in memory. Printing, logging, joining or serialising it shows `[REDACTED]`: it leaks by decision
 * (`reveal()`), never by accident.
 */
export class SecretValue {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The plaintext. Whoever calls this answers for where it goes. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  [inspect.custom](): string {
    return REDACTED
  }
}
