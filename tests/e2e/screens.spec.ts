import { type Browser, type BrowserContext, expect, type Page, type Route, test } from '@playwright/test'
import { type Look, look } from '@/tests/e2e/support/look'
import { signInDemo } from '@/tests/e2e/support/people'
import { type Prepared, prepare } from '@/tests/e2e/support/prepared'
import { type Onlooker, type Screen, screens } from '@/tests/e2e/support/screens'

test.use({ trace: 'off' })

const isPrepared = ({ path, by = 'demo' }: Screen) => path.includes('{') || (by !== 'demo' && by !== 'nobody')
// Together at the end: two workers share a language, and one of them alone prepares the company then.
const inTurn = [...screens.filter((screen) => !isPrepared(screen)), ...screens.filter(isPrepared)]

/**
 * Each page at both widths and in both themes, in both languages: nothing cut, nothing missing, nothing in the console, and
 * nothing that axe calls serious. One load serves all; where one screen ends the next begins, for every change is drawn anew.
 */
for (const [way, locale] of (['zh-CN', 'en'] as const).entries()) {
  test.describe(locale, () => {
    // Nothing is changed here, so the two languages need not wait for each other.
    test.describe.configure({ mode: 'parallel' })
    const troubles: string[] = []
    // One page for each who looks: signing in and compiling the scripts once is most of the time saved.
    const pages = new Map<Onlooker, Page>()
    let prepared: Promise<Prepared> | undefined

    test.afterAll(() => Promise.all([...pages.values()].map((page) => page.context().close())))

    for (const [index, screen] of inTurn.entries()) {
      test(`S2.62 ${screen.name}`, async ({ browser, baseURL }) => {
        const { by = 'demo' } = screen
        // Axe sees a screen at one width in Chinese and at the other in English.
        const from: Look = {
          width: (index + way) % 2 === 0 ? 'desk' : 'phone',
          theme: index % 2 === 0 ? 'light' : 'dark',
        }
        const page = pages.get(by) ?? (await enter(browser, by, baseURL))
        pages.set(by, page)
        await page.bringToFront()
        troubles.length = 0
        const faults = await look(page, from, () => open(page, screen))
        await expect(page.locator('html')).toHaveAttribute('lang', locale)
        expect(faults).toEqual([])
        expect(troubles, 'console').toEqual([])
      })
    }

    async function enter(browser: Browser, by: Onlooker, baseURL = ''): Promise<Page> {
      const context = await browser.newContext({ locale, bypassCSP: true, reducedMotion: 'reduce', baseURL })
      const page = await context.newPage()
      if (by === 'demo') await signInDemo(page)
      else if (by !== 'nobody') await context.addCookies((await company(browser))[by])
      await context.addCookies([{ name: 'caravan-locale', value: locale, url: baseURL }])
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
      page.on('pageerror', (error) => troubles.push(String(error)))
      return page
    }

    function company(browser: Browser): Promise<Prepared> {
      prepared ??= prepare(browser)
      return prepared
    }

    async function open(page: Page, { path, first = [], as, brief }: Screen) {
      if (brief) await page.route(brief, shorten)
      let address = path
      if (path.includes('{')) address = filled(path, (await company(page.context().browser() as Browser)).names)
      for (const start of [first].flat()) address = await linkIn(page.context(), address, start)
      if (as) address = filled(as, { id: address.slice(address.lastIndexOf('/') + 1) })
      await go(page, address)
      if (brief) await expect(page.locator('.opblock-tag').first()).toBeVisible()
      if (brief) await page.unroute(brief)
    }
  })
}

const filled = (address: string, names: Record<string, string>) =>
  address.replace(/[{]([a-z]+)[}]/g, (_, name: string) => names[name] ?? '')

/** The first link so begun. The list is a screen of its own: here its document is enough. */
async function linkIn(context: BrowserContext, list: string, start: string): Promise<string> {
  const text = await (await context.request.get(list)).text()
  const one = new RegExp(`href="(${start}[0-9a-f-]{36})"`).exec(text)?.[1]
  expect(one, `a link to one of ${list}`).toBeDefined()
  return one ?? ''
}

/** Drawn whole, the API's description takes longer than all other pages together. */
async function shorten(route: Route) {
  const whole = await (await route.fetch()).json()
  await route.fulfill({ json: { ...whole, paths: Object.fromEntries(Object.entries(whole.paths).slice(0, 12)) } })
}

/** There, its fonts loaded and its code at work; the line for news stays open, so the network is never idle. */
async function go(page: Page, address: string) {
  expect((await page.goto(address))?.status()).toBe(200)
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    return document.fonts.status === 'loaded' && main && Object.keys(main).some((key) => key.startsWith('__react'))
  })
}
