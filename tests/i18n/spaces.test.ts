import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scanImports } from '@/tests/support/scan-imports'

const files = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file))
    .map((file) => ({ path: file, text: readFileSync(file, 'utf8') })),
)
const textOf = new Map(files.map((file) => [file.path, file.text]))
const importsOf = new Map<string, string[]>()
for (const { from, to, ours, typeOnly } of scanImports(files))
  if (ours && !typeOnly) importsOf.set(from, [...(importsOf.get(from) ?? []), to])
const spaceNames = (list: string) => [...list.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name)
const always = spaceNames(/always = \[([^\]]*)\]/.exec(textOf.get('components/layout/texts.tsx') ?? '')?.[1] ?? '')

/** The spaces that the file, or anything it imports, asks for by the hook that also runs in the browser. */
function asked(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set()
  seen.add(file)
  const own = [...(textOf.get(file) ?? '').matchAll(/useTranslations\(\s*'([\w.]+)/g)].map(([, space = '']) => space)
  const below = (importsOf.get(file) ?? []).flatMap((to) => [...asked(to, seen)])
  return new Set([...own, ...below])
}

/** The innermost layout round the page that grants texts; the root grants what every page may need. */
function granted(page: string): string[] {
  for (let folder = path.posix.dirname(page); folder !== 'app'; folder = path.posix.dirname(folder)) {
    const layout = path.posix.join(folder, 'layout.tsx')
    const spaces = existsSync(layout) && /<Texts\s+spaces=\{\[([^\]]*)\]\}/.exec(textOf.get(layout) ?? '')
    if (spaces) return [...always, ...spaceNames(spaces[1] ?? '')]
  }
  return always
}

const pages = files
  .map((file) => file.path)
  .filter((file) => /^app\/.*\/(page|layout|loading|forbidden)\.tsx$/.test(file))

test('the scan sees pages, what they ask for and what every page has', () => {
  expect(pages.length).toBeGreaterThan(20)
  expect(always).toContain('common')
  expect([...asked('app/(erp)/orders/page.tsx')]).toContain('orders')
})

test.each(pages)('%s has the texts that its code in the browser asks for', (page) => {
  const has = granted(page)
  const lacks = [...asked(page)].filter((space) => !has.some((one) => space === one || space.startsWith(`${one}.`)))
  expect(lacks).toEqual([])
})
