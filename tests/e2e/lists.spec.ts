import { expect, type Page, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { signInDemo } from '@/tests/e2e/support/people'
import { prepare } from '@/tests/e2e/support/prepared'

/** Lists of the demo company that have rows on the first day; those that have none there are looked at in a company that has worked. */
const demo = [
  ...['/orders', '/orders/returns', '/shipping', '/customers', '/products', '/stock', '/stock/movements'],
  ...['/stock/batches', '/stock/bins', '/stock/serials', '/stock/low', '/stock/alerts', '/stock/pools'],
  ...['/stock/transfers', '/stock/assemblies'],
]
const worked = ['/imports', '/stock/stocktakes', '/floor/waves', '/floor/hand-overs']

let page: Page
let owner: Page
test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1100, height: 900 }
  page = await (await browser.newContext({ viewport })).newPage()
  await signInDemo(page)
  const context = await browser.newContext({ viewport })
  await context.addCookies((await prepare(browser)).owner)
  owner = await context.newPage()
})
test.afterAll(() => Promise.all([page, owner].map((one) => one.context().close())))

const heads = (page: Page) => page.locator('table.list thead th:not([data-pick])').allInnerTexts()
const saved = (answer: { request(): { method(): string }; url(): string }, path: string) =>
  answer.request().method() === 'POST' && new URL(answer.url()).pathname === path

for (const path of [...demo, ...worked])
  test(`${path}: its first column stands still, a column that is put away stays away, and the usual ones come back`, async () => {
    const on = worked.includes(path) ? owner : page
    await openPage(on, `${path}?limit=12`)
    const before = await heads(on)
    expect(before.length).toBeGreaterThan(2)

    // As wide as a phone is narrow, so that every list has something to scroll.
    const still = await on.locator('table.list').evaluate(async (table) => {
      const scroller = table.parentElement
      const frozen = table.querySelector('tbody [data-frozen]')
      if (!scroller || !frozen) return null
      scroller.style.width = '320px'
      const left = () => Math.round(frozen.getBoundingClientRect().left - scroller.getBoundingClientRect().left)
      scroller.scrollLeft = scroller.scrollWidth
      await new Promise(requestAnimationFrame)
      const moved = { scrolled: scroller.scrollLeft > 50, left: left() }
      scroller.scrollLeft = 0
      scroller.style.width = ''
      return { ...moved, pick: table.hasAttribute('data-selectable') }
    })
    expect(still).toMatchObject({ scrolled: true, left: still?.pick ? 40 : 0 })

    const chooser = on.getByRole('button', { name: '列设置' })
    await chooser.click()
    const dialog = on.getByRole('dialog', { name: '列设置' })
    const second = dialog.getByRole('checkbox').nth(1)
    await expect(dialog.getByRole('checkbox').first()).toBeDisabled()
    const [, away = ''] = before
    await expect(second).toBeChecked()
    await second.click()
    await Promise.all([
      on.waitForResponse((answer) => saved(answer, path)),
      dialog.getByRole('button', { name: '保存' }).click(),
    ])
    await expect(dialog).toHaveCount(0)
    await expect.poll(() => heads(on)).toEqual(before.filter((head) => head !== away))
    await reopen(on)
    expect(await heads(on)).toEqual(before.filter((head) => head !== away))

    await chooser.click()
    await Promise.all([
      on.waitForResponse((answer) => saved(answer, path)),
      dialog.getByRole('button', { name: '恢复默认' }).click(),
    ])
    await expect.poll(() => heads(on)).toEqual(before)
  })

test('S3.24 rows are as high as somebody likes them, on every list and after coming back', async () => {
  await openPage(owner, '/floor/waves')
  const height = () =>
    owner
      .locator('table.list tbody tr')
      .first()
      .evaluate((row) => row.getBoundingClientRect().height)
  const choose = async (name: string) => {
    await owner.getByRole('button', { name: '行高' }).click()
    await owner.getByRole('menuitemradio', { name }).or(owner.getByRole('menuitemcheckbox', { name })).click()
  }
  const normal = await height()
  await choose('宽松')
  await expect.poll(height).toBeGreaterThan(normal)
  const relaxed = await height()
  await openPage(owner, '/floor/hand-overs')
  expect(await owner.evaluate(() => document.documentElement.dataset.density)).toBe('relaxed')
  await openPage(owner, '/floor/waves')
  expect(await height()).toBe(relaxed)
  await choose('标准')
  await expect.poll(height).toBe(normal)
})
