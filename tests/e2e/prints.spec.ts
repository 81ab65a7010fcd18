import { expect, type Page, test } from '@playwright/test'
import { choose, openPage, pressOn, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

/** Labels by keyboard alone: a range of numbers is entered, parcels get theirs on paper, a second copy needs a reason and is marked. */
let page: Page
let api: Post

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const main = () => page.getByRole('main')

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  await register(page)
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 250, listPrice: '64.00', currency: 'CNY' }] })
  const lines = [{ skuCode: 'TEA', quantity: 20, unitCost: '20.00' }]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: 'opening', lines })
  const at = new Date().toISOString()
  const order = {
    ...{ channelOrderNo: 'P-1', status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY' },
    buyer: { nick: 'b' },
    address: {
      name: '𠮷田喆',
      phone: '13812345678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: '文三路 9 号',
    },
    lines: [{ channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 1, unitPrice: '64.00', discount: '0' }],
    ...{ total: '64.00', paid: '64.00' },
  }
  const { results } = (await api('/orders/ingest', { shopCode: 'tmall', orders: [order] })) as {
    results: { orderId: string }[]
  }
  await api(`/orders/${results[0]?.orderId}/review`, { decision: 'approve' })
})
test.afterAll(() => page.context().close())

test('a label is printed, printed again with a reason, and its number voided', async () => {
  await openPage(page, '/shipping/prints/pools')
  await pressOn(page, button('新增号段'))
  await typeInto(page, dialog().getByLabel('起始单号'), 'SF1300000000000')
  await typeInto(page, dialog().getByLabel('结束单号'), 'SF1300000000099')
  await page.keyboard.press('Enter')
  await expect(main()).toContainText('SF1300000000099')

  await expect(async () => {
    await openPage(page, '/shipping')
    await expect(main().getByText(/^FS-/).first()).toBeVisible({ timeout: 500 })
  }).toPass()
  await chooseFirst()
  await pressOn(page, button('打印面单'))
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('没有选择物流商')
  await page.keyboard.press('Escape')

  const first = await printed('顺丰速运')
  expect(first.url()).toMatch(/\/print\/file\//)
  await expect(dialog()).toHaveCount(0)
  const file = await page.request.get(first.url(), { headers: { 'sec-fetch-site': 'same-origin' } })
  expect(file.headers()['content-type']).toBe('application/pdf')
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await first.close()

  await pressOn(page, button('打印面单'))
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('打印过')
  const [again] = await Promise.all([page.waitForEvent('popup'), pressOn(page, button('补打'))])
  await expect(dialog()).toHaveCount(0)
  await again.close()

  await openPage(page, '/shipping/prints')
  await expect(main().getByText('补打', { exact: true }).first()).toBeVisible()
  await openPage(page, '/shipping/prints/waybills')
  await expect(main()).toContainText('SF1300000000000')
  await pressOn(page, main().getByRole('button', { name: '作废' }))
  await pressOn(page, dialog().getByRole('button', { name: '作废' }))
  await expect(main()).toContainText('面单破损')
})

async function chooseFirst() {
  await page.keyboard.press('j')
  await page.keyboard.press('x')
}

/** Chooses a carrier by its name in the dialog and prints; answers the tab of the file. */
async function printed(carrier: string) {
  await pressOn(page, button('打印面单'))
  await choose(page, dialog().getByRole('combobox'), carrier)
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    pressOn(page, dialog().getByRole('button', { name: '打印' })),
  ])
  await tab.waitForURL(/\/print\/file\//, { waitUntil: 'commit' }).catch(() => undefined)
  return tab
}
