import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { signInDemo } from '@/tests/e2e/support/people'
import { screenFaults } from '@/tests/e2e/support/screen-faults'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
test.use({ trace: 'off' })

const spaces = readdirSync('messages/en').map((file) => path.basename(file, '.json'))

/** `first`: not the list itself but the page its first such link leads to. A dozen rows show what fifty would. */
type Screen = { name: string; path: string; first?: string; open?: true }

const screens: readonly Screen[] = [
  { name: 'dashboard', path: '/dashboard' },
  { name: 'order list', path: '/orders?limit=12' },
  { name: 'orders on hold', path: '/orders?hold=any&limit=12' },
  { name: 'order waiting for review', path: '/orders?state=pending_review&limit=12', first: '/orders/' },
  { name: 'order waiting for shipment', path: '/orders?state=awaiting_shipment&limit=12', first: '/orders/' },
  { name: 'order form', path: '/orders/new' },
  { name: 'calls', path: '/orders/calls' },
  { name: 'rejects', path: '/orders/rejects' },
  { name: 'orders to merge', path: '/orders/merge?limit=12' },
  { name: 'blacklist', path: '/orders/blacklist' },
  { name: 'customers', path: '/customers?limit=12' },
  { name: 'one customer', path: '/customers?limit=12', first: '/customers/' },
  { name: 'presale goods', path: '/orders/presale' },
  { name: 'blocked parcels', path: '/shipping?blocked=1&limit=12' },
  { name: 'late parcels', path: '/shipping?late=1&limit=12' },
  { name: 'shipping', path: '/shipping?limit=12' },
  { name: 'print log', path: '/shipping/prints?limit=12' },
  { name: 'waybill numbers', path: '/shipping/prints/waybills?limit=12' },
  { name: 'pools of waybill numbers', path: '/shipping/prints/pools?limit=12' },
  { name: 'print settings', path: '/shipping/prints/settings' },
  { name: 'board of the warehouse floor', path: '/floor' },
  { name: 'waves', path: '/floor/waves?limit=12' },
  { name: 'shortages', path: '/floor/shortages?limit=12' },
  { name: 'bins to be filled up', path: '/floor/replenishment' },
  { name: 'hand-over lists', path: '/floor/hand-overs?limit=12' },
  { name: 'output of people', path: '/floor/output?by=hour-sku' },
  { name: 'stations', path: '/floor/stations' },
  { name: 'cartons', path: '/floor/cartons' },
  { name: 'a device that is no station yet', path: '/scan' },
  { name: 'binding a device', path: '/scan/bind' },
  { name: 'product list', path: '/products?limit=12' },
  { name: 'product', path: '/products?limit=12', first: '/products/' },
  { name: 'product form', path: '/products/new' },
  { name: 'categories', path: '/products/categories' },
  { name: 'SKUs as a sheet', path: '/products/edit?limit=12' },
  { name: 'imports', path: '/imports' },
  { name: 'import form', path: '/imports/new?kind=orders' },
  { name: 'return requests', path: '/orders/returns' },
  { name: 'one return request', path: '/orders/returns', first: '/orders/returns/' },
  { name: 'stock', path: '/stock?limit=12' },
  { name: 'one SKU in stock', path: '/stock?limit=12', first: '/stock/' },
  { name: 'stock movements', path: '/stock/movements?limit=12' },
  { name: 'stock adjustment', path: '/stock/adjust' },
  { name: 'stock by bin', path: '/stock/bins?limit=12' },
  { name: 'moving goods', path: '/stock/move' },
  { name: 'one move', path: '/stock/move', first: '/stock/moves/' },
  { name: 'receiving goods', path: '/stock/receive' },
  { name: 'putting away', path: '/stock/put-away' },
  { name: 'transfers', path: '/stock/transfers' },
  { name: 'transfer form', path: '/stock/transfers/new' },
  { name: 'transfer on its way', path: '/stock/transfers?state=in_transit', first: '/stock/transfers/' },
  { name: 'transfer received', path: '/stock/transfers?state=received', first: '/stock/transfers/' },
  { name: 'assembly orders', path: '/stock/assemblies' },
  { name: 'assembly form', path: '/stock/assemblies/new' },
  { name: 'assembly draft', path: '/stock/assemblies?state=draft', first: '/stock/assemblies/' },
  { name: 'assembly done', path: '/stock/assemblies?state=done', first: '/stock/assemblies/' },
  { name: 'pools', path: '/stock/pools' },
  { name: 'one pool', path: '/stock/pools', first: '/stock/pools/' },
  { name: 'moving units between pools', path: '/stock/pools/move' },
  { name: 'batches', path: '/stock/batches?limit=12' },
  { name: 'one batch', path: '/stock/batches?limit=12', first: '/stock/batches/' },
  { name: 'serial numbers', path: '/stock/serials' },
  { name: 'one serial number', path: '/stock/serials', first: '/stock/serials/' },
  { name: 'low stock', path: '/stock/low?limit=12' },
  { name: 'stock alerts', path: '/stock/alerts' },
  { name: 'rules of stock alerts', path: '/stock/alerts/settings' },
  { name: 'stocktakes', path: '/stock/stocktakes' },
  { name: 'stocktake form', path: '/stock/stocktakes/new' },
  { name: 'transfer suggestions', path: '/stock/transfers/suggestions' },
  { name: 'value of stock', path: '/stock/value' },
  { name: 'layers behind the value of stock', path: '/stock/value/layers' },
  { name: 'sales report by day', path: '/reports/sales' },
  { name: 'sales report by shop', path: '/reports/sales?groupBy=shop' },
  { name: 'proofs', path: '/proofs' },
  { name: 'dispatch center', path: '/dispatch' },
  { name: 'messages', path: '/dispatch/messages' },
  { name: 'members', path: '/settings/members' },
  { name: 'listings', path: '/listings?limit=12' },
  { name: 'a way back that leads nowhere', path: '/settings/shops/permitted?state=x' },
  { name: 'shops', path: '/settings/shops' },
  { name: 'a shop’s connection', path: '/settings/shops', first: '/settings/shops/' },
  { name: 'warehouses', path: '/settings/warehouses' },
  { name: 'zones and bins of a warehouse', path: '/settings/warehouses', first: '/settings/warehouses/' },
  { name: 'company', path: '/settings/company' },
  { name: 'roles', path: '/settings/roles' },
  { name: 'rules', path: '/settings/rules' },
  { name: 'review rules', path: '/settings/rules/review' },
  { name: 'tags', path: '/settings/tags' },
  { name: 'API keys', path: '/settings/api-keys' },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'audit log', path: '/settings/audit' },
  { name: 'one role', path: '/settings/roles', first: '/settings/roles/' },
  { name: 'one member', path: '/settings/members', first: '/settings/members/' },
  { name: 'members long away', path: '/settings/members/idle' },
  { name: 'API documentation', path: '/settings/api-keys/docs' },
  { name: 'own account', path: '/account' },
  { name: 'help', path: '/help' },
  { name: 'notice settings', path: '/account/notices' },
  { name: 'sign-in', path: '/sign-in', open: true },
  { name: 'forgotten password', path: '/forgot', open: true },
  { name: 'used-up link', path: '/reset/used-up', open: true },
  { name: 'register', path: '/register', open: true },
]

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
/** One load of the page serves all four; each step changes one thing, for every change is drawn anew. */
const looks = [
  { size: desk, theme: 'light' },
  { size: desk, theme: 'dark' },
  { size: phone, theme: 'dark' },
  { size: phone, theme: 'light' },
] as const

for (const locale of ['zh-CN', 'en'] as const) {
  test.describe(locale, () => {
    // Nothing is changed here, so the two languages need not wait for each other.
    test.describe.configure({ mode: 'parallel' })
    let inside: BrowserContext
    let outside: BrowserContext
    const troubles: string[] = []

    // One context per language: signing in and compiling the scripts once is most of the time saved.
    test.beforeAll(async ({ browser, baseURL }) => {
      const options = { viewport: desk, locale, bypassCSP: true, reducedMotion: 'reduce', baseURL } as const
      const cookie = { name: 'caravan-locale', value: locale, url: baseURL ?? '' }
      ;[inside, outside] = [await browser.newContext(options), await browser.newContext(options)]
      for (const context of [inside, outside]) {
        await context.addCookies([cookie])
        const page = await context.newPage()
        page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
        page.on('pageerror', (error) => troubles.push(String(error)))
      }
      await signInDemo(pageOf(inside))
    })
    test.afterAll(async () => {
      await inside.close()
      await outside.close()
    })

    for (const screen of screens) {
      test(screen.name, async () => {
        troubles.length = 0
        const page = pageOf(screen.open ? outside : inside)
        const [first] = looks
        await page.setViewportSize(first.size)
        await page.emulateMedia({ colorScheme: first.theme })
        await open(page, screen)
        await expect(page.locator('html')).toHaveAttribute('lang', locale)
        for (const { size, theme } of looks) {
          const which = `${size.width} px, ${theme}`
          await page.setViewportSize(size)
          await page.emulateMedia({ colorScheme: theme })
          await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
          // The theme changes colours and nothing else: what lies where is seen in one of the two.
          if (theme === 'light') expect.soft(await page.evaluate(screenFaults, spaces), which).toEqual([])
          const rules: RunOptions = theme === 'light' ? {} : { runOnly: ['color-contrast'] }
          expect.soft(await axe(page, rules), which).toEqual([])
        }
        expect(troubles, 'console').toEqual([])
      })
    }
  })
}

function pageOf(context: BrowserContext): Page {
  const [page] = context.pages()
  if (!page) throw new Error('the context has lost its page')
  return page
}

async function open(page: Page, { path: address, first }: Screen) {
  if (!first) return go(page, address)
  // The list is a screen of its own: here its document is enough.
  const list = await (await page.context().request.get(address)).text()
  const one = new RegExp(`href="(${first}[0-9a-f-]{36})"`).exec(list)?.[1]
  expect(one, 'a link to one of the list').toBeDefined()
  await go(page, one ?? '')
}

/** There, its fonts loaded and its code at work; the line for news stays open, so the network is never idle. */
async function go(page: Page, address: string) {
  expect((await page.goto(address))?.status()).toBe(200)
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    return document.fonts.status === 'loaded' && main && Object.keys(main).some((key) => key.startsWith('__react'))
  })
}

/** What axe calls serious or critical, with the elements it means. */
async function axe(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const results = await page.evaluate(
    (given) => (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(given),
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 4)
          .map((node) => `${node.html.slice(0, 160)} (${node.any[0]?.message ?? ''})`)
          .join(' | ')}`,
    )
}
