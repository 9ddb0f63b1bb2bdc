/** One line of a build, pull or import as the engine streams it. */
export interface EngineEvent {
  readonly stream?: string
  readonly status?: string
  readonly error?: string
}

/** The events of a streamed answer, one by one; an answer that was cut off ends in an error. */
export async function* engineEvents(answer: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) yield JSON.parse(line) as EngineEvent
  }
  if (rest.trim()) yield JSON.parse(rest) as EngineEvent
}
