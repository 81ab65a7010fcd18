import { expect, type Page, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

let page: Page
let api: Post
// One goes on where the last one ended: tried again, all begin anew.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  await register(page)
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  for (const code of ['TEA', 'POT', 'CUP'])
    await api('/products', { name: `茶具 ${code}`, skus: [{ code, listPrice: '20.00', currency: 'CNY' }] })
  await api('/customers', { name: '李四', phone: '13700001111' })
})
test.afterAll(() => page.context().close())

const rows = () => page.locator('tr[data-row]')

test('products are flagged and given to somebody many at once, found by it, and it is undone by one press', async () => {
  await openPage(page, '/products')
  for (const row of [0, 1]) await rows().nth(row).getByRole('checkbox').click()
  await page.getByRole('button', { name: '标记', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '标记 2 项' })
  await dialog.getByRole('button', { name: '红旗' }).click()
  await dialog.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('img', { name: '旗标：红旗' })).toHaveCount(2)
  await openPage(page, '/products?flag=red')
  await expect(rows()).toHaveCount(2)
  await openPage(page, '/products?flag=any&assignee=me')
  await expect(rows()).toHaveCount(0)
  await openPage(page, '/customers')
  await rows().first().getByRole('checkbox').click()
  await page.getByRole('button', { name: '标记', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '蓝旗' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('img', { name: '旗标：蓝旗' })).toHaveCount(1)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByRole('img', { name: '旗标：蓝旗' })).toHaveCount(0)
})

test('a note stays with the customer, can be changed, and the list says that there is one', async () => {
  await openPage(page, '/customers')
  await rows().first().getByRole('link').click()
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/)
  await page.getByLabel('写备注').fill('发顺丰')
  await page.getByRole('button', { name: '添加备注' }).click()
  await expect(page.getByText('备注已添加')).toBeVisible()
  await page.getByRole('button', { name: '修改备注' }).click()
  await page.getByRole('textbox', { name: '修改备注' }).fill('发顺丰，不要放驿站')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('备注已修改')).toBeVisible()
  await reopen(page)
  await expect(page.getByText('发顺丰，不要放驿站')).toBeVisible()
  await openPage(page, '/customers')
  await expect(rows().first().getByTitle('1 条备注')).toBeVisible()
})

test('customers get a tag and lose it again, many at once, as a job that says what became of each', async () => {
  await api('/customers', { name: '王五', phone: '13700002222', tags: ['月结'] })
  await openPage(page, '/customers')
  const all = async (button: string) => {
    await page.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: button, exact: true }).click()
    // One line, and Enter is enough.
    await page.getByRole('dialog').getByLabel('标签').fill('双11')
    await page.keyboard.press('Enter')
    await expect(page.getByText('2 个完成')).toBeVisible()
  }
  await all('加标签')
  await expect(rows().filter({ hasText: '双11' })).toHaveCount(2)
  await expect(rows().filter({ hasText: '月结 · 双11' })).toHaveCount(1)
  await openPage(page, '/customers?tag=双11')
  await all('去标签')
  await openPage(page, '/customers')
  await expect(rows().filter({ hasText: '月结' })).toHaveCount(1)
  await expect(rows().filter({ hasText: '双11' })).toHaveCount(0)
})
