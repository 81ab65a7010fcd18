import { regionKey } from '@/lib/kernel/region'
import { fold } from '@/lib/kernel/text'
import { codeKey } from '@/lib/modules/catalog/code-key'

/**
 * What a rule may ask of an order. The type decides the operators and how the fact is kept; `source` where a screen takes the
 * values to choose from; `key` when two spellings of a value are one. Which statement reads a field stands with the orders.
 */
export type FieldType = 'choice' | 'set' | 'number' | 'boolean' | 'words'

type FieldDef = {
  readonly type: FieldType
  readonly source?: 'channel' | 'shop' | 'currency' | 'sku' | 'category' | 'hold' | 'tag' | 'flag' | 'text'
  readonly unit?: 'money' | 'count' | 'gram' | 'hour' | 'minute' | 'percent' | 'point'
  /** No fact is above. */
  readonly most?: number
  /** The fact may be unknown (never paid, no promise); then no comparison is true. */
  readonly optional?: boolean
  readonly key?: (text: string) => string
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()

export const ruleFields = {
  channel: { type: 'choice', source: 'channel' },
  shop: { type: 'choice', source: 'shop' },
  currency: { type: 'choice', source: 'currency' },
  total: { type: 'number', unit: 'money' },
  discount: { type: 'number', unit: 'money' },
  shippingFee: { type: 'number', unit: 'money' },
  /** Of the total: what is left after the cost of the goods, by the company's own method, and the freight that warehouses' lists know. */
  margin: { type: 'number', unit: 'percent', most: 100, optional: true },
  country: { type: 'choice', source: 'text' },
  province: { type: 'choice', source: 'text', key: regionKey },
  city: { type: 'choice', source: 'text', key: regionKey },
  sku: { type: 'set', source: 'sku', key: codeKey },
  category: { type: 'set', source: 'category' },
  units: { type: 'number', unit: 'count' },
  lines: { type: 'number', unit: 'count' },
  weight: { type: 'number', unit: 'gram' },
  note: { type: 'words' },
  hasNote: { type: 'boolean' },
  addressIncomplete: { type: 'boolean' },
  hold: { type: 'set', source: 'hold' },
  urgent: { type: 'boolean' },
  presale: { type: 'boolean' },
  tag: { type: 'set', source: 'tag', key: fold },
  flag: { type: 'choice', source: 'flag' },
  ordersBefore: { type: 'number', unit: 'count' },
  cancelledBefore: { type: 'number', unit: 'count' },
  /** As intake found it; of orders from before it was kept nobody knows it. */
  riskScore: { type: 'number', unit: 'point', most: 100, optional: true },
  sameGoodsHours: { type: 'number', unit: 'hour', optional: true },
  minutesSincePaid: { type: 'number', unit: 'minute', optional: true },
  hoursToShipBy: { type: 'number', unit: 'hour', optional: true },
} as const satisfies Record<string, FieldDef>

export type FieldName = keyof typeof ruleFields
type OfType<T extends FieldType> = { [F in FieldName]: (typeof ruleFields)[F]['type'] extends T ? F : never }[FieldName]

export const fieldNames = Object.keys(ruleFields) as [FieldName, ...FieldName[]]

export function fieldsOf<T extends FieldType>(type: T): [OfType<T>, ...OfType<T>[]] {
  return fieldNames.filter((name) => ruleFields[name].type === type) as unknown as [OfType<T>, ...OfType<T>[]]
}

export function fieldDef(field: FieldName): FieldDef {
  return ruleFields[field]
}

/** One spelling for all spellings of a value. */
export function keyOf(field: FieldName, text: string): string {
  return (fieldDef(field).key ?? plain)(text)
}

/** Whole numbers only: counts, grams, minutes, points. Money, hours and percents have parts. */
export function isWhole(field: FieldName): boolean {
  return ['count', 'gram', 'minute', 'point'].includes(fieldDef(field).unit ?? '')
}
