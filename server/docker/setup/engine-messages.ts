import { createInterface } from 'node:readline'

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
  for await (const line of createInterface({ input: answer })) {
    if (line.trim() === '') continue
    const message = JSON.parse(line) as EngineMessage
    if (message.error) throw new Error(message.error)
    onMessage(message)
  }
}
