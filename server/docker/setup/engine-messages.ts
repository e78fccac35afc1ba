export interface EngineMessage {
  /** A line of a build's output. */
  stream?: string
  status?: string
  error?: string
  id?: string
  progressDetail?: { current?: number; total?: number }
}

/** Reads the messages of a build, load, pull or push to the end; throws what the Engine reports as an error. */
export async function followMessages(
  answer: NodeJS.ReadableStream,
  onMessage: (message: EngineMessage) => void = () => undefined,
): Promise<void> {
  answer.setEncoding('utf8')
  let rest = ''
  // Not by way of readline, which would wait for ever when the connection breaks off.
  for await (const chunk of answer) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line, onMessage)
  }
  take(rest, onMessage)
}

function take(line: string, onMessage: (message: EngineMessage) => void): void {
  if (line.trim() === '') return
  const message = JSON.parse(line) as EngineMessage
  if (message.error) throw new Error(message.error)
  onMessage(message)
}
