import { serve } from './serve.ts'

/** `npm run dev`: as `npm start`, but Next compiles pages when they are asked for and reloads what changes. */
process.exitCode = await serve({ pagesMode: 'dev' })
