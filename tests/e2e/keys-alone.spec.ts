import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { choose, pressOn, tabTo, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, password } from '@/tests/e2e/support/people'

/** First steps of a company without a mouse; review and shipping are those of keyboard.spec and fast-hands.spec. */
let page: Page
let api: Post

const button = (name: string | RegExp) => page.getByRole('button', { name })
const field = (name: string | RegExp) => page.getByRole('textbox', { name })
const list = (name: string | RegExp) => page.getByRole('combobox', { name })
const dialog = () => page.getByRole('dialog')
const main = () => page.getByRole('main')

/** Until React has taken the page over, keys mean nothing to it. */
async function open(address: string) {
  await page.goto(address)
  await page.waitForFunction(() => {
    const found = document.querySelector('main')
    return found !== null && Object.keys(found).some((key) => key.startsWith('__reactProps'))
  })
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  const tag = randomBytes(4).toString('hex')
  // A company is registered by keys alone as well.
  await open('/register')
  await typeInto(page, page.getByLabel('企业名称'), `Keys ${tag}`)
  await typeInto(page, page.getByLabel('您的姓名'), '王老板')
  await typeInto(page, page.getByLabel('邮箱'), `keys-${tag}@example.test`)
  await typeInto(page, page.getByLabel('密码', { exact: true }), password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dashboard')
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  for (const [code, name] of Object.entries({ HZ: '杭州仓', YW: '义乌仓' }))
    await api('/warehouses', { code, name, kind: 'own' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 250, listPrice: '64.00', currency: 'CNY' }] })
})
test.afterAll(() => page.context().close())

test('S0.28 a shop is opened, and its connection is reached', async () => {
  await open('/settings/shops')
  await pressOn(page, page.getByRole('link', { name: '新建店铺' }).first())
  await typeInto(page, page.getByLabel('店铺名称'), '拼多多旗舰店')
  await typeInto(page, page.getByLabel('店铺编码'), 'pdd')
  await choose(page, list('平台'), '拼多多')
  await page.keyboard.press('Control+Enter')
  await expect(main()).toContainText('拼多多旗舰店')
  await pressOn(page, page.getByRole('link', { name: '密钥与状态' }))
  await page.waitForURL(/\/settings\/shops\/[0-9a-f-]{36}$/)
  await typeInto(page, page.getByLabel('接口地址'), 'http://127.0.0.1:9')
  await expect(page.getByLabel('接口地址')).toHaveValue('http://127.0.0.1:9')
})

test('a product with options is made', async () => {
  await open('/products/new')
  await typeInto(page, field('商品名称'), '碧螺春')
  await pressOn(page, button('添加规格'))
  await typeInto(page, page.getByLabel('规格名').first(), '重量')
  await tabTo(page, page.getByLabel('规格值').first())
  for (const value of ['100克', '250克']) {
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
  await typeInto(page, field(/SKU 编码 .*100克/), 'BLC-100')
  await typeInto(page, field(/SKU 编码 .*250克/), 'BLC-250')
  await pressOn(page, button(/^保存/))
  await page.waitForURL(/\/products\/(?!new)/)
  await expect(main()).toContainText('碧螺春')
})

test('S3.27 a SKU is changed in the sheet', async () => {
  await open('/products/edit')
  await typeInto(page, field('TEA 的售价'), '66.00')
  await page.keyboard.press('Enter')
  await pressOn(page, button('保存'))
  await expect(page.getByText(/已保存/).first()).toBeVisible()
  await open('/products/edit')
  await expect(field('TEA 的售价')).toHaveValue('66.00')
})

/** Finds the goods and takes them over: the new line's quantity has the focus then. */
async function addSku() {
  await tabTo(page, list('添加 SKU：编码、条码、名称'))
  await page.keyboard.type('TEA')
  await expect(page.getByRole('option', { name: /TEA/ }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

test('S4.34 a file is chosen, mapped, checked and taken in; the list goes out as a file', async () => {
  await open('/imports/new?kind=customers')
  await tabTo(page, page.locator('input[type=file]'))
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  const buffer = Buffer.from('客户姓名,手机,客户分组\n李四,13700001111,批发\n')
  await (await chooser).setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer })
  await pressOn(page, button('上传并预览'))
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await pressOn(page, button('检查全部内容'))
  await pressOn(page, button(/^导入 1 条/))
  await expect(main()).toContainText('新增', { timeout: 30_000 })

  await expect(async () => {
    await open('/customers')
    await expect(main()).toContainText('137****1111', { timeout: 500 })
  }).toPass()
  await pressOn(page, button('导出'))
  const item = page.getByRole('menuitem', { name: 'CSV 表格' })
  await expect(item).toBeVisible()
  for (let press = 0; press < 5 && (await item.getAttribute('data-highlighted')) === null; press++)
    await page.keyboard.press('ArrowDown')
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/^customers-.*\.csv$/)
})

test('stock is adjusted', async () => {
  await open('/stock/adjust')
  await choose(page, list('仓库'), /杭州仓/)
  await typeInto(page, field('调整原因'), '期初')
  await addSku()
  await typeInto(page, page.getByLabel('增减数量').last(), '20')
  await pressOn(page, button(/^确认调整/))
  await expect(page.getByText(/调整单 \S+ 已生效/).first()).toBeVisible()
})

test('goods are received', async () => {
  await open('/stock/receive')
  await choose(page, list('仓库'), /杭州仓/)
  await addSku()
  await typeInto(page, field('数量 TEA'), '5')
  await pressOn(page, button(/^入库/))
  await expect(page.getByText(/入库单 \S+ 已生效/).first()).toBeVisible()
})

test('S2.55 a customer is written down and shown in clear for a purpose', async () => {
  await open('/customers')
  await pressOn(page, button('新建客户').first())
  await typeInto(page, dialog().getByLabel('姓名'), '赵六')
  await typeInto(page, dialog().getByLabel('手机'), '13600002222')
  await page.keyboard.press('Control+Enter')
  await pressOn(page, page.getByRole('link', { name: '赵*' }).first())
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/)
  await pressOn(page, button('查看明文'))
  await pressOn(page, dialog().getByRole('button', { name: '电话联系客户' }))
  await tabTo(page, dialog().getByLabel('用途'))
  await page.keyboard.press('Control+Enter')
  await expect(main()).toContainText('13600002222')
})
