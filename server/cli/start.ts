import { serve } from './serve.ts'

/** `npm start`: sets up what is missing and serves until Ctrl-C. */
process.exitCode = await serve({ pagesMode: 'start' })
