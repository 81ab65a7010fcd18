import { expect, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { apiOf, register } from '@/tests/e2e/support/people'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'

let simulators: Simulators
test.beforeAll(async () => {
  simulators = await startSimulators()
})
test.afterAll(() => simulators.close())

const skuCode = 'SIM-TEA-250'

test('a sandbox Tmall shop is bound on the marketplace’s own page; its order arrives, leaves, and the marketplace knows; its stock follows ours; S0.69, S2.8', async ({
  page,
  request,
}) => {
  const world = simulators.worlds.get('taobao')
  if (!world) throw new Error('no simulator of taobao')
  const line = { sellerSku: skuCode, quantity: 2, unitPrice: '64.00' }
  const sold = putOrder(world, { modifiedAt: new Date(Date.now() - 60_000).toISOString(), lines: [line] })

  await register(page)
  const api = await apiOf(page, request)
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/products', {
    name: '龙井茶',
    skus: [{ code: skuCode, name: '龙井茶', weightG: 250, listPrice: '64.00', currency: 'CNY' }],
  })
  const lines = [{ skuCode, quantity: 30, unitCost: '20.00' }]
  await api('/stock/adjustments', { warehouseCode: 'HZ', reason: '期初库存', lines })
  const place = { channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const shop = await api('/shops', { code: 'tmall', name: '天猫旗舰店', ...place })

  await openPage(page, `/settings/shops/${shop.id}`)
  const card = (name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name }) })
  const permit = card('平台授权')
  await permit.getByLabel('接口地址').fill(`${simulators.url}/taobao`)
  await permit.getByLabel('App Key').fill('sandbox')
  await permit.getByLabel('App Secret').fill('sandbox-secret')
  await permit.getByRole('button', { name: '前往平台授权' }).click()
  await page.getByRole('link', { name: '授权' }).click()
  await page.waitForURL(`**/settings/shops/${shop.id}`)
  await expect(page.getByRole('main').getByText('已授权', { exact: true })).toBeVisible()

  const rule = card('库存与审单规则')
  // The sandbox shows figures of its own, known once its listings are pulled: that ours may replace them is said here.
  const replace = rule.getByLabel(/用商队的数量覆盖/)
  await expect(async () => {
    await reopen(page)
    await rule.getByLabel('把可售库存推送到平台').check()
    await expect(replace).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await replace.check()
  await rule.getByLabel('安全缓冲').fill('3')
  await rule.getByRole('button', { name: /保存/ }).click()

  await expect(async () => {
    await openPage(page, `/orders?q=${sold.no}`)
    await expect(page.getByRole('row', { name: /天猫旗舰店|tmall/ })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  // 30 there, 2 sold and not yet packed, 3 kept back.
  await expect.poll(() => world.listings.find((l) => l.sku === skuCode)?.quantity).toBe(25)

  await page
    .getByRole('row', { name: /天猫旗舰店|tmall/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('button', { name: '审核通过' }).click()
  await expect(async () => {
    await reopen(page)
    await expect(page.getByRole('combobox', { name: '快递公司' })).toBeVisible({ timeout: 300 })
  }).toPass({ timeout: 15_000 })
  await page.getByRole('combobox', { name: '快递公司' }).click()
  await page.getByRole('option', { name: /顺丰/ }).click()
  await page.getByLabel('运单号').fill('SF1000000001')
  await page.getByRole('button', { name: '发货', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('SF1000000001')
  await expect.poll(() => world.orders.get(sold.no)?.status).toBe('shipped')
  expect(world.orders.get(sold.no)?.confirmed).toMatchObject([{ carrier: 'SF', trackingNo: 'SF1000000001' }])
  // Nobody can buy what has left: 28 there, 3 kept back.
  expect(world.listings.find((l) => l.sku === skuCode)?.quantity).toBe(25)
})
