import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { argumentsOf } from './icu-arguments'
import { usedKeys } from './used-keys'

type Flat = Map<string, string>

function flatten(node: unknown, prefix = '', into: Flat = new Map()): Flat {
  if (typeof node === 'string') return into.set(prefix, node)
  for (const [key, child] of Object.entries(node as object)) flatten(child, prefix ? `${prefix}.${key}` : key, into)
  return into
}

const zh = flatten(MESSAGES['zh-CN'])
const en = flatten(MESSAGES.en)

describe('texts', () => {
  it.each(LOCALES)('every file of %s is in the list, and the list names no other', (locale) => {
    const files = readdirSync(join('messages', locale)).map((file) => file.replace(/\.json$/, ''))
    expect(Object.keys(MESSAGES[locale]).sort()).toEqual(files.sort())
  })

  it('both languages say the same things', () => {
    expect(
      [...zh.keys()].filter((key) => !en.has(key)),
      'missing in en',
    ).toEqual([])
    expect(
      [...en.keys()].filter((key) => !zh.has(key)),
      'missing in zh-CN',
    ).toEqual([])
  })

  it('both languages take the same arguments', () => {
    const different = [...zh].flatMap(([key, text]) => {
      const other = en.get(key)
      if (other === undefined) return []
      const [a, b] = [argumentsOf(text).sort().join(), argumentsOf(other).sort().join()]
      return a === b ? [] : [`${key}: zh-CN {${a}} en {${b}}`]
    })
    expect(different).toEqual([])
  })

  it('no text is empty', () => {
    expect([...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })

  it('Chinese texts are Chinese: no ASCII comma, colon or question mark after a Han character', () => {
    expect(
      [...zh].filter(([, text]) => /\p{Script=Han}[,;:?!]/u.test(text)).map(([key, text]) => `${key}: ${text}`),
    ).toEqual([])
  })

  it('every key used in the pages exists', () => {
    const groups = new Set(
      [...zh.keys()].flatMap((key) => key.split('.').map((_, i, parts) => parts.slice(0, i).join('.'))),
    )
    const used = usedKeys(['app', 'components'])
    expect(used.length).toBeGreaterThan(50)
    const unknown = used
      .filter(({ key, kind }) => !(kind === 'namespace' ? groups.has(key) : zh.has(key)))
      .map(({ key, kind, file, line }) => `${file}:${line} ${kind} ${key}`)
    expect(unknown).toEqual([])
  })
})

describe('the scan of used keys', () => {
  it('sees literal keys under the name space they are asked in, and skips computed ones', () => {
    const source = readFileSync(new URL('./used-keys.ts', import.meta.url), 'utf8')
    expect(source).toContain('useTranslations')
    const found = usedKeys(['components/table']).filter(({ file }) => file.endsWith('bulk-bar.tsx'))
    expect(found.map(({ key }) => key)).toEqual([
      'ui.list',
      'ui.list.bulk',
      'ui.list.selectedAll',
      'ui.list.selected',
      'ui.list.selectMatching',
      'ui.list.clearSelection',
      'ui.list.clearSelection',
    ])
  })
})
