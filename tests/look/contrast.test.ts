import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Values of one theme, with references followed; the dark theme inherits what it does not set. */
function theme(css: string, selectors: string[]): (name: string) => string {
  const values = new Map<string, string>()
  for (const selector of selectors) {
    const block = css.split(`${selector} {`)[1]?.split('\n}')[0] ?? ''
    for (const [, name = '', value = ''] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) values.set(name, value.trim())
  }
  return function read(name: string): string {
    const value = values.get(name)
    if (value === undefined) throw new Error(`no token --${name}`)
    const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
    return reference ? read(reference) : value
  }
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

const css = readFileSync('app/tokens.css', 'utf8')
const tones = ['danger', 'amber', 'orange', 'green', 'blue', 'violet', 'teal', 'grey']
const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'pressed', 'selected']

/** WCAG 2.2 AA: 4.5 for text, 3 for what must be seen but not read. */
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['fg', ground],
    ['muted', ground],
  ]),
  ...['canvas', 'surface', 'sunken', 'raised', 'hover'].map((ground): [string, string] => ['subtle', ground]),
  ...['canvas', 'surface', 'raised', 'hover', 'selected', 'accent-soft'].map((g): [string, string] => [
    'accent-text',
    g,
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [`${tone}-text`, `${tone}-soft`],
    [`${tone}-text`, 'surface'],
  ]),
  ...['accent', 'accent-hover'].map((ground): [string, string] => ['on-accent', ground]),
  ...['danger', 'danger-hover'].map((ground): [string, string] => ['on-danger', ground]),
  ['fg', 'danger-soft'],
  ['fg', 'amber-soft'],
  ['on-inverse', 'inverse'],
  ['on-scene', 'scene'],
]
const shapes: [string, string][] = [
  ...['canvas', 'surface', 'raised', 'selected'].map((ground): [string, string] => ['focus', ground]),
  ['control', 'surface'],
  ...tones.filter((tone) => tone !== 'danger').map((tone): [string, string] => [tone, 'surface']),
  ...[1, 2, 3, 4, 5].map((n): [string, string] => [`chart-${n}`, 'surface']),
]

describe.each([
  ['light', theme(css, [':root'])],
  ['dark', theme(css, [':root', '[data-theme="dark"]'])],
])('%s theme', (_name, read) => {
  it.each(texts)('%s can be read on %s', (ink, ground) => {
    expect(contrast(read(ink), read(ground))).toBeGreaterThanOrEqual(4.5)
  })
  it.each(shapes)('%s can be seen on %s', (ink, ground) => {
    expect(contrast(read(ink), read(ground))).toBeGreaterThanOrEqual(3)
  })
})
