import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { openPage } from '@/tests/e2e/support/keyboard'
import { apiOf, keyOf, otherBrowser, register } from '@/tests/e2e/support/people'
import { bindTo, keys, makeStation } from '@/tests/e2e/support/station'

type View = { id: string; state: string; events: { from: string | null; to: string | null }[] }

/** kill -9 of the web server with all it has started; the launcher starts it again. */
function killWeb(): void {
  const known = JSON.parse(readFileSync(path.join(process.env.E2E_DATA ?? '', 'processes.json'), 'utf8'))
  // The web server gives itself a name of its own; the workers are called as they were started.
  const web = (known as { pid: number }[]).find(
    ({ pid }) => !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('workers/main.ts'),
  )
  if (!web) throw new Error('the web server is not among the processes of this start')
  process.kill(-web.pid, 'SIGKILL')
}

test('kill -9 of the web server while orders are being approved: each is approved once, and the page comes back', async ({
  page,
  request,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await register(page)
  const api = await apiOf(page, request)
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  const sku = { code: 'CUP', name: 'CUP', weightG: 100, listPrice: '20.00', currency: 'CNY' }
  await api('/products', { name: '杯子', skus: [sku] })
  const goods = [{ skuCode: 'CUP', quantity: 30, unitCost: '10.00' }]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: 'opening', lines: goods })
  const { results } = await api('/orders/ingest', { shopCode: 'tmall', orders: Array.from({ length: 40 }, orderOf) })
  const ids = (results as { orderId: string }[]).map(({ orderId }) => orderId)

  const headers = { authorization: `Bearer ${await keyOf(page)}`, 'content-type': 'application/json' }
  let done = 0
  const silent = new Set<string>()
  /** The same key until an answer comes; only silence and "not now" are reasons to ask again. */
  const approve = async (id: string): Promise<void> => {
    for (;;) {
      const answer = await fetch(`${baseURL}/api/v1/orders/${id}/review`, {
        ...{ method: 'POST', body: JSON.stringify({ decision: 'approve' }), signal: AbortSignal.timeout(15_000) },
        headers: { ...headers, 'idempotency-key': `approve-${id}` },
      }).catch(() => undefined)
      if (answer?.ok) {
        done += 1
        return
      }
      if (answer) expect([409, 429, 500, 502, 503]).toContain(answer.status)
      silent.add(id)
      await sleep(200)
    }
  }
  const waiting = [...ids]
  const lane = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await approve(id)
  }
  const lanes = Promise.all([lane(), lane(), lane(), lane()])
  for (const at of [5, 20]) {
    // At once: a second later all of them may be done.
    await expect.poll(() => done, { timeout: 60_000, intervals: [20] }).toBeGreaterThanOrEqual(at)
    killWeb()
  }
  await lanes
  // Somebody was in the middle of it, else nothing has been proved.
  expect(silent.size).toBeGreaterThan(0)

  const read = async (id: string) => {
    const answer = await request.get(`/api/v1/orders/${id}`, { headers }).catch(() => undefined)
    // It may still be on its way back.
    return answer?.ok() ? ((await answer.json()) as View) : ({ id, state: 'unknown', events: [] } satisfies View)
  }
  await expect
    .poll(
      async () => (await Promise.all(ids.map(read))).filter((o) => ['approved', 'unknown'].includes(o.state)).length,
      {
        timeout: 60_000,
      },
    )
    .toBe(0)
  const orders = await Promise.all(ids.map(read))
  for (const { events } of orders) expect(events.filter((e) => e.to === 'approved')).toHaveLength(1)
  const count = (state: string) => orders.filter((o) => o.state === state).length
  expect([count('awaiting_shipment'), count('awaiting_purchase')]).toEqual([30, 10])
  // Who was signed in still is.
  await openPage(page, '/orders?state=awaiting_purchase')
  await expect(page.getByRole('row', { name: /KILL-/ })).toHaveCount(10)
})

test('twenty who ask in the very moment the server is back each get the page, with its policy', async ({ baseURL }) => {
  killWeb()
  const ask = async () => {
    for (;;) {
      const answer = await fetch(`${baseURL}/sign-in`, { redirect: 'manual' }).catch(() => undefined)
      if (answer) return [answer.status, answer.headers.get('content-security-policy')?.includes("'nonce-")]
      await sleep(5)
    }
  }
  expect(await Promise.all(Array.from({ length: 20 }, ask))).toEqual(Array(20).fill([200, true]))
})

test('kill -9 of the web server while goods are scanned in: each scan has one effect, and nobody scans anything twice', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await register(page)
  const api = await apiOf(page, page.request)
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  const skus = ['TEA', 'CUP', 'POT'].map((code) => ({ code, weightG: 100, listPrice: '20.00', currency: 'CNY' }))
  for (const sku of skus) await api('/products', { name: sku.code, skus: [sku] })
  await makeStation(api)
  const floor = await otherBrowser(browser)
  await bindTo(page, floor)
  await keys(floor, '1007', '4826')
  await expect(floor.getByRole('heading', { name: '做什么？' })).toBeVisible()
  await keys(floor, '1')
  await expect(floor.getByRole('heading', { name: '扫描收到的商品' })).toBeVisible()
  await keys(floor, 'TEA')
  await expect(floor.locator('[data-verdict=ok]')).toContainText('收货 TEA × 1')
  let unanswered = 0
  floor.on('requestfailed', (request) => {
    if (request.url().endsWith('/scan/send')) unanswered += 1
  })
  for (let round = 0; round < 2; round++) {
    // On its way, before, while and after the server dies.
    await keys(floor, 'CUP')
    killWeb()
    await keys(floor, 'POT', 'TEA', '*5', 'CUP')
    await expect(floor.getByText('条待发送')).toHaveCount(0, { timeout: 60_000 })
    await expect(floor.getByText('连接中断')).toHaveCount(0)
  }
  expect(unanswered).toBeGreaterThan(0)
  await expect(floor.getByText('已扫 9 次')).toBeVisible()
  const { items } = (await api('/stock/bins', undefined, 'get')) as { items: { skuCode: string; quantity: number }[] }
  expect(Object.fromEntries(items.map(({ skuCode, quantity }) => [skuCode, quantity]))).toEqual({
    ...{ TEA: 3, CUP: 12, POT: 2 },
  })
})

function orderOf(_: unknown, i: number) {
  const address = {
    name: '王小明',
    phone: '13800138000',
    country: 'CN',
    province: '浙江省',
    city: '杭州市',
    line1: `${i} 号`,
  }
  const line = { channelLineNo: '1', sellerSku: 'CUP', title: 'CUP', quantity: 1, unitPrice: '20.00', discount: '0.00' }
  return {
    ...{ channelOrderNo: `KILL-${i}`, status: 'paid', currency: 'CNY', address, lines: [line] },
    ...{
      createdAt: '2026-11-11T08:00:00+08:00',
      paidAt: '2026-11-11T08:01:00+08:00',
      modifiedAt: '2026-11-11T08:01:00+08:00',
    },
    ...{ buyer: { nick: `buyer ${i}` }, shippingFee: '0.00', discount: '0.00', total: '20.00', paid: '20.00' },
  }
}
