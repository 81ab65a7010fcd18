import { randomBytes } from 'node:crypto'
import { expect, type Page, type Route, test } from '@playwright/test'
import { apiOf, otherBrowser, type Post, register } from '@/tests/e2e/support/people'
import { bindTo, keys, makeStation } from '@/tests/e2e/support/station'

const skus = ['TEA', 'CUP'] as const
const orders = 10

type Row = Record<string, string> & { fulfilments: Row[]; items: Row[]; results: Row[] }

test.describe.configure({ mode: 'serial' })

test('Scanner journey by key events alone: receive, put away, a wave of ten orders, pick, pack check with a wrong item refused, weigh with an outlier stopped, ship, count a bin twice where it differs, load and unload transfers; a scan twice and scans without the server have one effect, also when the page is opened anew', async ({
  page,
  browser,
}) => {
  test.slow()
  await register(page)
  const api = await apiOf(page, page.request)
  await prepare(api)
  const floor = await otherBrowser(browser)
  await bindTo(page, floor)

  // From here on no mouse, no field, no click: keys as a scanner sends them.
  await keys(floor, '1007')
  await keys(floor, '4826')
  await expect(floor.getByRole('heading', { name: '做什么？' })).toBeVisible()

  await keys(floor, '1')
  await prompt(floor, '扫描收到的商品')
  for (const sku of skus) {
    await keys(floor, '*12')
    await keys(floor, sku)
    await told(floor, `收货 ${sku} × 12`)
  }

  await job(floor, '2', '扫描要上架的商品')
  for (const [sku, bin] of [
    ['TEA', 'A-1'],
    ['CUP', 'A-2'],
  ] as const) {
    await keys(floor, '*12')
    await keys(floor, sku)
    await keys(floor, bin.toLowerCase())
    await told(floor, `${sku} × 12 已放入 ${bin}`)
  }

  const parcels = await takeOrders(api)
  const wave = (await api('/waves', { warehouseCode: 'HZ', kind: 'cart', maxParcels: orders })) as Row & {
    parcels: number
  }
  expect(wave.parcels).toBe(orders)

  await job(floor, '4', '拣哪个波次？')
  await keys(floor, '1')
  await prompt(floor, '走到这个库位')
  await refused(floor, '请先扫描库位 A-1', () => keys(floor, 'TEA'), false)
  await keys(floor, 'A-1')
  await prompt(floor, '还要 5 件')
  await refused(floor, '库位不对', () => keys(floor, 'CUP'))
  await twice(floor, () => keys(floor, '*2', 'TEA'))
  await prompt(floor, '还要 3 件')
  await withoutServer(floor, ['TEA', '*1', 'TEA'])
  await prompt(floor, '还要 1 件')
  await withChineseInput(floor, 'TEA')
  await prompt(floor, '走到这个库位')
  await keys(floor, 'A-2')
  await keys(floor, '*5', 'CUP')
  await prompt(floor, '这个波次拣完了')

  await job(floor, '6', '扫描发货单')
  const [first] = parcels
  await keys(floor, first?.number ?? '')
  await prompt(floor, '逐件扫描')
  await refused(floor, '商品不对：CUP', () => keys(floor, 'CUP'))
  await keys(floor, 'TEA')
  await told(floor, `${first?.number} 验货完成`)
  for (const parcel of parcels.slice(1)) {
    await keys(floor, parcel.number ?? '')
    await prompt(floor, '逐件扫描')
    await keys(floor, parcel.sku ?? '')
    await told(floor, `${parcel.number} 验货完成`)
  }

  await job(floor, '7', '扫描包裹')
  await keys(floor, first?.number ?? '')
  await refused(floor, '重量不对：900 克，应为 100 ± 30 克', () => keys(floor, '900'))
  for (const parcel of parcels) {
    await keys(floor, parcel.number ?? '', '0.11kg')
    await told(floor, `${parcel.number} 重量 110 克，通过`)
  }

  await job(floor, '8', '交给哪家快递？')
  await keys(floor, 'sf')
  await prompt(floor, '扫描包裹')
  for (const [n, parcel] of parcels.entries()) {
    await keys(floor, parcel.number ?? '', `SF${Date.now()}${n}`)
    await told(floor, `${parcel.number} 已发货`)
  }

  await expect(async () => {
    const { items } = (await api('/fulfilments?state=shipped', undefined, 'get')) as Row
    expect(items.length).toBe(orders)
  }).toPass()
  const { items: stock } = (await api('/stock/bins', undefined, 'get')) as {
    items: { binCode: string; quantity: number }[]
  }
  expect(stock.map(({ binCode, quantity }) => `${binCode} ${quantity}`).sort()).toEqual(['A-1 7', 'A-2 7'])
  const list = (await api('/hand-overs', { warehouseCode: 'HZ', carrierCode: 'sf' })) as {
    parcels: number
    weightG: number
  }
  expect(list).toMatchObject({ parcels: orders, weightG: orders * 110 })

  const stocktake = (await api('/stock/stocktakes', { warehouseCode: 'HZ', kind: 'warehouse' })) as Row
  await api(`/stock/stocktakes/${stocktake.id}/start`, {})
  await job(floor, '10', '盘哪张盘点单？')
  await keys(floor, '1', 'A-1')
  await prompt(floor, 'A-1：逐件扫描')
  await refused(floor, '没有这个商品条码', () => keys(floor, 'TEE'))
  await keys(floor, '*6', 'TEA', 'a-1')
  await expect(floor.locator('[data-verdict=no]')).toContainText('A-1 · TEA：有差异，请再数一遍')
  await keys(floor, 'A-1', '*6', 'TEA')
  await told(floor, 'TEA +6')
  // The page is opened anew in the middle of a bin: what was counted in it still is.
  await floor.reload()
  await prompt(floor, 'A-1：逐件扫描')
  await keys(floor, '*1', 'TEA', 'A-1')
  await told(floor, 'A-1 · TEA：7 件')

  await api('/warehouses', { code: 'GZ', name: '广州仓', kind: 'own' })
  const out = await transfer(api, 'HZ', 'GZ', 'TEA')
  await job(floor, '11', '哪张调拨单？')
  await keys(floor, '1')
  await prompt(floor, '还差 2 件')
  await refused(floor, '商品不对：CUP', () => keys(floor, 'CUP'), false)
  await keys(floor, '*2', 'TEA')
  await told(floor, `${out.number} 已发出，共 2 件`)
  await api('/stock/receipts', { warehouseCode: 'GZ', lines: [{ skuCode: 'CUP', quantity: 2 }] })
  const back = await transfer(api, 'GZ', 'HZ', 'CUP')
  await api(`/stock/transfers/${back.id}/ship`, {})
  await job(floor, '12', '哪张调拨单？')
  await keys(floor, '1')
  await prompt(floor, '在途 2 件')
  await keys(floor, '*2', 'CUP')
  await told(floor, `${back.number} 收到 CUP × 2`)
  expect(((await api(`/stock/transfers/${back.id}`, undefined, 'get')) as Row).state).toBe('received')
})

const transfer = async (api: Post, fromWarehouseCode: string, toWarehouseCode: string, skuCode: string) =>
  (await api('/stock/transfers', {
    ...{ fromWarehouseCode, toWarehouseCode, lines: [{ skuCode, quantity: 2 }] },
  })) as Row

/** Shop, warehouse, bins, goods, a station, and who works there. */
async function prepare(api: Post): Promise<void> {
  const where = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
  await api('/shops', { ...where, code: 'tmall', name: '旗舰店', channel: 'manual' })
  const { id: warehouseId } = await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  const zone = await api(`/warehouses/${warehouseId}/zones`, { code: 'A', name: '一楼', kind: 'sellable' })
  for (const [i, code] of ['A-1', 'A-2'].entries())
    await api(`/warehouses/${warehouseId}/bins`, { code, zoneId: zone.id, route: i + 1 })
  for (const code of skus)
    await api('/products', {
      name: code === 'TEA' ? '明前龙井' : '品茗杯',
      skus: [{ code, weightG: 100, listPrice: '20.00', currency: 'CNY' }],
    })
  await makeStation(api)
}

async function takeOrders(api: Post): Promise<{ number: string; sku: string }[]> {
  const tag = randomBytes(3).toString('hex')
  const list = Array.from({ length: orders }, (_, n) => ({
    channelOrderNo: `${tag}-${n}`,
    status: 'paid',
    createdAt: '2026-11-20T08:00:00Z',
    paidAt: '2026-11-20T08:01:00Z',
    modifiedAt: '2026-11-20T08:01:00Z',
    currency: 'CNY',
    address: {
      name: '张三',
      phone: '13812345678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: `文三路 ${n} 号`,
    },
    lines: [{ channelLineNo: '1', sellerSku: skus[n % 2], title: '茶', quantity: 1, unitPrice: '20.00' }],
    total: '20.00',
    paid: '20.00',
  }))
  const { results } = (await api('/orders/ingest', { shopCode: 'tmall', orders: list })) as Row
  for (const { orderId } of results) await api(`/orders/${orderId}/review`, { decision: 'approve' })
  let parcels: { number: string; sku: string }[] = []
  await expect(async () => {
    const { items } = (await api('/fulfilments?state=allocated', undefined, 'get')) as {
      items: { number: string; lines: { skuCode: string }[] }[]
    }
    expect(items.length).toBe(orders)
    parcels = items.map(({ number, lines }) => ({ number, sku: lines[0]?.skuCode ?? '' }))
  }).toPass()
  return parcels.sort((a, b) => (a.sku < b.sku ? 1 : a.sku > b.sku ? -1 : a.number < b.number ? -1 : 1))
}

async function job(page: Page, digit: string, sentence: string) {
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: '做什么？' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await keys(page, digit)
  await prompt(page, sentence)
}

const prompt = (page: Page, sentence: string) => expect(page.getByRole('heading', { level: 1 })).toContainText(sentence)

const told = (page: Page, text: string) => expect(page.locator('[data-verdict=ok]')).toContainText(text)

async function refused(page: Page, text: string, act: () => Promise<void>, sent = true) {
  const answer = sent ? page.waitForResponse('**/scan/send') : undefined
  await act()
  await answer
  await expect(page.locator('[data-verdict=no]')).toContainText(text)
}

const isScan = (route: Route) => route.request().postData()?.includes('"kind":"scan"') === true

/** The house does it, but its answer is lost on the way; the page sends the same scan again. */
async function twice(page: Page, act: () => Promise<void>) {
  const ids: string[] = []
  await page.route('**/scan/send', async (route) => {
    if (!isScan(route)) return route.fallback()
    ids.push(route.request().postDataJSON().scanId)
    if (ids.length > 1) return route.fallback()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await act()
  await expect.poll(() => ids.length).toBe(2)
  expect(ids[1]).toBe(ids[0])
  await page.unroute('**/scan/send')
}

/**
 * Nobody answers; what is scanned is kept, also when the page is opened anew, and done in its sequence when somebody does. Going back waits
 * for what was scanned before it.
 */
async function withoutServer(page: Page, texts: string[]) {
  await page.route('**/scan/send', (route) => (isScan(route) ? route.abort('connectionrefused') : route.fallback()))
  await keys(page, ...texts)
  await expect(page.getByText('连接中断')).toBeVisible()
  await expect(page.getByText(`${texts.length} 条待发送`)).toBeVisible()
  await page.reload()
  await expect(page.getByText(`${texts.length} 条待发送`)).toBeVisible()
  await page.unroute('**/scan/send')
  await expect(page.getByText('条待发送')).toHaveCount(0)
}

/** With an input method on, the browser says of each key that it was processed, and which key it was. */
async function withChineseInput(page: Page, text: string) {
  await page.evaluate((signs) => {
    const press = (key: string, code: string) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, code, keyCode: 229, bubbles: true, cancelable: true }))
    for (const sign of signs) press('Process', `Key${sign}`)
    press('Process', 'Enter')
  }, text)
}
