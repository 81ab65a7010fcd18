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
    async *orders({ from, to }) {
      for (const window of windows({ from, to }, windowMs)) {
        const token = nextPages()
        let next: string | undefined
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
          const found = reading.list('payload', 'Orders')
          for (let at = 0; at < found.length; at += together) {
            const full: Json[] = []
            for (const order of found.slice(at, at + together)) full.push(await withItems(order.raw() ?? null))
            yield orderPage(parsers, { payload: { Orders: full } })
          }
          next = token(reading.text('payload', 'NextToken'))
        } while (next)
        yield { orders: [], broken: [], upTo: window.to }
      }
    },
  }
}
