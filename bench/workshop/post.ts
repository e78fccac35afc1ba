/** Throws for an answer that is not a success. */
export async function post(
  broker: { url: string },
  path: string,
  { body, cookie = '' }: { body: object; cookie?: string },
): Promise<Response> {
  const response = await fetch(new URL(path, broker.url), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
  return response
}

/** The first that the answer sets. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}
