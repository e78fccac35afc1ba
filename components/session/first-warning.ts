/** From here on the page warns that the session ends. */
export const FIRST_WARNING_MS = 10 * 60_000
