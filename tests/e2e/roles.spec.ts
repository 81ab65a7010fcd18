import { expect, type Page, test } from '@playwright/test'
import { openPage } from '@/tests/e2e/support/keyboard'
import { signInDemo } from '@/tests/e2e/support/people'

const pages = {
  控制面板: '/dashboard',
  订单: '/orders',
  待联系: '/orders/calls',
  发货: '/shipping',
  商品: '/products',
  库存: '/stock',
  报表: '/reports/sales',
  员工与权限: '/settings/members',
  店铺: '/settings/shops',
  仓库: '/settings/warehouses',
} as const
type Name = keyof typeof pages

/** What each role is for, and that nothing else is to be seen or opened by it. */
const roles: { mailbox: string; title: string; hidden: Name[]; forbidden: string[] }[] = [
  {
    mailbox: 'service',
    title: 'S1.70 S1.71 customer service reviews and calls, but sees neither revenue nor staff',
    hidden: ['报表', '员工与权限'],
    forbidden: [
      '/reports/sales',
      '/settings/members',
      '/settings/roles',
      '/settings/api-keys',
      '/settings/audit',
      '/products/new',
      '/stock/adjust',
    ],
  },
  {
    mailbox: 'warehouse',
    title: 'S1.78 the warehouse packs and counts, but reviews nothing and sees no revenue',
    hidden: ['报表', '员工与权限'],
    forbidden: [
      '/reports/sales',
      '/settings/members',
      '/settings/api-keys',
      '/orders/new',
      '/orders/rejects',
      '/products/new',
    ],
  },
]

for (const { mailbox, title, hidden, forbidden } of roles) {
  test(title, async ({ page }) => {
    await signInDemo(page, mailbox)
    const nav = page.getByRole('navigation', { name: '主导航' }).first()
    for (const name of Object.keys(pages) as Name[])
      await expect(nav.getByRole('link', { name, exact: true })).toHaveCount(hidden.includes(name) ? 0 : 1)
    const refused = page.getByRole('heading', { level: 1, name: '您没有查看此页的权限' })
    for (const name of Object.keys(pages) as Name[]) {
      if (hidden.includes(name)) continue
      await page.goto(pages[name])
      await expect(page.getByRole('heading', { level: 1 }), name).toBeAttached()
      await expect(refused, name).toHaveCount(0)
    }
    for (const address of forbidden) {
      expect((await page.goto(address))?.status(), address).toBe(403)
      await expect(refused, address).toBeVisible()
    }
  })
}

test('S1.87 buttons follow the role: who reviews does not ship, who ships does not review', async ({
  page,
  browser,
}) => {
  const packer = await (await browser.newContext()).newPage()
  await signInDemo(page, 'service')
  await signInDemo(packer, 'warehouse')
  const button = (who: Page, name: string) => who.getByRole('button', { name, exact: true })

  await openPage(page, '/orders?state=pending_review&limit=5')
  await expect(page.getByRole('checkbox')).toHaveCount(6)
  await expect(page.getByRole('link', { name: '新建订单' })).toBeVisible()
  await openPage(packer, '/orders?state=pending_review&limit=5')
  await expect(packer.getByRole('row')).toHaveCount(6)
  // What is chosen can be printed, and nothing else.
  await packer.getByRole('checkbox').nth(1).click()
  const bulk = packer.getByRole('region', { name: '批量操作' })
  await expect(bulk.getByRole('button', { name: /打印/ }).first()).toBeVisible()
  await expect(bulk.getByRole('button', { name: /审核|取消订单|挂起/ })).toHaveCount(0)
  await expect(packer.getByRole('link', { name: '新建订单' })).toHaveCount(0)

  const order = await firstOrder(page, 'awaiting_shipment')
  await openPage(page, order)
  await expect(button(page, '去发货')).toHaveCount(0)
  await expect(button(page, '查看完整信息')).toBeVisible()
  await openPage(packer, order)
  await expect(button(packer, '去发货')).toBeVisible()
  await expect(button(packer, '查看完整信息')).toHaveCount(0)
  await expect(button(packer, '更多操作')).toHaveCount(0)

  const waiting = await firstOrder(page, 'pending_review')
  await openPage(packer, waiting)
  await expect(button(packer, '审核通过')).toHaveCount(0)
})

test('an action that the screen does not offer is refused by the server all the same', async ({
  page,
  browser,
  baseURL,
}) => {
  const packer = await (await browser.newContext()).newPage()
  await signInDemo(page, 'service')
  await signInDemo(packer, 'warehouse')
  await openPage(page, await firstOrder(page, 'pending_review'))
  const sent = page.waitForRequest((one) => one.method() === 'POST' && 'next-action' in one.headers())
  await page.getByLabel('写备注').fill('给同事看')
  await page.getByRole('button', { name: '添加备注' }).click()
  const action = await sent
  const { 'next-action': id = '', 'content-type': type = '' } = action.headers()
  const replay = await packer.request.post(action.url(), {
    headers: { 'next-action': id, 'content-type': type, origin: baseURL ?? '' },
    data: action.postDataBuffer() ?? '',
  })
  expect(await replay.text()).toContain('"forbidden"')
})

async function firstOrder(page: Page, state: string): Promise<string> {
  await openPage(page, `/orders?state=${state}&limit=5`)
  return (await page.getByRole('row').nth(1).getByRole('link').first().getAttribute('href')) ?? ''
}
