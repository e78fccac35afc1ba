import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../services/metrics.ts'

/** For requests that no route answers: their paths are anybody's. */
const NO_ROUTE = 'none'

export function measureRequests(api: Pick<FastifyInstance, 'addHook'>, metrics: Metrics): void {
  api.addHook('onResponse', async ({ method, is404, routeOptions }, { statusCode, elapsedTime }) => {
    const route = is404 ? NO_ROUTE : (routeOptions.url ?? NO_ROUTE)
    metrics.answered({ method, route, status: statusCode, seconds: elapsedTime / 1_000 })
  })
}
