import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { atRest, fewerRows, screenFaults } from '@/tests/e2e/support/screen-faults'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const spaces = readdirSync('messages/en').map((file) => path.basename(file, '.json'))

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

export type Look = { width: 'desk' | 'phone'; theme: 'light' | 'dark' }

/**
 * What is wrong with a page, which `open` loads in the look given: at this width, at the other one, and there in both themes,
 * where all rules of axe are asked in the first theme and those of colour in both. The next page may begin where this one ends.
 */
export async function look(page: Page, { width, theme }: Look, open: () => Promise<void>): Promise<string[]> {
  const other = width === 'desk' ? 'phone' : 'desk'
  const faults: string[] = []
  const note = (found: readonly string[], at: string, colours: string) =>
    faults.push(...found.map((fault) => `${at}, ${colours}: ${fault}`))
  await page.setViewportSize(sizes[width])
  await page.emulateMedia({ colorScheme: theme })
  await open()
  await page.evaluate(atRest)
  note(await page.evaluate(screenFaults, spaces), width, theme)
  await page.setViewportSize(sizes[other])
  // What measures itself hears of the new width a frame later.
  await page.evaluate(atRest)
  note(await page.evaluate(screenFaults, spaces), other, theme)
  await page.evaluate(fewerRows)
  await page.evaluate(axeSource)
  note(await axe(page, {}), other, theme)
  // The theme changes colours and nothing else.
  const opposite = theme === 'light' ? 'dark' : 'light'
  await page.emulateMedia({ colorScheme: opposite })
  await page.waitForFunction((name) => document.documentElement.dataset.theme === name, opposite)
  note(await axe(page, { runOnly: ['color-contrast'] }), other, opposite)
  return faults
}

/** What axe calls serious or critical, with the elements it means. */
async function axe(page: Page, options: RunOptions): Promise<string[]> {
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
