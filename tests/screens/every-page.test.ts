import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Screen, screens } from '@/tests/e2e/support/screens'

/** Pages that nobody looks at. */
const unseen: Record<string, string> = {
  '/': 'leads on to the dashboard or to the sign-in',
  '/orders/bulk/[id]': 'leads on to the job where all jobs stand',
  '/settings': 'leads on to the first section one may see',
}

const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => {
    const parts = path.dirname(file).split(path.sep)
    return `/${parts.filter((part) => part !== '.' && !part.startsWith('(')).join('/')}`
  })

/** What stands in the browser's line, with something in braces wherever an id or a token does. */
function addressOf({ path: start, first, as }: Screen): string {
  const last = [first ?? []].flat().at(-1)
  return as ?? (last ? `${last}{id}` : start.replace(/[?].*/, ''))
}

/** A page of the name itself comes before one that stands for any name. */
function pageOf(address: string): string | undefined {
  const parts = address.split('/')
  const fits = (page: string) => {
    const own = page.split('/')
    const isAny = (part = '') => part.startsWith('[')
    return own.length === parts.length && parts.every((part, i) => isAny(own[i]) || own[i] === part)
  }
  return pages.filter(fits).sort((a, b) => a.split('[').length - b.split('[').length)[0]
}

test('every page is looked at in both languages, widths and themes, or is told why not', () => {
  const seen = screens.map((screen) => pageOf(addressOf(screen)))
  expect(screens.filter((_, i) => seen[i] === undefined).map(({ name }) => name)).toEqual([])
  expect(pages.filter((page) => !seen.includes(page) && !(page in unseen))).toEqual([])
  expect(Object.keys(unseen).filter((page) => !pages.includes(page) || seen.includes(page))).toEqual([])
})

test('each screen is named once', () => {
  expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length)
})
