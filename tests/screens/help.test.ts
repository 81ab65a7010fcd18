import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guides, helpHref } from '@/components/help/guides'
import { termGroups } from '@/components/help/terms'
import { NAV } from '@/components/layout/nav'
import { INNER_PAGES } from '@/components/layout/palette-actions'
import { permissionNames } from '@/lib/platform/auth/permission-names'

const help = (locale: string) => JSON.parse(readFileSync(`messages/${locale}/help.json`, 'utf8'))

test('S2.45 S3.40 every page of the menus leads to the guide about it', () => {
  const menu = [...NAV, ...INNER_PAGES].map(({ href }): string => href).filter((href) => href !== '/help')
  expect(menu.filter((href) => helpHref(href) === '/help')).toEqual([])
  expect(helpHref('/floor/hand-overs/0195f0a0-0000-7000-8000-000000000000')).toBe('/help#guide-handOver')
  expect(helpHref('/stock/stocktakes/new')).toBe('/help#guide-stocktake')
  expect(helpHref('/orders')).toBe('/help#guide-firstOrder')
  expect(helpHref('/bulk/0195f0a0-0000-7000-8000-000000000000')).toBe('/help#guide-bulk')
  expect(helpHref('/ordersheet')).toBe('/help')
})

test('S2.45 S3.40 every guide and word is written in both languages, and none stands there unused', () => {
  for (const locale of ['zh-CN', 'en']) {
    const { guide, term, group } = help(locale)
    expect(Object.keys(guide).sort(), locale).toEqual(guides.map(({ key }) => key).sort())
    expect(Object.keys(term).sort(), locale).toEqual(Object.values(termGroups).flat().sort())
    expect(Object.keys(group).sort(), locale).toEqual([...Object.keys(termGroups), 'states'].sort())
  }
})

test('a guide asks for rights that exist, and each page has one guide', () => {
  expect(guides.map(({ permission }) => permission).filter((name) => !permissionNames.includes(name))).toEqual([])
  const pages = guides.flatMap((guide): readonly string[] => guide.pages)
  expect(new Set(pages).size).toBe(pages.length)
})
