import { expect, it } from 'vitest'
import { localeOf } from '@/lib/platform/i18n/locales'

it.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['fr-FR,fr;q=0.9', 'zh-CN'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['de,en;q=0.4,zh;q=0.7', 'zh-CN'],
  ['zh;q=0,en;q=0.1', 'en'],
])('the language of "%s" is %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
