import { expect, type Locator, type Page, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'
import { textsOf } from '@/tests/support/read-pdf'

// One order's life is one story: a step that fails leaves nothing for the next to stand on.
test.describe.configure({ mode: 'serial' })

test.describe('one order end to end', () => {
  let page: Page
  let api: Post
  let orderUrl = ''
  let number = ''
  const trackingNo = `SF${Date.now()}`

  test.beforeAll(async ({ browser }) => {
    page = await (await browser.newContext()).newPage()
  })
  test.afterAll(() => page.context().close())

  test('S0.6 S0.7 S3.22 S4.1 S4.33 a company registers in the browser and finds every module', async () => {
    await register(page)
    const nav = page.getByRole('navigation', { name: '主导航' })
    for (const name of ['控制面板', '订单', '待联系', '发货', '商品', '库存', '报表', '员工与权限', '店铺', '仓库'])
      await expect(nav.getByRole('link', { name, exact: true })).toBeVisible()
  })

  test('S3.2 S4.2 shop and warehouse are set up', async () => {
    await openPage(page, '/settings/shops')
    await page.getByRole('link', { name: '新建店铺' }).first().click()
    await page.getByLabel('店铺名称').fill('天猫旗舰店')
    await page.getByLabel('店铺编码').fill('tmall')
    await choose(page, '平台', '淘宝 / 天猫')
    await page.getByLabel('联系人').fill('李经理')
    await page.getByRole('dialog').getByRole('button', { name: /保存/ }).click()
    await page.getByRole('link', { name: '天猫旗舰店' }).click()
    await expect(page.getByLabel('联系人')).toHaveValue('李经理')

    await openPage(page, '/settings/warehouses')
    await page.getByRole('link', { name: '新建仓库' }).first().click()
    await page.getByLabel('仓库名称').fill('杭州仓')
    await page.getByLabel('仓库编码').fill('HZ')
    await page.getByRole('dialog').getByRole('button', { name: /保存/ }).click()
    await expect(page.getByRole('row', { name: /杭州仓/ })).toBeVisible()
  })

  test('S0.12 S0.13 S0.14 S0.15 S0.30 S0.32 S3.1 S4.6 a product with two variants, prices and attributes', async () => {
    await openPage(page, '/products/new')
    await page.getByLabel('商品名称').fill('明前龙井')
    await page.getByLabel('商品描述').fill('狮峰山产，清明前采摘。')
    await page.getByRole('button', { name: '添加规格' }).click()
    await page.getByLabel('规格名').fill('净含量')
    await page.getByLabel('规格值').fill('100 克')
    await page.getByLabel('规格值').press('Enter')
    await page.getByLabel('规格值').fill('250 克')
    await page.getByLabel('规格值').press('Enter')
    for (const [value, code, price] of [
      ['100 克', 'TEA-100', '64.00'],
      ['250 克', 'TEA-250', '148.00'],
    ] as const) {
      const line = page.getByRole('group', { name: value })
      await line.getByLabel(`SKU 编码 ${value}`).fill(code)
      await line.getByLabel(`售价 ${value}`).fill(price)
    }
    await page.getByRole('button', { name: '添加属性' }).click()
    await page.getByLabel('属性名').fill('产地')
    await page.getByLabel('属性值').fill('杭州')
    await page.getByRole('button', { name: /保存/ }).click()
    await page.waitForURL(/\/products(\/[0-9a-f-]{36})?$/)
    await openPage(page, '/products')
    await expect(page.getByRole('row', { name: /明前龙井/ })).toContainText('¥64.00 – ¥148.00')
  })

  test('S0.30 S0.54 opening stock comes in with its cost', async () => {
    await openPage(page, '/stock/adjust')
    await page.getByRole('button', { name: '期初库存' }).click()
    const add = page.getByRole('combobox', { name: /添加 SKU/ })
    for (const [code, quantity, cost] of [
      ['TEA-100', '20', '21.50'],
      ['TEA-250', '10', '50.00'],
    ] as const) {
      await add.fill(code)
      await page.getByRole('option', { name: new RegExp(code) }).click()
      await page.getByLabel(`增减数量 ${code}`).fill(quantity)
      await page.getByLabel(`单位成本 ${code}`).fill(cost)
    }
    await page.getByRole('button', { name: '确认调整' }).click()
    await expect(page.getByText(/调整单 .* 已生效/)).toBeVisible()
    expect(await stockOf(page, 'TEA-100')).toEqual({ onHand: '20', reserved: '0', available: '20', value: '¥430.00' })
  })

  test('S0.37 S0.41 an order by the form appears in the list and on the dashboard', async () => {
    await openPage(page, '/orders/new')
    await pickSku(page.getByRole('group', { name: '第 1 行' }), 'TEA-100', '3')
    await page.getByRole('button', { name: '添加一行' }).click()
    await pickSku(page.getByRole('group', { name: '第 2 行' }), 'TEA-250', '1')
    await page.getByLabel('运费').fill('10.00')
    for (const [label, value] of [
      ['姓名', '张三丰'],
      ['手机号', '13812345678'],
      ['国家或地区', 'CN'],
      ['省', '浙江省'],
      ['市', '杭州市'],
      ['区县', '西湖区'],
      ['详细地址', '文三路 90 号'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByRole('button', { name: '创建订单' }).click()
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
    orderUrl = page.url()
    // 3 × 64 + 148 + 10
    await expect(page.getByRole('main')).toContainText('¥350.00')
    number = (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await expect(page.getByRole('main')).toContainText('张**')
    await expect(page.getByRole('main')).not.toContainText('张三丰')

    await openPage(page, '/orders')
    await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('待审核')
    expect(await revenueToday(page)).toBe('¥350.00')
    await expect(page.getByRole('link', { name: /待审核订单/ })).toContainText('1')
  })

  test('S0.16 S3.10 S3.28 S4.13 S4.14 S4.16 reviewed; the workers reserve the goods and make the dispatch note', async () => {
    await openPage(page, orderUrl)
    await page.getByRole('button', { name: '审核通过' }).click()
    await expect(async () => {
      await reopen(page)
      await expect(page.getByRole('main')).toContainText(/FS-\d+/, { timeout: 100 })
    }).toPass({ timeout: 15_000 })
    await expect(page.getByRole('button', { name: '去发货' })).toBeVisible()
    expect(await stockOf(page, 'TEA-100')).toEqual({ onHand: '20', reserved: '3', available: '17', value: '¥430.00' })
  })

  test('S0.42 S3.13 S4.17 the packing slip says where to and what', async () => {
    await openPage(page, orderUrl)
    await page.getByRole('button', { name: '打印发货单' }).click()
    const [slip] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('dialog').getByRole('button', { name: '打印', exact: true }).click(),
    ])
    await slip.waitForURL(/\/print\/file\//, { waitUntil: 'commit' }).catch(() => undefined)
    const file = await page.request.get(slip.url(), { headers: { 'sec-fetch-site': 'same-origin' } })
    const [text = ''] = await textsOf(await file.body())
    expect(text).toContain('张三丰')
    expect(text).toContain('文三路90号')
    expect(text).toMatch(/TEA-100.*3.*TEA-250.*1|TEA-250.*1.*TEA-100.*3/)
    await slip.close()
  })

  test('S0.17 S0.38 shipped with carrier and tracking number; the stock goes down', async () => {
    await openPage(page, orderUrl)
    await page.getByRole('combobox', { name: '快递公司' }).click()
    await page.getByRole('option', { name: /顺丰/ }).click()
    await page.getByLabel('运单号').fill(trackingNo)
    await page.getByRole('button', { name: '发货', exact: true }).click()
    await expect(page.getByRole('main')).toContainText(trackingNo)
    await expect(page.getByRole('main')).toContainText('已发货')
    expect(await stockOf(page, 'TEA-100')).toEqual({ onHand: '17', reserved: '0', available: '17', value: '¥365.50' })
    expect(await stockOf(page, 'TEA-250')).toEqual({ onHand: '9', reserved: '0', available: '9', value: '¥450.00' })
  })

  test('S0.44 the carrier reports by the API with a key made in the browser: delivered', async ({ request }) => {
    api = await apiOf(page, request)
    const event = { carrierCode: 'sf', trackingNo, at: new Date().toISOString(), status: 'delivered', place: '杭州' }
    expect(await api('/tracking/events', { events: [event] })).toMatchObject({ results: [{ outcome: 'applied' }] })
    await openPage(page, orderUrl)
    await expect(page.getByRole('main')).toContainText('已签收')
  })

  test('S0.8 S0.40 S0.48 list, dashboard, report, stock and movements tell the same', async () => {
    await openPage(page, `/orders?q=${trackingNo}`)
    await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('已签收')
    expect(await revenueToday(page)).toBe('¥350.00')
    await openPage(page, '/reports/sales?groupBy=sku')
    const table = page.getByRole('table', { name: '销售明细' })
    // orders, units, goods, discount, freight, revenue, average, cancelled
    expect(await figuresOf(table.getByRole('row', { name: /^合计/ }))).toEqual([
      '合计',
      '1',
      '4',
      '¥340.00',
      '¥0.00',
      '¥10.00',
      '¥350.00',
      '¥350.00',
      '0',
    ])
    const bySku = await Promise.all(
      ['TEA-100', 'TEA-250'].map((sku) => figuresOf(table.getByRole('row', { name: new RegExp(sku) }))),
    )
    expect(bySku.map((cells) => [cells[2], cells[3]])).toEqual([
      ['3', '¥192.00'],
      ['1', '¥148.00'],
    ])
    await openPage(page, '/stock/movements?skuCode=TEA-100')
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(1)).toContainText(/发货出库.*[-−]3/)
    await expect(rows.nth(2)).toContainText(/库存调整.*20/)
  })
})

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

async function pickSku(line: Locator, code: string, quantity: string) {
  await line.getByRole('combobox', { name: 'SKU' }).fill(code)
  await line
    .page()
    .getByRole('option', { name: new RegExp(code) })
    .click()
  await line.getByLabel('数量').fill(quantity)
}

async function figuresOf(row: Locator): Promise<string[]> {
  return (await row.getByRole('cell').allTextContents()).map((text) => text.trim())
}

/** As the stock list shows it in the one warehouse. */
async function stockOf(page: Page, code: string) {
  await openPage(page, `/stock?q=${code}`)
  const cell = (label: string) =>
    page
      .getByRole('row', { name: new RegExp(code) })
      .locator(`[data-label="${label}"]`)
      .textContent()
  const [onHand, reserved, available, value] = await Promise.all(['在库', '占用', '可用', '库存金额'].map(cell))
  return { onHand, reserved, available, value }
}

async function revenueToday(page: Page): Promise<string | null> {
  await openPage(page, '/dashboard')
  return page
    .getByRole('main')
    .locator('div', { has: page.getByText('今日销售额') })
    .last()
    .getByRole('link')
    .first()
    .textContent()
}
