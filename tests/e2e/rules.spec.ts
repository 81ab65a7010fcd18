import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { openPage } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

// A rule's life is one story: what is made in one step runs in the next.
test.describe.configure({ mode: 'serial' })

test.describe('a review rule', () => {
  let page: Page
  let caller: APIRequestContext
  let api: Post

  // A test's own `request` ends with it; the key is used in several.
  test.beforeAll(async ({ browser, playwright, baseURL }) => {
    page = await (await browser.newContext()).newPage()
    caller = await playwright.request.newContext({ baseURL })
  })
  test.afterAll(() => Promise.all([page.context().close(), caller.dispose()]))

  const order = (channelOrderNo: string, price: string) => {
    const at = new Date(Date.now() - 60_000).toISOString()
    return {
      channelOrderNo,
      status: 'paid',
      createdAt: at,
      paidAt: at,
      modifiedAt: at,
      currency: 'CNY',
      address: {
        name: '张三',
        phone: '13800138000',
        country: 'CN',
        province: '浙江省',
        city: '杭州市',
        line1: '文三路 1 号',
      },
      lines: [{ channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 1, unitPrice: price }],
      total: price,
      paid: price,
    }
  }

  test('is made by keyboard and mouse, and saved as a draft', async () => {
    await register(page)
    api = await apiOf(page, caller)
    await api('/shops', {
      code: 'tmall',
      name: '天猫旗舰店',
      channel: 'taobao',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    })
    await api('/products', {
      name: '龙井',
      skus: [{ code: 'TEA', name: '龙井', weightG: 100, listPrice: '64.00', currency: 'CNY' }],
    })
    await api('/orders/ingest', { shopCode: 'tmall', orders: [order('OLD-1', '64.00')] })
    await openPage(page, '/settings/rules')
    await page.getByRole('link', { name: '打开: 审单规则' }).click()
    await page.getByRole('button', { name: '添加规则' }).click()
    await page.getByLabel('规则名称').fill('小额自动通过')
    await page.getByLabel('订单金额: 值').fill('abc')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await expect(page.getByText('有 1 处需要修改')).toBeVisible()
    await page.getByLabel('订单金额: 值').fill('100')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await expect(page.getByText('草稿有未发布的修改')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: '小额自动通过' })).toContainText('订单金额 小于 100')
  })

  test('is tested on one order before it runs', async () => {
    await page.getByRole('button', { name: '用订单测试' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('订单号').fill('OLD-1')
    await dialog.getByRole('button', { name: '测试', exact: true }).click()
    await expect(dialog.getByText('命中', { exact: true })).toBeVisible()
    await expect(dialog.getByText('实际：64.00')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  test('is tried on the last 30 days', async () => {
    await page.getByRole('link', { name: '试运行' }).click()
    await page.getByRole('button', { name: '试运行最近 30 天' }).click()
    await expect(page.getByText('检查 1 单，1 单的结果会不同').first()).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: '小额自动通过' })).toContainText('审核通过')
  })

  test('is published, and a new order is approved by it', async () => {
    await page.getByRole('link', { name: '草稿' }).click()
    await page.getByRole('button', { name: '发布' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await expect(page.getByText('运行中：第 1 版')).toBeVisible()
    const { results } = await api('/orders/ingest', {
      shopCode: 'tmall',
      orders: [order('NEW-1', '64.00'), order('NEW-2', '640.00')],
    })
    const [cheap, dear] = results as { orderId: string }[]
    await expect(async () => {
      await openPage(page, `/orders/${cheap?.orderId}`)
      await expect(page.getByText('规则记录')).toBeVisible({ timeout: 5000 })
    }).toPass({ timeout: 50_000 })
    await expect(page.getByText('小额自动通过').first()).toBeVisible()
    await expect(page.getByText('实际：64.00')).toBeVisible()
    await openPage(page, `/orders/${dear?.orderId}`)
    await expect(page.getByText('未命中')).toBeVisible()
    await expect(page.getByText('待审核').first()).toBeVisible()
  })

  test('is run again on an order that was there before it', async () => {
    await openPage(page, '/orders?state=pending_review')
    await page.getByRole('row').filter({ hasText: 'OLD-1' }).getByRole('checkbox').check()
    await page.getByRole('button', { name: '重跑规则' }).click()
    await page.getByRole('menuitem', { name: '审单规则' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('将执行 · 小额自动通过')).toBeVisible()
    await dialog.getByRole('button', { name: '执行（1 单会变）' }).click()
    await expect(dialog.getByText('已执行 · 小额自动通过')).toBeVisible()
  })
})
