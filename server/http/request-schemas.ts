import { z } from 'zod'
import { workshopIdSchema } from '../protocol/workshop.ts'

/** Of requests that say all by their address. */
export const noBody = z.strictObject({}).optional()

/** Routes about one workshop: `guardRoutes` finds out which one, and what the caller is in it. */
export const ONE_WORKSHOP = '/api/teach/workshops/:workshop'
export const workshopParams = z.object({ workshop: workshopIdSchema })
