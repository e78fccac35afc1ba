import { createServer, type RequestListener, type Server } from 'node:http'

/** For a whole request: the largest upload over a slow line. Other bodies must come much sooner: `guardRoutes`. */
const MAX_REQUEST_MS = 3_600_000
/** A browser sends its headers at once; who dribbles them holds a connection for nothing. */
const MAX_HEADERS_MS = 15_000
const CHECK_MS = 5_000
/** A page is read before the next one is asked for; longer would hold connections for those who have left. */
const KEEP_ALIVE_MS = 10_000
/** Cookies are the largest; ours are small. */
const MAX_HEADER_BYTES = 16 * 1024
const MAX_HEADERS = 100
/** Of everybody: a thousand sessions with three tabs and what their browsers keep open besides. Files have the rest. */
const MAX_CONNECTIONS = 10_000

/** A server that cuts off whoever is slow on purpose. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      requestTimeout: MAX_REQUEST_MS,
      headersTimeout: MAX_HEADERS_MS,
      connectionsCheckingInterval: CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    listener,
  )
  server.maxHeadersCount = MAX_HEADERS
  server.maxConnections = MAX_CONNECTIONS
  return server
}
