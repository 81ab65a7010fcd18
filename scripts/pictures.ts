import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { env } from '@/lib/platform/env'
import { demoPassword } from '@/prisma/seed/demo-password'
import { findBrowser } from './lib/browser'

/**
 * `npm run -s pictures -- FOLDER [NAME …]`: pictures of the screens of a running instance (PORT, CARAVAN_DATA) with its demo
 * company, in both languages, widths and themes: for the documentation, and to be looked at after a change of the look.
 */
const [folder, ...names] = process.argv.slice(2)
const { PORT, CARAVAN_DATA } = env()
const base = `http://localhost:${PORT}`

const screens: readonly { name: string; path: string; first?: string }[] = [
  { name: 'dashboard', path: '/dashboard' },
  { name: 'orders', path: '/orders' },
  { name: 'order', path: '/orders?state=awaiting_shipment', first: 'tbody a[href^="/orders/"]' },
  { name: 'products', path: '/products' },
  { name: 'product', path: '/products', first: 'tbody a[href^="/products/"]' },
  { name: 'stock', path: '/stock' },
  { name: 'report', path: '/reports/sales' },
]
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

if (!folder) {
  console.error('usage: npm run -s pictures -- FOLDER [NAME …]')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const locale of ['zh-CN', 'en']) for (const viewport of sizes) await round(browser, locale, viewport, folder)
} finally {
  await browser.close()
}

async function round(browser: Browser, locale: string, viewport: { width: number; height: number }, into: string) {
  const context = await browser.newContext({ viewport, locale, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'caravan-locale', value: locale, url: base }])
  const page = await context.newPage()
  const take = (name: string) => picture(page, path.join(into, `${name}-${locale}-${viewport.width}`))
  const wanted = (name: string) => names.length === 0 || names.includes(name)
  await page.goto(`${base}/sign-in`, { waitUntil: 'networkidle' })
  if (wanted('sign-in')) await take('sign-in')
  await page.locator('input[name=email]').fill('demo@caravan.example')
  await page.locator('input[name=password]').fill(demoPassword(CARAVAN_DATA))
  await page.locator('form button[type=submit]').click()
  await page.waitForURL('**/dashboard')
  for (const { name, path: address, first } of screens.filter((screen) => wanted(screen.name))) {
    await page.goto(base + address, { waitUntil: 'networkidle' })
    const href = first && (await page.locator(first).first().getAttribute('href'))
    if (href) await page.goto(base + href, { waitUntil: 'networkidle' })
    await take(name)
  }
  await context.close()
}

async function picture(page: Page, file: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(200)
    await page.screenshot({ path: `${file}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
