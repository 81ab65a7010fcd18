import type { Answer, OrderPage } from '@/lib/adapters/marketplaces/connector'
import { type Parsers, parsePayload } from '@/lib/adapters/marketplaces/parse'
import { ChannelTrouble, WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'

/** The orders of an answer. One that is no page of orders at all, though it was a success, is tried again later. */
export function orderPage(parsers: Parsers, json: Json): OrderPage {
  return asked(() => {
    const { items, broken } = parsePayload(parsers, 'order', json)
    return { orders: items, broken }
  })
}

export function refundPage(parsers: Parsers, { json }: Answer) {
  return asked(() => parsePayload(parsers, 'refund', json).items)
}

export function listingPage(parsers: Parsers, { json }: Answer) {
  return asked(() => parsePayload(parsers, 'listing', json).items)
}

/** The next page of a channel that names it: one that names a page it has named before would be asked for ever. */
export function nextPages(): (token: string | undefined) => string | undefined {
  const named = new Set<string>()
  return (token) => {
    if (!token) return undefined
    if (named.has(token)) throw new ChannelTrouble({ kind: 'transient', code: 'endless_pages' })
    named.add(token)
    return token
  }
}

/** What tells the rows of a page apart, the unreadable ones too. */
export function rowsOf({ orders, broken }: OrderPage): string[] {
  return [...orders.map((order) => order.channelOrderNo), ...broken.map(({ element }) => JSON.stringify(element))]
}

function asked<T>(read: () => T): T {
  try {
    return read()
  } catch (e) {
    if (e instanceof WrongPayload) throw new ChannelTrouble({ kind: 'transient', code: 'unexpected_answer' })
    throw e
  }
}

/** Seconds of GMT+8 wall-clock time, as Chinese platforms write them. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

export function form(params: Readonly<Record<string, string>>) {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(params).toString(),
  }
}

export function jsonBody(value: unknown) {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Undefined parameters are left out. */
export function query(params: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
