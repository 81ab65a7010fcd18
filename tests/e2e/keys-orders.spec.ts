import { expect, type Page, test } from '@playwright/test'
import { choose, openPage, pick, pressOn, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

/** What is done with single orders, without a mouse: they are held, split, and their list is kept as a view. */
let page: Page
let api: Post

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const main = () => page.getByRole('main')

// One goes on where the last one ended: tried again, all begin anew.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser, playwright, baseURL }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  await register(page)
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 250, listPrice: '64.00', currency: 'CNY' }] })
  const lines = [{ skuCode: 'TEA', quantity: 20, unitCost: '20.00' }]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: 'opening', lines })
})
test.afterAll(() => page.context().close())

test('an order is held with a reason', async () => {
  await openPage(page, `/orders/${await taken('HOLD-1')}`)
  await pick(page, button('更多操作'), '挂起')
  await expect(dialog().getByRole('textbox', { name: '原因' })).toBeFocused()
  await page.keyboard.type('等客户确认')
  await page.keyboard.press('Control+Enter')
  await expect(dialog()).toHaveCount(0)
  await expect(main()).toContainText('等客户确认')
})

test('S2.6 an order is split', async () => {
  const id = await taken('SPLIT-1')
  await api(`/orders/${id}/review`, { decision: 'approve' })
  await expect(async () => {
    await openPage(page, `/orders/${id}`)
    await expect(main()).toContainText('待发货', { timeout: 500 })
  }).toPass()
  await pick(page, button('更多操作'), '拆单')
  await typeInto(page, dialog().getByLabel('拆出 TEA'), '1')
  await pressOn(page, dialog().getByRole('button', { name: '拆单' }))
  await expect(page.getByRole('list', { name: '拆合记录' }).getByRole('listitem')).toHaveCount(3)
})

test('parcels are sent from another warehouse many at once, as a job that says what became of each', async () => {
  await api('/warehouses', { code: 'YW', name: '义乌仓', kind: 'own' })
  const lines = [{ skuCode: 'TEA', quantity: 20, unitCost: '20.00' }]
  await api('/stock/adjustments', { warehouseCode: 'YW', reason: 'opening', lines })
  await openPage(page, '/shipping')
  const rows = page.locator('tr[data-row]')
  await expect(rows).toHaveCount(2)
  await pressOn(page, page.getByRole('checkbox').first(), 'Space')
  await pressOn(page, button('换仓发货'))
  // Neither the place nor the reason is there: nothing begins.
  await pressOn(page, dialog().getByRole('button', { name: '开始处理' }))
  await expect(dialog().getByText('必填')).toHaveCount(2)
  await choose(page, dialog().getByRole('combobox', { name: /仓库/ }), '义乌仓')
  await typeInto(page, dialog().getByRole('textbox', { name: '原因' }), '杭州快递停收')
  await pressOn(page, dialog().getByRole('button', { name: '开始处理' }))
  await expect(dialog()).toHaveCount(0)
  await expect(main()).toContainText('2 个完成')
  await expect(rows.filter({ hasText: '义乌仓' })).toHaveCount(2)
})

test('a list is kept as a view, and opened by its tab', async () => {
  await openPage(page, '/orders?state=pending_review')
  await pick(page, button('视图'), /存为新视图/)
  await typeInto(page, page.getByLabel('视图名称'), '我的待审')
  await pressOn(page, dialog().getByRole('button', { name: '保存', exact: true }))
  await page.waitForURL(/view=/)
  await openPage(page, '/orders')
  await pressOn(page, page.getByRole('link', { name: /我的待审/ }))
  await page.waitForURL(/view=/)
})

async function taken(channelOrderNo: string): Promise<string> {
  const at = new Date().toISOString()
  const name = `王${channelOrderNo}`
  const line = { channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 3, unitPrice: '64.00', discount: '0' }
  const { results } = (await api('/orders/ingest', {
    shopCode: 'tmall',
    orders: [
      {
        ...{ channelOrderNo, status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY' },
        buyer: { nick: name },
        address: { name, phone: '13800138000', country: 'CN', province: '浙江省', city: '杭州市', line1: `${name}家` },
        ...{ lines: [line], total: '192.00', paid: '192.00' },
      },
    ],
  })) as { results: { orderId: string }[] }
  return results[0]?.orderId ?? ''
}
