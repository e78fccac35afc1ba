import type { Page, WebSocketRoute } from '@playwright/test'

/** As if a network device had gone: the browser tells pages of no reason. */
const LOST = 4000

/** Between a page and the broker's sockets: can be pulled out and put back. */
export class NetworkCable {
  readonly #ends = new Set<WebSocketRoute>()
  #isOut = false

  /** Before the page opens any. */
  static async of(page: Page): Promise<NetworkCable> {
    const cable = new NetworkCable()
    await page.routeWebSocket(/\/ws(\/|$)/, (end) => {
      if (cable.#isOut) return void end.close({ code: LOST })
      end.connectToServer()
      cable.#ends.add(end)
    })
    return cable
  }

  async pullOut(): Promise<void> {
    this.#isOut = true
    await Promise.all([...this.#ends].map((end) => end.close({ code: LOST })))
    this.#ends.clear()
  }

  putBack(): void {
    this.#isOut = false
  }
}
