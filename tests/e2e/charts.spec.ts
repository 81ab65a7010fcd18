import { expect, test } from '@playwright/test'
import { signInDemo } from '@/tests/e2e/support/people'

test('A chart stays within its card at every moment, also before it is drawn anew for a narrower one', async ({
  page,
}) => {
  await signInDemo(page)
  await page.goto('/dashboard')
  const card = page.locator('section', { has: page.locator('figure svg') }).first()
  const drawing = card.locator('figure svg').first()
  await expect(drawing).toBeVisible()
  // As wide as it was drawn for: letters are not squeezed.
  const exact = () => drawing.evaluate((svg) => svg.getAttribute('viewBox')?.split(' ')[2] === String(svg.clientWidth))
  await expect.poll(exact).toBe(true)
  // Asked in the same breath, before anything can be measured.
  const [tooWide, squeezed] = await card.evaluate((section) => {
    section.style.width = '300px'
    const svg = section.querySelector('figure svg')
    const drawnFor = svg?.getAttribute('viewBox')?.split(' ')[2]
    return [section.scrollWidth - section.clientWidth, drawnFor !== String(svg?.clientWidth)]
  })
  expect([tooWide, squeezed]).toEqual([0, true])
  await expect.poll(exact).toBe(true)
})
