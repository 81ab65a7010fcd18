import { expect, type Page, test } from '@playwright/test'
import { openPage, takenOver } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

test.describe.configure({ mode: 'serial' })

let page: Page
let api: Post
let presses = 0

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  page = await context.newPage()
  await register(page)
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', listPrice: '64.00', currency: 'CNY' }] })
  await api('/products', { name: '茶杯', skus: [{ code: 'CUP', listPrice: '9.00', currency: 'CNY' }] })
  const orders = Array.from({ length: 24 }, (_, i) => order(`F-${String(i + 1).padStart(2, '0')}`, i))
  const { results } = await api('/orders/ingest', { shopCode: 'tmall', orders })
  expect(results).toHaveLength(24)
})
test.afterAll(() => page.context().close())

/** Every key that is pressed is counted; nothing is clicked. */
async function press(...keys: string[]) {
  for (const key of keys) {
    presses += 1
    await page.keyboard.press(key)
  }
}

/** Until React has taken the page over, keys mean nothing to it: on a busy machine that comes after the network is idle. */
async function open(address: string) {
  await openPage(page, address)
  // Drawn only once the frame's effects have run, those that listen to keys among them.
  await expect(page.locator('header .lucide-monitor')).toHaveCount(0)
  await page.waitForFunction(() => {
    const row = document.querySelector('tr[data-row]') ?? document.querySelector('main')
    return row !== null && Object.keys(row).some((key) => key.startsWith('__reactProps'))
  })
}

const rows = () => page.locator('tr[data-row]')
const focused = () => page.evaluate(() => document.activeElement?.closest('tr')?.dataset.row ?? '')

test('20 orders are reviewed one by one in at most 25 keystrokes, each after it was looked at', async () => {
  await open('/orders?state=pending_review')
  await expect(rows()).toHaveCount(24)
  const ids = await rows().evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row ?? ''))
  presses = 0
  await press('j')
  for (const id of ids.slice(0, 20)) {
    // The key decides on the row that has the focus and nothing else, and goes on by itself.
    expect(await focused()).toBe(id)
    await press('a')
  }
  expect(presses).toBeLessThanOrEqual(25)
  await expect(rows()).toHaveCount(4, { timeout: 30_000 })
  const left = await rows().evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row ?? ''))
  expect(left).toEqual(ids.slice(20))
  await open('/orders')
  await expect(rows().filter({ hasText: '待审核' })).toHaveCount(4)
})

test('flags go on by one key and come off by undo', async () => {
  await open('/orders?state=pending_review')
  await press('j', 'Shift+J', '1')
  await expect(page.getByRole('img', { name: '旗标：红旗' })).toHaveCount(2)
  await page.getByRole('button', { name: '撤销' }).press('Enter')
  await expect(page.getByRole('img', { name: '旗标：红旗' })).toHaveCount(0)
})

test('no key fires while somebody types or an input method composes', async () => {
  await open('/orders?state=pending_review')
  await press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('jaxm?1')
  await expect(page.getByRole('searchbox')).toHaveValue('jaxm?1')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('searchbox').fill('')
  await page.locator('tr[data-row]').first().focus()
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, isComposing: true })),
  )
  await page.waitForTimeout(500)
  await expect(rows().filter({ hasText: '待审核' })).toHaveCount(4)
})

test('the palette finds a record by its number, the sheet shows the keys, G and a letter goes to a page', async () => {
  await press('Control+k')
  // Nobody answers: that is said, for "nothing found" would be another answer; the next sign typed asks again.
  await page.route('**/api/v1/records?*', (route) => route.abort('connectionrefused'))
  await page.getByRole('combobox').fill('F-2')
  await expect(page.getByRole('dialog')).toContainText('没有读取到内容')
  await page.unroute('**/api/v1/records?*')
  // Shut and opened again before it has faded, it begins anew.
  await press('Escape', 'Control+k')
  await expect(page.getByRole('combobox')).toHaveValue('')
  await page.getByRole('combobox').fill('F-21')
  const found = page.getByRole('option').filter({ hasText: /^SO-.*F-21/ })
  await expect(found).toHaveAttribute('data-selected', 'true')
  await press('Enter')
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
  await press('?')
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await press('g', 'p')
  await page.waitForURL('**/products')
})

test('new orders are announced, and no row moves until somebody asks for them', async () => {
  const line = page.waitForResponse((response) => response.url().includes('/api/v1/events'))
  await open('/orders?state=pending_review')
  const before = await rows().first().boundingBox()
  // The line is opened once the page has stood for a while.
  await line
  // With the first line of all the server itself begins to listen.
  await page.waitForTimeout(2000)
  await api('/orders/ingest', { shopCode: 'tmall', orders: [order('N-1', 0), order('N-2', 0)] })
  const bar = page.getByRole('button', { name: /个新订单/ })
  await expect(bar).toBeVisible({ timeout: 20_000 })
  expect(await rows().first().boundingBox()).toEqual(before)
  await expect(rows()).toHaveCount(4)
  await bar.press('Enter')
  await expect(rows()).toHaveCount(6)
  await expect(bar).toHaveCount(0)
})

test('a view keeps filters and columns, and shows its figure', async () => {
  await open('/orders?state=pending_review')
  await page.getByRole('button', { name: '视图' }).click()
  await page.getByRole('menuitem', { name: /存为新视图/ }).click()
  await page.getByLabel('视图名称').fill('我的待审')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/view=/)
  const tab = page.getByRole('link', { name: /我的待审/ })
  await expect(tab).toContainText('6')
  await page.getByRole('button', { name: '列设置' }).click()
  await page.getByRole('dialog').getByLabel('店铺', { exact: true }).uncheck()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('columnheader', { name: '店铺' })).toHaveCount(0)
  await open('/orders')
  await expect(page.getByRole('columnheader', { name: '店铺' })).toHaveCount(1)
  await page.getByRole('link', { name: /我的待审/ }).click()
  await expect(page.getByRole('columnheader', { name: '店铺' })).toHaveCount(0)
})

test('pasted numbers: what was found is listed, what was not is named', async () => {
  await open('/orders')
  await page.getByRole('button', { name: '粘贴单号' }).click()
  await page.getByRole('textbox', { name: '单号' }).fill('F-01\nF-02，NOPE-1\nF-03 NOPE-2')
  await page.route('**/number-sets/*', (route) => route.abort('connectionrefused'))
  await page.getByRole('button', { name: /查找 5 个/ }).click()
  await page.waitForURL(/set=/)
  await expect(rows()).toHaveCount(3)
  const retry = page.getByRole('alert').getByRole('button', { name: '重试' })
  await expect(retry).toBeVisible()
  await page.unroute('**/number-sets/*')
  await retry.click()
  await expect(page.getByText('2 个没有找到')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('NOPE-2')
})

test('codes pasted into another list find its rows, name what is not there, and are taken off by their chip', async () => {
  await open('/products')
  await expect(rows()).toHaveCount(2)
  await page.getByRole('button', { name: '粘贴单号' }).click()
  await page.getByRole('textbox', { name: '单号' }).fill('tea\nNOPE-3')
  await page.getByRole('button', { name: /查找 2 个/ }).click()
  await page.waitForURL(/\/products\?set=/)
  await expect(rows()).toHaveCount(1)
  await expect(page.getByText('1 个没有找到')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('NOPE-3')
  await page.getByRole('button', { name: '移除筛选：单号' }).click()
  await page.waitForURL(/\/products$/)
  await expect(rows()).toHaveCount(2)
})

test('what is typed before the page’s code has come is neither lost nor searched for without the other filters', async () => {
  const scripts = '**/_next/static/**/*.js'
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route(scripts, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/stock/movements?warehouseCode=HZ', { waitUntil: 'commit' })
  await page.getByRole('searchbox').fill('TEA')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/stock\/movements\?skuCode=TEA&warehouseCode=HZ$/, { waitUntil: 'commit' })
  await page.goto('/products', { waitUntil: 'commit' })
  await page.getByRole('searchbox').fill('龙')
  await page.keyboard.press('Tab')
  release()
  await takenOver(page)
  await page.unroute(scripts)
  // The frame's effects, and with them those of the list, have run.
  await expect(page.locator('header .lucide-monitor')).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveValue('龙')
})

test('all that match are worked on as a job that says what it did', async () => {
  await open('/orders?state=pending_review&limit=3')
  await page.locator('tr[data-row]').first().focus()
  await press('*')
  await page.getByRole('button', { name: '选择符合筛选的全部' }).click()
  await page
    .getByRole('region', { name: '批量操作' })
    .getByRole('button', { name: /审核通过/ })
    .click()
  await expect(page.getByText('6 个完成')).toBeVisible({ timeout: 30_000 })
  await expect(rows()).toHaveCount(0)
})

function order(channelOrderNo: string, i: number) {
  const at = new Date(Date.now() - (i + 1) * 60_000).toISOString()
  return {
    channelOrderNo,
    status: 'paid',
    createdAt: at,
    paidAt: at,
    modifiedAt: at,
    currency: 'CNY',
    buyer: { nick: channelOrderNo },
    address: {
      name: `王${channelOrderNo}`,
      phone: `139${String(10_000_000 + i)}`,
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: `文三路 ${i + 1} 号`,
    },
    lines: [{ channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 1, unitPrice: '64.00', discount: '0.00' }],
    shippingFee: '0.00',
    discount: '0.00',
    total: '64.00',
    paid: '64.00',
  }
}
