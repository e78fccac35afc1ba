/** Next runs this before the pages' own scripts. */
import { config } from 'zod/v4/core'

// zod would try out whether it may compile code, which the pages' Content-Security-Policy refuses and reports.
config({ jitless: true })
