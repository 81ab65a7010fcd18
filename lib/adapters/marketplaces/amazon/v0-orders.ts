import { z } from 'zod'
import { type AmazonAsk, foundOr404 } from '@/lib/adapters/marketplaces/amazon/ask'
import type { Call, Session } from '@/lib/adapters/marketplaces/connector'
import { nextPages, orderPage, query } from '@/lib/adapters/marketplaces/pages'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { windows } from '@/lib/adapters/marketplaces/windows'
import type { Json } from '@/lib/kernel/exact-json'

const base = '/orders/v0/orders'
/** Items are granted once in two seconds: what is complete is handed over before the whole page of a hundred is. */
const together = 10
/** A quarter of a day is what a shop of some hundred orders a day reads in minutes; each costs a call, one a minute. */
const windowMs = 6 * 3_600_000

/** Where a page goes on: who changed since has left the window, so whoever is of it and was handed over is not asked for again. */
const placeShape = z.object({ token: z.string().optional(), done: z.array(z.string()) })
type Place = z.output<typeof placeShape>

/** What names no place of this API (its successor names pages otherwise) names none: the range is read from its beginning. */
function placeOf(after: string | undefined): Place {
  try {
    return placeShape.parse(JSON.parse(after ?? ''))
  } catch {
    return { done: [] }
  }
}

const noOf = (order: Json | undefined): string =>
  typeof order === 'object' && order !== null && !Array.isArray(order) ? String(order.AmazonOrderId) : ''

/** Orders API v0: a page of orders, then each one's items; buyer and address only with a restricted token. */
export function v0Orders(
  { parsers }: Pick<Call, 'parsers'>,
  ask: AmazonAsk,
  marketplaceId: string,
): Pick<Session, 'order' | 'orders'> {
  const tokens = new Map<string, string>()

  /** A restricted token serves for an hour; one that is refused was revoked and is asked for anew. */
  const restricted = async (operation: string, path: string, params = '') => {
    for (let attempt = 1; ; attempt++) {
      const token = tokens.get(path) ?? (await tokenFor(path))
      tokens.set(path, token)
      try {
        return await ask(operation, 'GET', path + params, undefined, token)
      } catch (e) {
        if (!(e instanceof ChannelTrouble) || e.trouble.kind !== 'token' || attempt >= 3) throw e
        tokens.delete(path)
      }
    }
  }

  const tokenFor = async (path: string) => {
    const { reading } = await ask('createRestrictedDataToken', 'POST', '/tokens/2021-03-01/restrictedDataToken', {
      restrictedResources: [{ method: 'GET', path, dataElements: ['buyerInfo', 'shippingAddress'] }],
    })
    return reading.must('restrictedDataToken')
  }

  const withItems = async (order: Json): Promise<Json> => {
    if (typeof order !== 'object' || order === null || Array.isArray(order)) return order
    const items: Json[] = []
    const token = nextPages()
    let next: string | undefined
    do {
      const path = `${base}/${encodeURIComponent(String(order.AmazonOrderId))}/orderItems${query({ NextToken: next })}`
      const { reading } = await ask('getOrderItems', 'GET', path)
      for (const item of reading.list('payload', 'OrderItems')) items.push(item.raw() ?? null)
      next = token(reading.text('payload', 'NextToken'))
    } while (next)
    return { ...order, OrderItems: items }
  }

  return {
    order: (no) =>
      foundOr404(async () => {
        const path = `${base}/${encodeURIComponent(no)}`
        const { reading } = await restricted('getOrder', path)
        const order = await withItems(reading.at('payload').raw() ?? null)
        return orderPage(parsers, { payload: order }).orders[0]
      }),
    async *orders({ from, to, after }) {
      let begin = placeOf(after)
      for (const window of windows({ from, to }, windowMs)) {
        const token = nextPages()
        let next = token(begin.token)
        const done = new Set(begin.done)
        begin = { done: [] }
        do {
          const params = {
            MarketplaceIds: marketplaceId,
            LastUpdatedAfter: window.from.toISOString(),
            LastUpdatedBefore: window.to.toISOString(),
            FulfillmentChannels: 'MFN',
            MaxResultsPerPage: '100',
            NextToken: next,
          }
          const { reading } = await restricted('getOrders', base, query(params))
          const named = reading.text('payload', 'NextToken')
          const left = reading.list('payload', 'Orders').filter((order) => !done.has(noOf(order.raw())))
          for (let at = 0; at < left.length; at += together) {
            const full: Json[] = []
            const stopped = await inTurn(left.slice(at, at + together), async (order) => {
              full.push(await withItems(order.raw() ?? null))
            })
            for (const order of full) done.add(noOf(order))
            const through = at + full.length === left.length && named
            const place: Place = through ? { token: named, done: [] } : { token: next, done: [...done] }
            // What is complete is handed over before the trouble is, else the same items would be asked for again and again.
            if (full.length > 0)
              yield { ...orderPage(parsers, { payload: { Orders: full } }), after: JSON.stringify(place) }
            if (stopped) throw stopped
          }
          done.clear()
          next = token(named)
        } while (next)
        yield { orders: [], broken: [], upTo: window.to }
      }
    },
  }
}

/** What ended it before the last. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<ChannelTrouble | undefined> {
  try {
    for (const item of items) await work(item)
    return undefined
  } catch (e) {
    if (e instanceof ChannelTrouble) return e
    throw e
  }
}
