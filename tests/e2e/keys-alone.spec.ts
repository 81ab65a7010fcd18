import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { choose, openPage, pick, pressOn, tabTo, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, password } from '@/tests/e2e/support/people'

/** First steps of a company without a mouse; orders are in keys-orders, goods in keys-stock, what is set in keys-settings, review and shipping in keyboard and fast-hands. */
let page: Page
let api: Post

const button = (name: string | RegExp) => page.getByRole('button', { name })
const field = (name: string | RegExp) => page.getByRole('textbox', { name })
const list = (name: string | RegExp) => page.getByRole('combobox', { name })
const dialog = () => page.getByRole('dialog')
const main = () => page.getByRole('main')

// One goes on where the last one ended: tried again, all begin anew.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser, playwright, baseURL }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  const tag = randomBytes(4).toString('hex')
  // A company is registered by keys alone as well.
  await openPage(page, '/register')
  await typeInto(page, page.getByLabel('企业名称'), `Keys ${tag}`)
  await typeInto(page, page.getByLabel('您的姓名'), '王老板')
  await typeInto(page, page.getByLabel('邮箱'), `keys-${tag}@example.test`)
  await typeInto(page, page.getByLabel('密码', { exact: true }), password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dashboard')
  api = await apiOf(page, await playwright.request.newContext({ baseURL }))
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 250, listPrice: '64.00', currency: 'CNY' }] })
})
test.afterAll(() => page.context().close())

test('S0.28 a shop is opened, and its connection is reached', async () => {
  await openPage(page, '/settings/shops')
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
  await openPage(page, '/products/new')
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
  await openPage(page, '/products/edit')
  await typeInto(page, field('TEA 的售价'), '66.00')
  await page.keyboard.press('Enter')
  await pressOn(page, button('保存'))
  await expect(page.getByText(/已保存/).first()).toBeVisible()
  await openPage(page, '/products/edit')
  await expect(field('TEA 的售价')).toHaveValue('66.00')
})

test('S4.34 a file is chosen, mapped, checked and taken in; the list goes out as a file', async () => {
  await openPage(page, '/imports/new?kind=customers')
  await tabTo(page, page.locator('input[type=file]'))
  const buffer = Buffer.from('客户姓名,手机,客户分组\n李四,13700001111,批发\n')
  // A busy browser may take the key for none of a person's and open nothing: they press again.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 3000 })
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer })
  }).toPass({ timeout: 20_000 })
  await pressOn(page, button('上传并预览'))
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await pressOn(page, button('检查全部内容'))
  await pressOn(page, button(/^导入 1 条/))
  await expect(main()).toContainText('新增', { timeout: 30_000 })

  await expect(async () => {
    await openPage(page, '/customers')
    await expect(main()).toContainText('137****1111', { timeout: 500 })
  }).toPass()
  const download = page.waitForEvent('download')
  await pick(page, button('导出'), 'CSV 表格')
  expect((await download).suggestedFilename()).toMatch(/^customers-.*\.csv$/)
})

test('S4.34 rejected rows are mended and loaded again, and the import is taken back', async () => {
  const upload = async (lines: readonly string[]) => {
    await openPage(page, '/imports/new?kind=customers')
    await tabTo(page, page.locator('input[type=file]'))
    const buffer = Buffer.from(lines.join('\n'))
    await expect(async () => {
      const chooser = page.waitForEvent('filechooser', { timeout: 3000 })
      await page.keyboard.press('Enter')
      await (await chooser).setFiles({ name: 'more.csv', mimeType: 'text/csv', buffer })
    }).toPass({ timeout: 20_000 })
    await pressOn(page, button('上传并预览'))
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
    await pressOn(page, button('检查全部内容'))
  }
  await upload(['name,phone,email', '周一,13700002222,', '周二,13700003333,nowhere'])
  const taken = page.waitForEvent('download')
  await pick(page, button('下载未导入的行'), 'CSV 表格')
  const path = await (await taken).path()
  const [header = '', row = ''] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  expect(row).toContain('周二')
  await pressOn(page, button(/^导入 1 条/))
  await expect(main()).toContainText('新增', { timeout: 30_000 })

  await upload([header, row.replace('nowhere', 'two@example.test')])
  await pressOn(page, button(/^导入 1 条/))
  await expect(main()).toContainText('新增', { timeout: 30_000 })
  await pressOn(page, button('撤销整批导入'))
  await pressOn(page, dialog().getByRole('button', { name: '撤销整批导入' }))
  await expect(main()).toContainText('这次导入已全部撤销', { timeout: 30_000 })
})

test('S2.55 a customer is written down and shown in clear for a purpose', async () => {
  await openPage(page, '/customers')
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
