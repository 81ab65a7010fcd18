import { currencyDigits } from '@/lib/kernel/currencies'
import { invalid } from '@/lib/kernel/refusal'

export type Money = { minor: bigint; currency: string }

const decimal = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/
// The database holds amounts as int8.
const max = 2n ** 63n - 1n

export function isCurrency(code: string): boolean {
  return currencyDigits.has(code)
}

export function digitsOf(currency: string): number {
  return currencyDigits.get(currency) ?? invalid([{ path: 'currency', code: 'unknown_currency' }])
}

/** True when `toMinor` would take the text: for schemas that want to say where the wrong amount stands. */
export function isAmount(text: string, currency: string): boolean {
  return typeof read(text, digitsOf(currency)) === 'bigint'
}

export function toMinor(text: string, currency: string): bigint {
  const minor = read(text, digitsOf(currency))
  return typeof minor === 'bigint' ? minor : invalid([{ path: 'amount', code: minor }])
}

export function fromMinor(minor: bigint, currency: string): string {
  const digits = digitsOf(currency)
  const sign = minor < 0n ? '-' : ''
  const text = abs(minor)
    .toString()
    .padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) invalid([{ path: 'currency', code: 'mixed_currencies' }])
  return { minor: a.minor + b.minor, currency: a.currency }
}

/** Splits a total by weights without losing or inventing a unit: largest remainder, ties to the earlier position. */
export function share(total: bigint, weights: bigint[]): bigint[] {
  if (weights.some((w) => w < 0n)) throw new RangeError('a weight is negative')
  if (weights.length === 0 && total !== 0n) throw new RangeError('an amount needs somebody to bear it')
  if (total === 0n) return weights.map(() => 0n)
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum === 0n && weights.length > 0) return share(total, Array<bigint>(weights.length).fill(1n))

  const size = abs(total)
  const parts = weights.map((w) => (size * w) / sum)
  const byRemainder = weights
    .map((w, at) => ({ at, rest: (size * w) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  const missing = Number(size - parts.reduce((a, b) => a + b, 0n))
  const luckier = new Set(byRemainder.slice(0, missing).map(({ at }) => at))
  return parts.map((part, at) => (luckier.has(at) ? part + 1n : part) * (total < 0n ? -1n : 1n))
}

/** Unit price (at most 6 decimals) times quantity, rounded half-even once to the currency's digits. */
export function amountOf(unitPrice: string, quantity: number, currency: string): bigint {
  const price = read(unitPrice, 6)
  if (typeof price !== 'bigint') invalid([{ path: 'unitPrice', code: price }])
  if (!Number.isSafeInteger(quantity)) invalid([{ path: 'quantity', code: 'not_an_integer' }])
  const amount = halfEven(price * BigInt(quantity), 10n ** BigInt(6 - digitsOf(currency)))
  return abs(amount) > max ? invalid([{ path: 'unitPrice', code: 'out_of_range' }]) : amount
}

/** The decimal text scaled by its digits, or the code of what is wrong with it. */
function read(text: string, digits: number): bigint | 'not_a_decimal' | 'too_many_digits' | 'out_of_range' {
  const [, sign, whole, fraction = ''] = decimal.exec(text) ?? []
  if (whole === undefined) return 'not_a_decimal'
  if (fraction.length > digits) return 'too_many_digits'
  // Checked before the conversion: a megabyte of digits must not cost a conversion in quadratic time.
  if (whole.length > 19) return 'out_of_range'
  const size = BigInt(whole + fraction.padEnd(digits, '0'))
  if (size > max) return 'out_of_range'
  return sign === '-' ? -size : size
}

function halfEven(value: bigint, divisor: bigint): bigint {
  const size = abs(value)
  const floor = size / divisor
  const twice = (size % divisor) * 2n
  const up = twice > divisor || (twice === divisor && floor % 2n === 1n)
  return (up ? floor + 1n : floor) * (value < 0n ? -1n : 1n)
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
