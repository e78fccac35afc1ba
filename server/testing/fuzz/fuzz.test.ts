import { test } from 'vitest'
import { startApiFuzz } from './fuzz-api.ts'
import { startLabFuzz } from './fuzz-lab.ts'
import { startSocketFuzz } from './fuzz-socket.ts'
import { fuzz } from './fuzz-target.ts'

/** The same inputs each time, a few seconds of them; `npm run fuzz` tries others for as long as one likes. */
const SEED = 20261127

test('the WebSocket takes any frames: it answers or hangs up, and nothing is left behind', () =>
  fuzz(startSocketFuzz, { runs: 100, seed: SEED }))

test('the API answers any request, with a documented error if need be', () =>
  fuzz(startApiFuzz, { runs: 600, seed: SEED }))

test('the lab parser makes of any text a lab, or problems with their places, in time', () =>
  fuzz(startLabFuzz, { runs: 100, seed: SEED }))
