import { createHash } from 'node:crypto'
import { maskEmail, maskLine, maskName, maskPhone } from '@/lib/kernel/mask'
import { amountOf, share, toMinor } from '@/lib/kernel/money'
import { type FieldError, invalid, isRefusal } from '@/lib/kernel/refusal'
import { hasBadText, normaliseEmail, normaliseName, normalisePhone } from '@/lib/kernel/text'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { itemKey } from '@/lib/modules/orders/item-key'
import type { Contact, IncomingOrder, MaskedContact } from '@/lib/modules/orders/schema'
import type { HoldCode } from '@/lib/modules/orders/states'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

export type NormalLine = {
  channelLineNo: string
  sellerSku: string
  skuKey: string
  itemKey: string
  title: string
  quantity: number
  unitPrice: string
  goods: bigint
  discount: bigint
  freight: bigint
}

/** One incoming order in our own units: minor amounts, every share frozen per line, the buyer apart. */
export type NormalOrder = {
  index: number
  raw: unknown
  status: IncomingOrder['status']
  channelOrderNo: string
  orderedAt: Date
  paidAt: Date | null
  modifiedAt: Date
  promisedShipAt: Date | null
  currency: string
  units: number
  goods: bigint
  discount: bigint
  freight: bigint
  total: bigint
  paid: bigint
  refunded: bigint
  contact: Contact
  lines: NormalLine[]
  /** Over everything but the modified time: equal content is `unchanged`. Intake keys it before it is kept. */
  hash: Buffer
}

/** More than any order has. Day sums and reports add up thousands of orders in the database's integers and must never overflow. */
const mostMinor = 10n ** 15n
const mostUnits = 10_000_000

/** Throws Refusal `invalid` with paths inside the order when amounts or lines do not add up to something storable. */
export function normaliseOrder(order: IncomingOrder, index: number, raw: unknown): NormalOrder {
  const { currency } = order
  const errors: FieldError[] = []
  const minor = (path: string, text: string) => {
    try {
      return toMinor(trimZeros(text), currency)
    } catch {
      errors.push({ path, code: 'invalid_amount' })
      return 0n
    }
  }
  const goods = order.lines.map((l, i) => goodsOf(l, currency, `lines.${i}.unitPrice`, errors))
  const ownDiscounts = order.lines.map((l, i) => minor(`lines.${i}.discount`, l.discount))
  const freight = minor('shippingFee', order.shippingFee)
  const orderDiscount = minor('discount', order.discount)
  const total = minor('total', order.total)
  const paid = minor('paid', order.paid)
  const refunded = minor('refunded', order.refunded ?? '0')
  if (refunded > paid) errors.push({ path: 'refunded', code: 'more_than_paid' })
  const numbers = new Set<string>()
  order.lines.forEach((line, i) => {
    if (numbers.has(line.channelLineNo)) errors.push({ path: `lines.${i}.channelLineNo`, code: 'duplicate' })
    numbers.add(line.channelLineNo)
  })
  const { modifiedAt, ...facts } = order
  const content = JSON.stringify(facts)
  // What is bad shows in the JSON, so most orders need not be walked; what only looks like it is found to be good there.
  if (/\\u(0000|d[89a-f])/.test(content)) for (const path of badTexts(order)) errors.push({ path, code: 'bad_text' })
  const discount = sum(ownDiscounts) + orderDiscount
  // A history may know the amount alone, without a line: then that is what was sold.
  const amountOnly = order.lines.length === 0 && isOver(order.status)
  const sold = amountOnly ? total + discount - freight : sum(goods)
  const units = order.lines.reduce((n, l) => n + l.quantity, 0)
  for (const path of beyond({ lines: sold, discount, shippingFee: freight, total, paid }))
    errors.push({ path, code: 'out_of_range' })
  if (units > mostUnits) errors.push({ path: 'lines', code: 'out_of_range' })
  if (errors.length > 0) invalid(errors)

  // Shares follow what each line costs after its own discount; a line given away bears none.
  const weights = goods.map((g, i) => max0(g - (ownDiscounts[i] ?? 0n)))
  const discountShares = order.lines.length ? share(orderDiscount, weights) : []
  const freightShares = order.lines.length ? share(freight, weights) : []
  const lines = order.lines.map((line, i) => ({
    channelLineNo: line.channelLineNo,
    sellerSku: line.sellerSku,
    skuKey: codeKey(line.sellerSku),
    itemKey: itemKey(line.itemId, line.variationId),
    title: line.title,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    goods: goods[i] ?? 0n,
    discount: (ownDiscounts[i] ?? 0n) + (discountShares[i] ?? 0n),
    freight: freightShares[i] ?? 0n,
  }))
  return {
    index,
    raw,
    status: order.status,
    channelOrderNo: order.channelOrderNo,
    orderedAt: order.createdAt,
    paidAt: order.paidAt ?? null,
    modifiedAt,
    promisedShipAt: order.promisedShipAt ?? null,
    currency,
    units,
    goods: sold,
    discount,
    freight,
    total,
    paid,
    refunded,
    contact: { buyer: order.buyer, address: order.address, buyerNote: order.buyerNote ?? '' },
    lines,
    hash: createHash('sha256').update(content).digest(),
  }
}

function isOver(status: IncomingOrder['status']): boolean {
  return status === 'shipped' || status === 'delivered' || status === 'cancelled'
}

/** What a line's goods come to; a price that cannot be read or booked is told at the line. */
export function goodsOf(
  { unitPrice, quantity }: { unitPrice: string; quantity: number },
  currency: string,
  path: string,
  errors: FieldError[],
): bigint {
  try {
    return amountOf(unitPrice, quantity, currency)
  } catch (e) {
    const [found] = isRefusal(e) ? ((e.params.errors ?? []) as FieldError[]) : []
    if (found?.path !== 'unitPrice') throw e
    errors.push({ path, code: found.code })
    return 0n
  }
}

function beyond(amounts: Readonly<Record<string, bigint>>): string[] {
  return Object.entries(amounts).flatMap(([path, minor]) => (minor > mostMinor || minor < -mostMinor ? [path] : []))
}

/** The holds that the payload itself asks for, before any rule or person has looked at it. */
export function holdsOf(
  order: NormalOrder,
  unmapped: boolean,
  waitMinutes: number,
): { code: HoldCode; until: Date | null }[] {
  const holds: { code: HoldCode; until: Date | null }[] = []
  const add = (code: HoldCode, until: Date | null = null) => holds.push({ code, until })
  if (order.status === 'unpaid') add('unpaid')
  if (order.status === 'paid' && waitMinutes > 0)
    add('review_wait', new Date((order.paidAt ?? order.orderedAt).getTime() + waitMinutes * 60_000))
  if (order.lines.length === 0) add('no_lines')
  if (unmapped) add('unmapped_sku')
  if (order.total !== order.goods - order.discount + order.freight) add('amount_mismatch')
  const { name, phone, province, city, line1 } = order.contact.address
  if (!name || !phone || !(province || city) || !line1) add('address_incomplete')
  return holds
}

export function maskContact({ buyer, address }: Contact): MaskedContact {
  return {
    name: maskName(address.name),
    phone: maskPhone(address.phone),
    email: maskEmail(buyer.email ?? ''),
    line1: maskLine(address.line1),
    nick: maskName(buyer.nick ?? ''),
  }
}

/** `all`: what an order is found by. Beside it those of them that say who a person is to us. */
type Tokens = { all: bigint[]; phone: bigint | undefined; buyer: bigint | undefined }

// A contact is one company's, and what stands in it does not change: intake asks for its tokens more than once.
const tokensOf = new WeakMap<Contact, Tokens>()

/** What exact search may find: name, nick, phone, its last four digits, mail, and who the buyer is on their channel. */
export function searchTokens(crypt: TenantCrypt, contact: Contact): bigint[] {
  return contactTokens(crypt, contact).all
}

/** The tokens of a person: their phone, if it is one, and what their channel calls them. */
export function personTokens(crypt: TenantCrypt, contact: Contact): bigint[] {
  const { phone, buyer } = contactTokens(crypt, contact)
  return [phone, buyer].filter((token) => token !== undefined)
}

function contactTokens(crypt: TenantCrypt, contact: Contact): Tokens {
  const known = tokensOf.get(contact)
  if (known) return known
  const { address, buyer } = contact
  const digits = normalisePhone(address.phone)
  const key = buyerKey(buyer)
  const phone = digits ? crypt.blind('phone', digits) : undefined
  const buyerToken = key ? crypt.blind('buyer', key) : undefined
  const names = [address.name, buyer.nick ?? ''].filter((name) => name !== '')
  const all = [
    ...names.map((name) => crypt.blind('name', normaliseName(name))),
    phone,
    digits.length >= 7 ? crypt.blind('phone4', digits.slice(-4)) : undefined,
    buyer.email ? crypt.blind('email', normaliseEmail(buyer.email)) : undefined,
    buyerToken,
    placeToken(crypt, address),
  ].filter((token) => token !== undefined)
  const tokens = { all: [...new Set(all)], phone: digits.length >= 5 ? phone : undefined, buyer: buyerToken }
  tokensOf.set(contact, tokens)
  return tokens
}

/** Equal for one name at one address, whatever number is called: marketplaces give a number of its own to each order. What is masked tells nobody. */
export function placeToken(crypt: TenantCrypt, address: Contact['address']): bigint | undefined {
  const { name, country, province, city, district, line1 } = address
  if (!name || !line1 || `${name}${line1}`.includes('*')) return undefined
  // Read as one text: six readings of every order are felt where thousands come in a second.
  return crypt.blind('place', normaliseName([name, country, province, city, district, line1].join('|')))
}

/** Who the buyer is on their channel, as far as it says. */
export function buyerKey({ id, nick }: Contact['buyer']): string {
  return id ?? nick ?? ''
}

/** Equal for orders of one buyer to one address; 0 where there is too little to tell. */
export function mergeKey(crypt: TenantCrypt, { buyer, address }: Contact): bigint {
  const parts = addressParts(address)
  return parts ? crypt.blind('merge', JSON.stringify([buyerKey(buyer), ...parts])) : 0n
}

/** Equal for orders to one person at one address, by whatever names they buy. */
export function addressKey(crypt: TenantCrypt, { address }: Contact): bigint {
  const parts = addressParts(address)
  return parts ? crypt.blind('merge', JSON.stringify(parts)) : 0n
}

const partsOf = new WeakMap<Contact['address'], string[]>()

function addressParts(address: Contact['address']): string[] | undefined {
  const known = partsOf.get(address)
  if (known) return known
  const { name, phone, country, province, city, district, line1 } = address
  if (!name || !phone || !line1) return undefined
  const parts = [name, country, province, city, district, line1].map(normaliseName)
  parts.splice(1, 0, normalisePhone(phone))
  partsOf.set(address, parts)
  return parts
}

function badTexts(order: IncomingOrder): string[] {
  const found: string[] = []
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') {
      if (hasBadText(value)) found.push(path)
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key)
    }
  }
  walk(order, '')
  return found
}

/** '29.900000' is 29.90: only digits that say something count against the currency's. */
function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n)
}

function max0(value: bigint): bigint {
  return value > 0n ? value : 0n
}
