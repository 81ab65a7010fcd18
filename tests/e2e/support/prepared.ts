import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { withLock } from '@/scripts/lib/lock.mjs'
import { openPage } from '@/tests/e2e/support/keyboard'
import { linkFor } from '@/tests/e2e/support/mail'
import { apiFor, keyOf, type Post, password, register } from '@/tests/e2e/support/people'
import { bindTo, keys, makeStation } from '@/tests/e2e/support/station'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Cookies of those who look at screens that the demo company has none of, and addresses that stand on no list. */
export type Prepared = {
  owner: Cookies
  station: Cookies
  person: Cookies
  half: Cookies
  names: Record<string, string>
}

/** Who has half signed in has ten minutes for the rest, the screens of one language included. */
const freshMs = 4 * 60_000

/** A company with one of everything a detail page is about. It is only looked at, so one is enough for both languages. */
export function prepare(browser: Browser): Promise<Prepared> {
  const file = path.join(process.env.E2E_DATA ?? '', 'prepared.json')
  return withLock(`prepared:${file}`, async () => {
    const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - made < freshMs) return JSON.parse(readFileSync(file, 'utf8')) as Prepared
    const prepared = await prepareAnew(browser)
    writeFileSync(file, JSON.stringify(prepared))
    return prepared
  })
}

async function prepareAnew(browser: Browser): Promise<Prepared> {
  const [owner, station, person, half] = await Promise.all(Array.from({ length: 4 }, () => newPage(browser)))
  if (!owner || !station || !person || !half) throw new Error('no browser')
  const { tag, email } = await register(owner)
  const key = await keyOf(owner)
  const api = apiFor(key, owner.request)
  const bulk = await work(api)
  const headers = { authorization: `Bearer ${key}` }
  const file = { name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from('客户姓名,手机\n李四,13700001111\n') }
  const sent = await owner.request.post('/api/v1/imports', { headers, multipart: { kind: 'customers', file } })
  expect(sent.ok(), await sent.text()).toBe(true)
  // Nothing it tells ever happens here: nobody outside is called.
  await api('/webhooks', { name: 'ERP', url: 'https://example.com/hooks', events: ['shop.stopped'] })
  const { code } = await api('/roles', { name: '财务', permissions: ['order.list'], secondFactor: true })
  const invited = async (name: string) => {
    const { inviteUrl } = await api('/members', { name, email: `${name}-${tag}@example.test`, role: code })
    return String(inviteUrl)
  }
  await openPage(half, await invited('lin'))
  await half.getByLabel('密码', { exact: true }).fill(password)
  await half.getByRole('button', { name: '接受邀请并登录' }).click()
  await half.waitForURL('**/sign-in/code?next=*')
  await bindTo(owner, station)
  await bindTo(owner, person, '打包台 2')
  await keys(person, '1007', '4826')
  await expect(person.getByRole('heading', { name: '做什么？' })).toBeVisible()
  const token = (link: string) => link.slice(link.lastIndexOf('/') + 1)
  const names = {
    bulk,
    invite: token(await invited('wu')),
    verify: token(await linkFor(email, 'verify')),
  }
  const cookies = async (page: Page) => {
    const all = await page.context().cookies()
    await page.context().close()
    return all.filter(({ name }) => name !== 'caravan-locale')
  }
  return {
    owner: await cookies(owner),
    station: await cookies(station),
    person: await cookies(person),
    half: await cookies(half),
    names,
  }
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: 'zh-CN' })).newPage()
}

/** Goods, two orders on their way through the floor, a stocktake; answers the work done on many orders at once. */
async function work(api: Post): Promise<string> {
  const at = '2026-11-20T08:00:00Z'
  await api('/shops', { code: 'S', name: '旗舰店', channel: 'manual', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await makeStation(api)
  await api('/stations', { warehouseCode: 'HZ', name: '打包台 2' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 100, listPrice: '20.00', currency: 'CNY' }] })
  const line = { skuCode: 'TEA', quantity: 9, unitCost: '5.00' }
  await api('/stock/receipts', { warehouseCode: 'HZ', lines: [line] })
  const address = {
    name: '张三',
    phone: '13812345678',
    country: 'CN',
    province: '浙江省',
    city: '杭州市',
    line1: '文三路 1 号',
  }
  const order = (channelOrderNo: string) => ({
    ...{ channelOrderNo, status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY', address },
    lines: [{ channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 1, unitPrice: '20.00' }],
    ...{ total: '20.00', paid: '20.00' },
  })
  const { results } = (await api('/orders/ingest', { shopCode: 'S', orders: [order('1'), order('2')] })) as {
    results: { orderId: string }[]
  }
  for (const { orderId } of results) await api(`/orders/${orderId}/review`, { decision: 'approve' })
  const what = { action: 'order.set-flags', flag: 'red' }
  const { jobId } = await api('/orders/bulk', { filter: {}, what })
  let parcels: { id: string; version: number }[] = []
  await expect(async () => {
    const { items } = await api('/fulfilments?state=allocated', undefined, 'get')
    parcels = items as typeof parcels
    expect(parcels.length).toBe(2)
  }).toPass()
  const [first] = parcels
  await api(`/fulfilments/${first?.id}/ship`, {
    carrierCode: 'sf',
    trackingNo: 'SF1234567890123',
    version: first?.version,
  })
  await api('/hand-overs', { warehouseCode: 'HZ', carrierCode: 'sf' })
  await api('/waves', { warehouseCode: 'HZ', kind: 'by_order' })
  const { id } = await api('/stock/stocktakes', { warehouseCode: 'HZ', kind: 'warehouse', blind: true })
  await api(`/stock/stocktakes/${id}/start`, {})
  return String(jobId)
}
