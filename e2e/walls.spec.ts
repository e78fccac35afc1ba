import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import { startOwnBroker } from './own-broker.ts'
import { LabPage } from './pages/lab-page.ts'

/** Half a gigabyte is written, and measured, on a busy machine. */
const WALL_TIMEOUT_MS = 60_000

test('a full disk and a lack of memory are explained where the instance is', async ({ browser }) => {
  test.slow()
  await using broker = await startOwnBroker({
    DRYDOCK_INSTANCE_DISK_MIB: '512',
    DRYDOCK_INSTANCE_MEMORY_MIB: '512',
    DRYDOCK_POOL_MAX: '0',
  })
  await using context = await browser.newContext({ baseURL: broker.url })
  const page = await context.newPage()
  const lab = new LabPage(page)
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const notices = page.getByRole('status').filter({ hasText: /Disk|Out of memory/ })
  const disk = page.getByRole('meter', { name: 'Disk' })
  await expect(disk).toHaveAttribute('aria-valuetext', / of [45]\d\d MiB$/)

  await terminal.type('docker run --name filler alpine dd if=/dev/zero of=/fill bs=1M')
  await expect(notices).toContainText('Disk full:', { timeout: WALL_TIMEOUT_MS })
  await expect(notices).toContainText('Largest: container filler', { timeout: WALL_TIMEOUT_MS })
  await expect(disk).toHaveAttribute('aria-valuetext', /, nearly all$/)
  await expectNoViolations(page)

  // It is typed, and nothing runs before somebody presses Enter.
  await terminal.expectPrompt()
  await page.getByRole('button', { name: 'Type docker system prune --all' }).click()
  await terminal.expectText(/\$ docker system prune --all$/)
  await terminal.input.focus()
  await page.keyboard.press('Enter')
  await terminal.expectText('Are you sure you want to continue?')
  await page.keyboard.type('y')
  await page.keyboard.press('Enter')
  await terminal.expectText('Total reclaimed space')
  await expect(notices).toHaveCount(0, { timeout: WALL_TIMEOUT_MS })

  await terminal.expectPrompt()
  await terminal.type(`python3 -c 'held = [bytearray(50_000_000) for _ in range(40)]'`)
  await expect(notices).toContainText(
    'Out of memory: the kernel ended the process python3: node1 had used all of its 512 MiB of memory.',
    { timeout: WALL_TIMEOUT_MS },
  )
  await page.getByRole('button', { name: 'Dismiss: Out of memory on node1' }).click()
  await expect(notices).toHaveCount(0)
})
