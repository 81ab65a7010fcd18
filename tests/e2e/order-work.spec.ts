import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

// A company, its goods and its orders are the ground of every step.
test.describe.configure({ mode: 'serial' })

type View = { id: string; number: string; state: string; fulfilments: { id: string; state: string }[] }

test.describe('order work', () => {
  let page: Page
  let api: Post
  let get: (path: string) => Promise<View>

  test.beforeAll(async ({ browser, playwright, baseURL }) => {
    page = await (await browser.newContext()).newPage()
    await register(page)
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' })
    api = await apiOf(page, request)
    get = await getter(request, api)
    const place = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
    await api('/shops', { code: 'tmall', name: '天猫旗舰店', channel: 'taobao', ...place })
    await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
    const sku = { weightG: 100, listPrice: '20.00', currency: 'CNY' }
    for (const code of ['CUP', 'POT'])
      await api('/products', { name: `商品 ${code}`, skus: [{ ...sku, code, name: code }] })
    const lines = ['CUP', 'POT'].map((skuCode) => ({ skuCode, quantity: 20, unitCost: '10.00' }))
    await api('/stock/adjustments', { warehouseCode: 'HZ', reason: 'opening', lines })
  })
  test.afterAll(() => page.context().close())

  test('S2.6 an order is split on its page; both parcels are shipped, each with its number', async () => {
    const order = await allocated(api, get, 'SPLIT-1', '王小明', 3)
    await openPage(page, `/orders/${order.id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '拆单' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('拆出 CUP').fill('1')
    // Taobao takes one number a line: said before it is done.
    await expect(dialog).toContainText('CUP 会分在两个包裹')
    await dialog.getByRole('button', { name: '拆单' }).click()
    await expect(page.getByText(`${order.number} 已拆单`)).toBeVisible()
    await expect(page.getByRole('list', { name: '拆合记录' }).getByRole('listitem')).toHaveCount(3)
    for (const trackingNo of ['SF900001', 'SF900002']) {
      await reopen(page)
      await ship(page, trackingNo)
    }
    expect((await get(`/orders/${order.id}`)).state).toBe('shipped')
  })

  test('S2.5 two orders of one buyer are merged from the suggestion and shipped once', async () => {
    const one = await allocated(api, get, 'MERGE-1', '李小红', 1)
    const two = await allocated(api, get, 'MERGE-2', '李小红', 2)
    await openPage(page, '/orders/merge')
    const row = page.getByRole('row', { name: new RegExp(one.number) })
    await expect(row).toContainText(two.number)
    await row.getByRole('button', { name: '合单' }).click()
    await expect(page.getByText('2 张发货单已合并')).toBeVisible()
    await openPage(page, `/orders/${one.id}`)
    await ship(page, 'SF900003')
    for (const { id } of [one, two]) {
      await openPage(page, `/orders/${id}`)
      await expect(page.getByRole('main')).toContainText('SF900003')
      expect((await get(`/orders/${id}`)).state).toBe('shipped')
    }
  })

  test('C26 the cancel plan is shown before an order is cancelled', async () => {
    const order = await allocated(api, get, 'CANCEL-1', '赵六', 2)
    await openPage(page, `/orders/${order.id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '取消订单' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('释放占用：CUP × 2')
    await dialog.getByLabel('原因').fill('买家取消')
    await dialog.getByRole('button', { name: /取消订单/ }).click()
    await expect(page.getByText(`${order.number} 已取消`)).toBeVisible()
  })

  test('an approval is taken back from its message', async () => {
    const order = await taken(api, 'UNDO-1', '孙七', 1)
    await openPage(page, `/orders/${order}`)
    await page.getByRole('button', { name: '审核通过' }).click()
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await expect(async () => expect((await get(`/orders/${order}`)).state).toBe('pending_review')).toPass()
  })
})

async function taken(api: Post, channelOrderNo: string, name: string, quantity: number): Promise<string> {
  const at = new Date().toISOString()
  const total = (20 * quantity).toFixed(2)
  const { results } = (await api('/orders/ingest', {
    shopCode: 'tmall',
    orders: [
      {
        ...{ channelOrderNo, status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY' },
        buyer: { nick: name },
        address: { name, phone: '13800138000', country: 'CN', province: '浙江省', city: '杭州市', line1: `${name}家` },
        lines: [{ channelLineNo: '1', sellerSku: 'CUP', title: '杯', quantity, unitPrice: '20.00', discount: '0' }],
        ...{ total, paid: total },
      },
    ],
  })) as { results: { orderId: string }[] }
  return results[0]?.orderId ?? ''
}

/** Taken in and approved; the workers do the rest. */
async function allocated(api: Post, get: (path: string) => Promise<View>, no: string, name: string, quantity: number) {
  const id = await taken(api, no, name, quantity)
  await api(`/orders/${id}/review`, { decision: 'approve' })
  await expect(async () => expect((await get(`/orders/${id}`)).state).toBe('awaiting_shipment')).toPass({
    timeout: 20_000,
  })
  return get(`/orders/${id}`)
}

async function ship(page: Page, trackingNo: string) {
  await page.getByRole('combobox', { name: '快递公司' }).first().click()
  await page.getByRole('option', { name: /顺丰/ }).click()
  await page.getByLabel('运单号').first().fill(trackingNo)
  await page.getByRole('button', { name: '发货', exact: true }).first().click()
  await expect(page.getByRole('main')).toContainText(trackingNo)
}

/** Reads by a key of its own. */
async function getter(request: APIRequestContext, api: Post) {
  const { key } = await api('/api-keys', { name: 'Reader', role: 'owner' })
  const headers = { authorization: `Bearer ${key}` }
  return async (path: string): Promise<View> => (await request.get(`/api/v1${path}`, { headers })).json()
}
