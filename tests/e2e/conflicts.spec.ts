import { expect, type Page, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { apiOf, type Post, register } from '@/tests/e2e/support/people'

// Two people save one thing: the colleague is a program with a key of the same company.
test.describe.configure({ mode: 'serial' })
let page: Page
let colleague: Post

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage()
  await register(page)
  colleague = await apiOf(page, page.request)
  await colleague('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
})
test.afterAll(() => page.context().close())

const group = (name: string) => page.getByRole('dialog').getByRole('group', { name })

test('a SKU’s thresholds: what both changed is chosen figure by figure, the rest is put together', async () => {
  const { skus } = (await colleague('/products', {
    name: '明前龙井',
    skus: [{ code: 'TEA', weightG: 100, listPrice: '20.00', currency: 'CNY' }],
  })) as { skus: { id: string; version: number }[] }
  const [sku] = skus
  await openPage(page, `/stock/${sku?.id}`)
  await page.getByRole('button', { name: '预警线' }).click()
  await page.getByLabel('全部仓库合计 安全库存').fill('5')
  await page.getByLabel('杭州仓 补货天数').fill('7')
  const theirs = { safetyStock: 9, warehouses: [{ warehouseCode: 'HZ', safetyStock: 3, leadTimeDays: null }] }
  await colleague(`/stock/skus/${sku?.id}/thresholds`, { version: sku?.version, ...theirs }, 'patch')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('group')).toHaveCount(1)
  await group('全部仓库合计 · 安全库存')
    .getByRole('radio', { name: /对方的\s*9/ })
    .check()
  await page.getByRole('button', { name: '按选择保存' }).click()
  await expect(page.getByText('预警线已保存')).toBeVisible()
  expect(await colleague(`/stock/skus/${sku?.id}/thresholds`, undefined, 'get')).toMatchObject({
    safetyStock: 9,
    warehouses: [{ warehouseCode: 'HZ', safetyStock: 3, leadTimeDays: 7 }],
  })
})

test('what a SKU asks for: a page read anew below the open sheet takes nothing away that was typed', async () => {
  const { skus } = (await colleague('/products', {
    name: '鲜牛奶',
    skus: [{ code: 'MILK', listPrice: '20.00', currency: 'CNY' }],
  })) as { skus: { id: string; version: number }[] }
  const [sku] = skus
  const track = (version: number | undefined, fields: object) =>
    colleague(`/skus/${sku?.id}/tracking`, { version, ...fields }, 'patch')
  const { version } = await track(sku?.version, { batchTracked: true, shelfLifeDays: 30 })
  await openPage(page, `/stock/${sku?.id}`)
  await page.getByRole('button', { name: '批次与序列号' }).click()
  await page.getByLabel('保质期（天）').fill('45')
  await page.getByLabel('提前停售（天）').fill('5')
  await track(version as number, { shelfLifeDays: 60, expiryAlertDays: 9 })
  const lines = [{ skuCode: 'MILK', quantity: 3, unitCost: '2.00', batchNo: 'M-1', expiresOn: '2036-01-01' }]
  await colleague('/stock/adjustments', { warehouseCode: 'HZ', reason: '期初', lines })
  // As after any deed of one's own elsewhere on the page.
  await page.evaluate(() => (window as unknown as { next: { router: { refresh(): void } } }).next.router.refresh())
  await expect(page.locator('main')).not.toContainText('还没有入过库')
  await expect(page.getByLabel('保质期（天）')).toHaveValue('45')
  await expect(page.getByLabel('提前停售（天）')).toHaveValue('5')
  await page.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByRole('dialog').getByRole('group')).toHaveCount(1)
  await group('保质期（天）')
    .getByRole('radio', { name: /您的\s*45/ })
    .check()
  await page.getByRole('button', { name: '按选择保存' }).click()
  await expect(page.getByText('已保存').first()).toBeVisible()
  expect(await colleague(`/skus/${sku?.id}`, undefined, 'get')).toMatchObject({
    shelfLifeDays: 45,
    sellBeforeDays: 5,
    expiryAlertDays: 9,
  })
})

test('a list of rules: the rules that both changed are named and said, the others are put together', async () => {
  const rule = (id: string, name: string, total: string) => {
    const when = [[{ field: 'total', op: 'gt', value: total }]]
    return { id, name, enabled: true, stop: false, when, actions: [{ type: 'hold', code: 'manual', note: '' }] }
  }
  const { version } = await colleague('/rules/review', undefined, 'get')
  const saved = await colleague(
    '/rules/review/draft',
    { version, rules: [rule('big', '大额', '1000'), rule('gift', '礼盒', '300')] },
    'put',
  )
  await openPage(page, '/settings/rules/review')
  const list = page.getByRole('list', { name: '规则列表' }).getByRole('listitem')
  await list.filter({ hasText: '大额' }).getByRole('button', { name: '编辑' }).click()
  await page.getByLabel('订单金额: 值').fill('1500')
  await page.getByRole('button', { name: '添加规则' }).click()
  await page.getByLabel('规则名称').fill('我的新规则')
  await page.getByLabel('订单金额: 值').fill('20')
  const theirs = [rule('theirs', '对方的新规则', '50'), rule('big', '大额', '2000'), rule('gift', '礼盒', '400')]
  await colleague('/rules/review/draft', { version: saved.version, rules: theirs }, 'put')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByRole('dialog').getByRole('group')).toHaveCount(1)
  await expect(group('大额').getByRole('radio', { name: /您的.*订单金额 大于 1500/ })).toBeChecked()
  await group('大额')
    .getByRole('radio', { name: /对方的.*订单金额 大于 2000/ })
    .check()
  await page.getByRole('button', { name: '按选择保存' }).click()
  await expect(page.getByText('草稿已保存').first()).toBeVisible()
  await reopen(page)
  await expect(list).toHaveCount(4)
  for (const [i, text] of ['对方的新规则', '大于 2000', '大于 400', '我的新规则'].entries())
    await expect(list.nth(i)).toContainText(text)
})
