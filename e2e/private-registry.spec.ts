import { expect, test } from './lab-test.ts'

/** Part 8: titles of its steps, in order. */
const STEPS = [
  'Get something to store',
  'Start a registry',
  'Verify that it runs',
  'Push an image',
  'Verify that it is stored',
  'List the tags of a repository',
  'Pull from your registry',
  'Clean up',
]

test('Part 8 can be done by clicking Run, and every step turns done', async ({ lab }) => {
  test.slow()
  await lab.open('private-registry')
  await lab.step('Clean up').expectNotDone()
  const terminal = await lab.addInstance('node1')

  for (const title of STEPS) {
    const step = lab.step(title)
    await step.runAll(terminal)
    if ((await step.states.count()) > 0) await step.expectDone()
    if (title !== 'Verify that it is stored') continue

    const root = await lab.openInNewPage(lab.portLink(5000))
    expect(new URL(root.url()).port).toBe(new URL(lab.page.url()).port)
    await root.goto(new URL('/v2/_catalog', root.url()).href)
    await expect(root.getByText('{"repositories":["myalpine"]}')).toBeVisible()
    await root.close()
    const catalogue = await lab.openInNewPage(step.region.getByRole('link', { name: '/v2/_catalog' }))
    await expect(catalogue.getByText('{"repositories":["myalpine"]}')).toBeVisible()
    await catalogue.close()
  }

  await terminal.expectText('{"name":"myalpine","tags":["1.0"]}')
  for (const title of STEPS) {
    const step = lab.step(title)
    if ((await step.states.count()) > 0) await step.expectDone()
  }
  await expect(lab.portLink(5000)).toHaveCount(0)
})

test('Part 8 can be done by typing, also with other words than the chapter has', async ({ lab }) => {
  test.slow()
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')

  await terminal.run('docker pull alpine')
  await lab.step('Get something to store').expectDone()
  await terminal.run('docker run --detach --publish 5000:5000 --name registry registry:2')
  await lab.step('Start a registry').expectDone()
  await lab.step('Push an image').expectNotDone()
  await lab.step('Push an image').expectReason('First tag alpine')
  await terminal.run(
    'docker tag alpine localhost:5000/myalpine:1.0 && docker push localhost:5000/myalpine:1.0',
  )
  await lab.step('Push an image').expectDone()
  await terminal.run('curl -s localhost:5000/v2/_catalog')
  await terminal.expectText('{"repositories":["myalpine"]}')
  // In one line: no check can look in between, and both must still be seen.
  await terminal.run('docker rmi localhost:5000/myalpine:1.0 && docker pull localhost:5000/myalpine:1.0')
  await lab.step('Pull from your registry').expectDone()
  await lab.step('Clean up').expectNotDone()
  await terminal.run('docker stop registry && docker rm registry')
  await lab.step('Clean up').expectReason('is still on node1')
  await terminal.run('docker rmi localhost:5000/myalpine:1.0')
  await lab.step('Clean up').expectDone()
})

test('a reload in the middle keeps the screen, the scrollback and what is done', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await lab.step('Get something to store').runAll(terminal)
  await lab.step('Get something to store').expectDone()
  await terminal.run('seq 1 300 | sed s/^/line-/; mkdir -p kept && cd kept')
  await terminal.run('marker=still-here')
  const before = await terminal.text()

  await page.reload()

  await expect.poll(() => terminal.text()).toBe(before)
  await terminal.expectText(/^line-1$/m)
  await lab.step('Get something to store').expectDone()
  await terminal.run('echo "$PWD $marker"')
  await terminal.expectText(/^\/root\/kept still-here$/m)
})
