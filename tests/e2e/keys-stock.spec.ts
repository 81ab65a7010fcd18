import { expect, type Page, test } from '@playwright/test'
import { addSku, choose, openPage, pressOn, tabTo, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, register } from '@/tests/e2e/support/people'

/** Goods without a mouse: in, out, over to another warehouse, counted, made into sets, held back by batch. */
let page: Page

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const field = (name: string | RegExp) => page.getByRole('textbox', { name })
const list = (name: string | RegExp) => page.getByRole('combobox', { name })
const dialog = () => page.getByRole('dialog')
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true })
const main = () => page.getByRole('main')

// One goes on where the last one ended: tried again, all begin anew.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser, playwright, baseURL }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  await register(page)
  const api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  for (const [code, name] of Object.entries({ HZ: '杭州仓', YW: '义乌仓' }))
    await api('/warehouses', { code, name, kind: 'own' })
  const price = { listPrice: '64.00', currency: 'CNY' }
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', ...price }] })
  await api('/products', { name: '西湖龙井', skus: [{ code: 'LJ', ...price }] })
  await api('/products', { name: '盖碗', skus: [{ code: 'BOWL', ...price }] })
  const components = [{ skuCode: 'BOWL', quantity: 2 }]
  await api('/products', { name: '对杯', skus: [{ code: 'PAIR', components, assembled: 'first', ...price }] })
  const milk = await api('/products', { name: '牛奶', skus: [{ code: 'MILK', ...price }] })
  const [sku] = milk.skus as { id: string; version: number }[]
  await api(`/skus/${sku?.id}/tracking`, { batchTracked: true, version: sku?.version }, 'patch')
  const stock = (skuCode: string, quantity: number) => ({ skuCode, quantity, unitCost: '20.00' })
  const lines = [
    stock('TEA', 20),
    stock('LJ', 4),
    stock('BOWL', 8),
    { ...stock('MILK', 6), batchNo: 'M-1', expiresOn: '2036-01-01' },
  ]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: '期初', lines })
})
test.afterAll(() => page.context().close())

test('stock is adjusted', async () => {
  await openPage(page, '/stock/adjust')
  await choose(page, list('仓库'), /杭州仓/)
  await typeInto(page, field('调整原因'), '盘盈')
  await addSku(page, 'TEA')
  await typeInto(page, page.getByLabel('增减数量').last(), '20')
  await pressOn(page, button(/^确认调整/))
  await expect(page.getByText(/调整单 \S+ 已生效/).first()).toBeVisible()
})

test('goods of a batch are received', async () => {
  await openPage(page, '/stock/receive')
  await choose(page, list('仓库'), /杭州仓/)
  await addSku(page, 'MILK')
  await typeInto(page, field('数量 MILK'), '5')
  await typeInto(page, field('批次号 MILK'), 'M-2')
  // Days are typed in the order of the browser's own language, so only that they are reached is asked.
  await tabTo(page, page.getByLabel('到期日期 MILK'))
  await pressOn(page, button(/^入库/))
  await expect(page.getByText(/入库单 \S+ 已生效/).first()).toBeVisible()
})

test('a batch is found, locked for a reason and set free again', async () => {
  await openPage(page, '/stock/batches')
  await pressOn(page, page.getByRole('link', { name: 'M-1', exact: true }))
  await page.waitForURL(/\/stock\/batches\/[0-9a-f-]{36}$/)
  await pressOn(page, button('锁定批次'))
  await expect(dialog().getByRole('textbox', { name: '原因' })).toBeFocused()
  await page.keyboard.type('质检不合格')
  await page.keyboard.press('Control+Enter')
  await expect(main()).toContainText('质检不合格')
  await pressOn(page, button('解除锁定'))
  await pressOn(page, inDialog('解除锁定'))
  await expect(button('锁定批次')).toBeVisible()
})

test('goods are sent to another warehouse and arrive', async () => {
  await openPage(page, '/stock/transfers/new')
  await choose(page, list('调出仓库'), /杭州仓/)
  await choose(page, list('调入仓库'), /义乌仓/)
  await addSku(page, 'TEA')
  await typeInto(page, field('数量 TEA'), '3')
  await pressOn(page, button(/^保存草稿/))
  await page.waitForURL(/\/stock\/transfers\/[0-9a-f-]{36}$/)
  await pressOn(page, button('发出'))
  await pressOn(page, inDialog('发出'))
  await expect(main()).toContainText('在途')
  await pressOn(page, button(/^确认收货/))
  await expect(page.getByText(/已收货 3 件/).first()).toBeVisible()
})

test('a stocktake is opened, counted, ended and posted', async () => {
  await openPage(page, '/stock/stocktakes/new')
  await choose(page, list('仓库'), /义乌仓/)
  await pressOn(page, button(/^创建/))
  await page.waitForURL(/\/stock\/stocktakes\/[0-9a-f-]{36}$/)
  await pressOn(page, button('开始盘点'))
  await pressOn(page, page.getByRole('link', { name: '录入盘点数' }))
  await page.waitForURL(/\/count$/)
  await typeInto(page, field(/^数量 \S+ TEA$/), '3')
  // Nobody answers for a while: the count is kept on the device, and the page says so.
  await page.route('**/count/send', (route) => route.abort('connectionrefused'))
  await page.keyboard.press('Enter')
  await expect(main()).toContainText('1 条盘点数等待')
  await page.unroute('**/count/send')
  await expect(main()).toContainText('本页已全部盘完')
  await pressOn(page, page.getByRole('link', { name: '返回盘点单' }))
  await pressOn(page, button('结束盘点'))
  await pressOn(page, inDialog('结束盘点'))
  await pressOn(page, button('过账'))
  await pressOn(page, inDialog('过账'))
  await expect(main()).toContainText('已过账')
})

test('sets are made of their parts', async () => {
  await openPage(page, '/stock/assemblies/new')
  await choose(page, list('仓库'), /杭州仓/)
  await tabTo(page, list('组合商品'))
  await page.keyboard.type('PAIR')
  await expect(page.getByRole('option', { name: /PAIR/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await typeInto(page, page.getByLabel('数量'), '2')
  await pressOn(page, button(/^保存草稿/))
  await page.waitForURL(/\/stock\/assemblies\/[0-9a-f-]{36}$/)
  await pressOn(page, button('完成'))
  await pressOn(page, inDialog('完成'))
  await expect(main()).toContainText('已完成')
})

test('two SKUs that are one thing are merged; what lay there has moved over, and the history of both says so', async () => {
  await openPage(page, '/products/edit')
  await pressOn(page, button('把 LJ 合并到另一个 SKU'))
  await typeInto(page, dialog().getByLabel('合并到哪个 SKU（编码）'), 'NOBODY')
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('没有这个 SKU')
  await typeInto(page, dialog().getByLabel('合并到哪个 SKU（编码）'), 'TEA')
  // Nobody answers: that is said, and what was typed can be sent again.
  await page.route('**/api/v1/skus?*', (route) => route.abort('connectionrefused'))
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('没有读取到内容')
  await page.unroute('**/api/v1/skus?*')
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('LJ 将合并到 TEA')
  const actions = (url: URL) => url.pathname === '/products/edit'
  await page.route(actions, (route) => route.abort('connectionrefused'))
  await pressOn(page, inDialog('合并'))
  await expect(page.getByText('服务暂时不可用').first()).toBeVisible()
  await page.unroute(actions)
  await pressOn(page, inDialog('合并'))
  await expect(page.getByText('LJ 已合并').first()).toBeVisible()
  await expect(button('把 LJ 合并到另一个 SKU')).toHaveCount(0)

  const history = main().getByRole('row', { name: 'LJ → TEA' })
  await openPage(page, '/stock/movements')
  await expect(history).toHaveCount(2)
  await expect(history.filter({ hasText: '龙井' }).filter({ hasText: /[-−]4/ })).toHaveCount(1)
  // The code that went is a name of the one that stays.
  await openPage(page, '/stock/movements?skuCode=LJ')
  await expect(history).toHaveCount(1)
  await expect(history).toContainText('+4')
})
