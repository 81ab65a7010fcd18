import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { apiOf, otherBrowser, type Post, register } from '@/tests/e2e/support/people'
import { bindTo, keys, makeStation } from '@/tests/e2e/support/station'

type Row = Record<string, string> & { results: Row[]; items: Row[]; fulfilments: Row[] }

test('S0.43 picking by order goes parcel by parcel: number and slot are shown, the way stays with the parcel, and what is missing is missing for it', async ({
  page,
  browser,
}) => {
  test.slow()
  await register(page)
  const api = await apiOf(page, page.request)
  const [first = '', second = ''] = await prepare(api)
  await api('/waves', { warehouseCode: 'HZ', kind: 'by_order' })
  const floor = await otherBrowser(browser)
  await bindTo(page, floor)
  await keys(floor, '1007', '4826')
  await expect(floor.getByRole('heading', { name: '做什么？' })).toBeVisible()
  await keys(floor, '4')
  await prompt(floor, '拣哪个波次？')
  await keys(floor, '1')

  await prompt(floor, '走到这个库位')
  await at(floor, first, 'A-1')
  await keys(floor, 'A-1', 'TEA')
  // The second parcel's tea lies in the same bin; this one's cup comes first all the same.
  await at(floor, first, 'A-2')
  await keys(floor, 'A-2', '*S')
  await expect(floor.locator('[data-verdict=ok]')).toContainText(`${first} 等货`)
  // Who stands at a bin that the next parcel needs, too, takes that first.
  await at(floor, second, 'A-2')
  await keys(floor, 'CUP')
  await at(floor, second, 'A-1')
  await keys(floor, 'A-1', 'TEA')
  await prompt(floor, '这个波次拣完了')
})

/** Two orders of one tea and one cup each; answers their parcels. */
async function prepare(api: Post): Promise<string[]> {
  const where = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
  await api('/shops', { ...where, code: 'tmall', name: '旗舰店', channel: 'manual' })
  const { id: warehouseId } = await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  const zone = await api(`/warehouses/${warehouseId}/zones`, { code: 'A', name: '一楼', kind: 'sellable' })
  for (const [i, [code, bin]] of [
    ['TEA', 'A-1'],
    ['CUP', 'A-2'],
  ].entries()) {
    await api(`/warehouses/${warehouseId}/bins`, { code: bin, zoneId: zone.id, route: i + 1 })
    await api('/products', { name: code, skus: [{ code, weightG: 100, listPrice: '20.00', currency: 'CNY' }] })
    await api('/stock/receipts', {
      warehouseCode: 'HZ',
      lines: [{ skuCode: code, quantity: 2, unitCost: '5.00', binCode: bin }],
    })
  }
  await makeStation(api)
  const tag = randomBytes(3).toString('hex')
  const at = '2026-11-20T08:00:00Z'
  const line = (sellerSku: string, channelLineNo: string) => ({
    ...{ channelLineNo, sellerSku, title: sellerSku, quantity: 1, unitPrice: '20.00' },
  })
  const order = (n: number) => ({
    ...{ channelOrderNo: `${tag}-${n}`, status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY' },
    address: {
      name: '张三',
      phone: `1381234567${n}`,
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: `文三路 ${n} 号`,
    },
    lines: [line('TEA', '1'), line('CUP', '2')],
    ...{ total: '40.00', paid: '40.00' },
  })
  const { results } = (await api('/orders/ingest', { shopCode: 'tmall', orders: [order(1), order(2)] })) as Row
  for (const { orderId } of results) await api(`/orders/${orderId}/review`, { decision: 'approve' })
  let parcels: string[] = []
  await expect(async () => {
    const { items } = (await api('/fulfilments?state=allocated', undefined, 'get')) as Row
    expect(items.length).toBe(2)
    parcels = items.map(({ number }) => number ?? '').sort()
  }).toPass()
  return parcels
}

const prompt = (page: Page, sentence: string) => expect(page.getByRole('heading', { level: 1 })).toContainText(sentence)

async function at(page: Page, parcel: string, bin: string) {
  await expect(page.getByText(parcel, { exact: true })).toBeVisible()
  await expect(page.getByText(bin, { exact: true }).first()).toBeVisible()
}
