import { expect, test } from './lab-test.ts'

test('a wrong answer is explained and can be tried again; a right one is remembered', async ({ lab }) => {
  await lab.open('private-registry')
  const quiz = lab.page.getByRole('region', { name: 'Do you know why?' })
  const form = quiz.locator('form').first()
  const question = form.getByRole('group', { name: /How does .* know which registry/ })
  await question.getByRole('radio', { name: /the registry that you logged in to last/ }).check()
  await form.getByRole('button', { name: 'Check answer' }).click()
  await expect(form.getByRole('status')).toContainText('Not quite.')
  await expect(form.getByRole('status')).toContainText('It never chooses where a push goes.')

  await question.getByRole('radio', { name: /the first part of the image/ }).check()
  await form.getByRole('button', { name: 'Check answer' }).click()
  await expect(form.getByRole('status')).toContainText('Right.')
  await expect(quiz.getByText(/^1 of \d/)).toBeVisible()

  await lab.page.reload()
  await expect(form.getByRole('status')).toContainText('Right.')
})

test('a quiz can be done by keyboard alone', async ({ lab }) => {
  await lab.open('private-registry')
  const quiz = lab.page.getByRole('region', { name: 'Do you know why?' })
  const form = quiz.locator('form').first()
  await form.getByRole('radio').first().focus()
  await lab.page.keyboard.press('ArrowDown')
  await expect(form.getByRole('radio').nth(1)).toBeChecked()
  await lab.page.keyboard.press('Enter')
  await expect(form.getByRole('status')).toContainText('Right.')
})
