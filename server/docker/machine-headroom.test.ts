import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { MEMORY_RESERVE_BYTES } from '../domain/admission.ts'
import { MachineHeadroom } from './machine-headroom.ts'

const folder = await mkdtemp(join(tmpdir(), 'drydock-headroom-'))
afterAll(() => rm(folder, { recursive: true }))
const missing = join(folder, 'missing')

test('memory, disk and pressure are read as the kernel tells them', async () => {
  const files = { memory: join(folder, 'meminfo'), pressure: join(folder, 'cpu'), engineData: folder }
  await writeFile(files.memory, 'MemTotal:       8000000 kB\nMemFree:  1 kB\nMemAvailable:    4194304 kB\n')
  await writeFile(
    files.pressure,
    'some avg10=12.50 avg60=1.00 avg300=0.00 total=5\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
  )
  const headroom = await new MachineHeadroom(async () => null, files).read()
  expect(headroom.memoryBytes).toBe(4 * 1024 ** 3 - MEMORY_RESERVE_BYTES)
  expect(headroom.cpu).toEqual({ pressurePercent: 12.5, wantingPerCpu: expect.any(Number) as number })
  expect(headroom.diskBytes).toBeGreaterThan(0)
})

test('what a machine does not tell is not known', async () => {
  const files = { memory: missing, pressure: missing, engineData: missing }
  const headroom = await new MachineHeadroom(async () => null, files).read()
  expect(headroom).toMatchObject({ memoryBytes: null, diskBytes: null, cpu: { pressurePercent: null } })
})

test('this machine tells its memory', async () => {
  expect((await new MachineHeadroom(async () => null).read()).memoryBytes).toEqual(expect.any(Number))
})

test('the lab engine knows its own disk better than the machine does', async () => {
  const meter = new MachineHeadroom(async () => 42)
  expect((await meter.read()).diskBytes).toBe(42)
})
