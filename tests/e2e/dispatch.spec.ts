import { expect, test } from '@playwright/test'
import { openPage, pressOn } from '@/tests/e2e/support/keyboard'
import { apiOf, register } from '@/tests/e2e/support/people'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'

let simulators: Simulators
test.beforeAll(async () => {
  simulators = await startSimulators()
})
test.afterAll(() => simulators.close())

const skuCode = 'SIM-TEA-250'

test('a marketplace breaks; where it is stuck and why is two clicks away; mended, the shipment is told again and arrives; by keyboard; S1.99, S1.100, S4.48', async ({
  page,
  request,
}) => {
  const world = simulators.worlds.get('taobao')
  if (!world) throw new Error('no simulator of taobao')
  world.limits.pace = 1000
  const line = { sellerSku: skuCode, quantity: 1, unitPrice: '64.00' }
  const sold = putOrder(world, { modifiedAt: new Date(Date.now() - 60_000).toISOString(), lines: [line] })

  await register(page)
  const api = await apiOf(page, request)
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/products', {
    name: '龙井茶',
    skus: [{ code: skuCode, name: '龙井茶', weightG: 250, listPrice: '64.00', currency: 'CNY' }],
  })
  const lines = [{ skuCode, quantity: 30, unitCost: '20.00' }]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: '期初库存', lines })
  const place = { channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const shop = await api('/shops', { code: 'tmall', name: '天猫旗舰店', ...place })
  const credentials = simulated.taobao?.credentials
  await api(`/shops/${shop.id}/connection`, { baseUrl: `${simulators.url}/taobao`, credentials })

  type Seen = { id: string; state: string }
  const list = async (path: string) => ((await api(path, undefined, 'get')).items ?? []) as Seen[]
  const orderOf = async () => (await list(`/orders?channelOrderNo=${sold.no}&limit=5`))[0]
  await expect.poll(async () => (await orderOf())?.id, { timeout: 15_000 }).toBeTruthy()
  const id = (await orderOf())?.id
  await api(`/orders/${id}/review`, { decision: 'approve' })
  await expect.poll(async () => (await orderOf())?.state, { timeout: 15_000 }).toBe('awaiting_shipment')
  const [parcel] = (await api(`/orders/${id}`, undefined, 'get')).fulfilments as Seen[]
  world.faults.rate = 1
  world.faults.kinds = ['error_html']
  await api(`/fulfilments/${parcel?.id}/ship`, { carrierCode: 'sf', trackingNo: 'SF1000000009' })
  await expect
    .poll(async () => (await list('/dispatch/messages?kind=report&state=failed')).length, { timeout: 20_000 })
    .toBe(1)

  // From here on nothing is clicked.
  await openPage(page, '/dashboard')
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder(/搜索页面/)).toBeFocused()
  await page.keyboard.type('调度中心')
  await expect(page.getByRole('option').first()).toContainText('调度中心')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dispatch')
  await pressOn(page, page.getByRole('link', { name: '1 个发货没有回传平台' }))
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText('平台异常', { exact: true })).toBeVisible()
  await expect(sheet).toContainText('对方回复了 HTTP 502。')
  await expect(sheet).toContainText('SF1000000009')

  world.faults.rate = 0
  await pressOn(page, sheet.getByRole('button', { name: '重放', exact: true }))
  await expect.poll(() => world.orders.get(sold.no)?.status).toBe('shipped')
  await page.goto(`/dispatch/orders/${id}`)
  await expect(page.getByRole('main')).toContainText('已回传')
  await page.goto('/dispatch')
  await expect(page.getByText('1 个发货没有回传平台')).toHaveCount(0)
})
