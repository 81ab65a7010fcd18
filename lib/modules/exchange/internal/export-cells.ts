import type { Cell } from '@/lib/adapters/files/xlsx-writer'
import type { Locale } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'

/** Fields whose decimal text is an amount: a spreadsheet shall add it up. Codes and numbers of orders are texts, whatever they look like. */
const amounts = new Set([
  ...['total', 'paid', 'refunded', 'amount', 'value', 'goods', 'discount', 'freight', 'listPrice', 'costHint'],
  ...['declaredValue', 'unitCost', 'unitPrice', 'priceFrom', 'priceTo', 'unitValue', 'landedCost'],
])

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const zones = new Map<string, Intl.DateTimeFormat>()

export function headingOf(key: string, locale: Locale): string {
  const headings: Readonly<Record<string, string>> = MESSAGES[locale].exchange.columns
  return headings[key] ?? key
}

/** A value of the wire as a cell: figures as figures, instants by the company's clock, lists in one cell. */
export function cellOf(key: string, value: unknown, timeZone: string): Cell {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return { number: String(value) }
  if (typeof value === 'boolean') return value ? '1' : null
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(' ')
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (amounts.has(key) && /^-?\d+(\.\d+)?$/.test(text)) return { number: text }
  return instant.test(text) ? localTime(text, timeZone) : text
}

function localTime(text: string, timeZone: string): string {
  let format = zones.get(timeZone)
  if (!format) {
    // Swedish writes 2026-11-22 10:00:00, which every spreadsheet takes for a time.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    zones.set(timeZone, format)
  }
  return format.format(new Date(text))
}
