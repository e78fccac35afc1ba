import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'

/** An HTTP agent whose connections are made by a function, for targets that no address leads to. */
export class DialAgent extends Agent {
  readonly #dial: () => Promise<Duplex>

  constructor(dial: () => Promise<Duplex>, options: AgentOptions = {}) {
    super(options)
    this.#dial = dial
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    // On failure http.Agent looks at the error only; the types ask for a stream all the same.
    const fail = callback as ((error: Error) => void) | undefined
    this.#dial().then(
      (socket) => callback?.(null, socket),
      (error: Error) => fail?.(error),
    )
  }
}
