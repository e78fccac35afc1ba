import { expect, test as base } from '@playwright/test'
import { LabPage } from './pages/lab-page.ts'

/** The participant's pages; whatever a test has started is removed after it. */
export const test = base.extend<{ lab: LabPage }>({
  lab: async ({ page }, provide) => {
    await provide(new LabPage(page))
    const response = await page.request.delete('/api/session')
    // 404 and 410: the test had no session, or has closed it itself.
    expect([200, 204, 404, 410]).toContain(response.status())
  },
})

export { expect }
