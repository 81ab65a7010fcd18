import { expect, test } from '@playwright/test'
import { openPage, reopen, tabTo, takenOver } from '@/tests/e2e/support/keyboard'
import { apiOf, otherBrowser, password, register } from '@/tests/e2e/support/people'

test('sign in, review five orders, open one and ship it, by keyboard alone', async ({ page, browser, request }) => {
  const { email } = await register(page)
  const api = await apiOf(page, request)
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', weightG: 250, listPrice: '64.00', currency: 'CNY' }] })
  await api('/stock/adjustments', {
    warehouseCode: 'HZ',
    reason: 'opening',
    lines: [{ skuCode: 'TEA', quantity: 50, unitCost: '20.00' }],
  })
  const { results } = await api('/orders/ingest', { shopCode: 'tmall', orders: [1, 2, 3, 4, 5].map(order) })
  expect(results).toHaveLength(5)

  // From here on nothing is clicked.
  const desk = await otherBrowser(browser)
  const keys = desk.keyboard
  await openPage(desk, '/sign-in')
  await tabTo(desk, desk.getByLabel('邮箱'))
  await keys.type(email)
  await tabTo(desk, desk.getByLabel('密码', { exact: true }))
  await keys.type(password)
  await keys.press('Enter')
  await desk.waitForURL('**/dashboard')
  await takenOver(desk)

  // The palette opens pages by name.
  await keys.press('Control+k')
  await expect(desk.getByRole('combobox', { name: '命令面板' }).or(desk.getByPlaceholder(/搜索页面/))).toBeFocused()
  await keys.type('订单')
  await expect(desk.getByRole('option').first()).toContainText('订单')
  await keys.press('Enter')
  await desk.waitForURL(/\/orders$/)
  await expect(desk.getByRole('row')).toHaveCount(6)

  // Down the list, marking each; then all of them at once.
  for (let row = 0; row < 5; row++) {
    await keys.press('j')
    await keys.press('x')
  }
  await expect(desk.getByRole('region', { name: '批量操作' })).toContainText('已选 5 项')
  await keys.press('a')
  await expect(desk.getByText('5 个完成', { exact: true })).toBeVisible()
  await expect(async () => {
    await reopen(desk)
    await expect(desk.getByRole('row').filter({ hasText: '待发货' })).toHaveCount(5, { timeout: 100 })
  }).toPass({ timeout: 15_000 })

  await keys.press('j')
  await keys.press('Enter')
  await desk.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
  await tabTo(desk, desk.getByRole('button', { name: '去发货' }))
  await keys.press('Enter')
  await expect(desk.getByLabel('运单号')).toBeFocused()
  await keys.type('SF1234567890')
  await keys.press('Shift+Tab')
  await expect(desk.getByRole('combobox', { name: '快递公司' })).toBeFocused()
  await keys.press('Enter')
  const carrier = desk.getByRole('option', { name: /顺丰/ })
  await expect(carrier).toBeVisible()
  for (let press = 0; press < 20 && (await carrier.getAttribute('data-highlighted')) === null; press++)
    await keys.press('ArrowDown')
  await keys.press('Enter')
  await expect(desk.getByRole('combobox', { name: '快递公司' })).toContainText('顺丰')
  await tabTo(desk, desk.getByRole('button', { name: '发货', exact: true }))
  await keys.press('Enter')
  await expect(desk.getByRole('main')).toContainText('已发货')
})

function order(n: number) {
  const at = new Date(Date.now() - n * 3_600_000).toISOString()
  return {
    channelOrderNo: `K-${n}`,
    status: 'paid',
    createdAt: at,
    paidAt: at,
    modifiedAt: at,
    currency: 'CNY',
    buyer: { nick: `买家${n}` },
    address: {
      name: `王小${n}`,
      phone: `1390000000${n}`,
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      line1: `文三路 ${n} 号`,
      postcode: '310000',
    },
    lines: [{ channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: n, unitPrice: '64.00', discount: '0.00' }],
    shippingFee: '0.00',
    discount: '0.00',
    total: `${64 * n}.00`,
    paid: `${64 * n}.00`,
  }
}
