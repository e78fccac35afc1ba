import { expect, test } from './lab-test.ts'

/** Part 11: its own words for a login that was asked for. */
const LOGIN = 'Log in'

test('hints open one by one, Show me types the solution, and the step turns done', async ({ lab }) => {
  await lab.open('tags-and-versions')
  const step = lab.step('Your turn: tag a release')
  const first = step.region.getByText('Hint 1 of 2')
  const second = step.region.getByText('Hint 2 of 2')
  await expect(first).toBeVisible()
  await expect(second).toBeHidden()
  await first.click()
  await expect(second).toBeVisible()

  const terminal = await lab.addInstance('node1')
  await lab.step('Pull different tags of one image').runAll(terminal)
  await lab.step('Pull different tags of one image').expectDone()
  await step.expectNotDone()
  await terminal.expectCommand(() => step.region.getByRole('button', { name: 'Show me' }).click())
  await terminal.expectText('docker image tag alpine:3.19 lab-web:1.25.3')
  await step.expectDone()
})

test('a latecomer catches up to a step, without an instance to begin with, and can reset it', async ({
  lab,
}) => {
  test.slow()
  await lab.open('authentication')
  const step = lab.step(LOGIN)
  await step.region.getByRole('button', { name: `Start over from “${LOGIN}”` }).click()
  await step.region.getByRole('button', { name: 'Catch up to here' }).click()
  await expect(step.region.getByText('Done: everything before this step is in place.')).toBeVisible({
    timeout: 90_000,
  })
  for (const earlier of ['Create a password file', 'Run a registry that asks'])
    await lab.step(earlier).expectDone()
  await step.expectNotDone()

  // What it prepared is real: the registry asks, and takes the answers.
  const terminal = lab.terminal('node1')
  await terminal.expectPrompt()
  await step.runButtons.first().click()
  await terminal.expectText(/Username:/)
  const answers = step.region.getByRole('button', { name: 'Type answer' })
  await answers.first().click()
  await terminal.expectText(/Password:/)
  await terminal.expectCommand(() => answers.last().click())
  await terminal.expectText('Login Succeeded')
  expect(await terminal.text()).not.toContain('secretpassword\n')
  await step.expectDone()

  await step.region.getByRole('button', { name: 'Reset this step' }).click()
  await lab.page.getByRole('alertdialog').getByRole('button', { name: 'Reset this step' }).click()
  await step.expectNotDone()
  await expect(step.region.getByText('Done: everything before this step is in place.')).toBeVisible({
    timeout: 90_000,
  })
  await terminal.expectPrompt()
  await terminal.run('cat ~/.docker/config.json')
  await terminal.expectText('No such file')
})

test('an answer is not typed when nothing asks', async ({ lab }) => {
  await lab.open('authentication')
  const terminal = await lab.addInstance('node1')
  const step = lab.step(LOGIN)
  await step.region.getByRole('button', { name: 'Type answer' }).first().click()
  await expect(step.region.getByText('Nothing is asking for this.')).toBeVisible()
  expect(await terminal.text()).not.toContain('admin')
})

test('a value that is found in one step is in the commands of the next', async ({ lab }) => {
  await lab.open('pulling-images')
  const step = lab.step('Pull by digest')
  const pull = step.region
    .getByRole('group', { name: 'Command' })
    .filter({ hasText: 'docker image pull nginx@' })
  const terminal = await lab.addInstance('node1')
  await expect(pull.getByRole('button', { name: 'Run' })).toHaveAttribute('aria-disabled', 'true')
  await terminal.run('docker image pull --quiet nginx')
  await terminal.run("docker image inspect nginx --format '{{index .RepoDigests 0}}'")
  const digest = /sha256:[0-9a-f]{64}/.exec(await terminal.text())![0]
  await expect(pull).toContainText(digest)
  await terminal.expectCommand(() => pull.getByRole('button', { name: 'Run' }).click())
  await terminal.expectText(`nginx@${digest}`)
})
