import { createInterface } from 'node:readline'

/** One line of a build, pull or import as the engine streams it. */
export interface EngineEvent {
  readonly stream?: string
  readonly status?: string
  readonly id?: string
  readonly error?: string
  readonly errorDetail?: { readonly message?: string }
  readonly aux?: { readonly ID?: string }
}

/** The events of a streamed answer, one by one; an answer that was cut off ends in an error. */
export async function* engineEvents(answer: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  let failure: Error | undefined
  const lines = createInterface({ input: answer })
  answer.on('error', (error: Error) => {
    failure = error
    lines.close()
  })
  for await (const line of lines) if (line.trim()) yield JSON.parse(line) as EngineEvent
  if (failure) throw failure
}
