import type { ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import type { Answer, Call, Session } from '@/lib/adapters/marketplaces/connector'
import { jsonBody, listingPage, nextPages, orderPage, query, refundPage } from '@/lib/adapters/marketplaces/pages'
import { type ShopifyAsk, shipShopify } from '@/lib/adapters/marketplaces/shopify/ship'
import { inEach } from '@/lib/adapters/marketplaces/stock-answers'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

const size = '250'
const newestVersion = '2026-07'

export function openShopify(line: Call): Session {
  const { parsers } = line
  const version = line.credentials.apiVersion ?? newestVersion
  // All calls of a shop draw from one bucket.
  const ask: ShopifyAsk = (method, path, body, options) =>
    line.ask(
      'default',
      ({ accessToken = '' }) => {
        const sent = body === undefined ? { headers: {} } : jsonBody(body)
        const url = `${line.baseUrl}/admin/api/${version}/${path}`
        return { method, url, ...sent, headers: { ...sent.headers, 'x-shopify-access-token': accessToken } }
      },
      options,
    )

  /** Pages by the opaque `page_info` of the Link header, with which only `limit` may be repeated. */
  async function* pages(path: string, params: Readonly<Record<string, string>>): AsyncGenerator<Answer> {
    const token = nextPages()
    let next: string | undefined
    do {
      const answer = await ask(
        'GET',
        path + query(next ? { limit: size, page_info: next } : { limit: size, ...params }),
      )
      yield answer
      next = token(nextPage(answer.http.headers.link))
    } while (next)
  }

  const order = async (no: string) => {
    try {
      const { json } = await ask('GET', `orders/${encodeURIComponent(no)}.json`)
      return orderPage(parsers, json).orders[0]
    } catch (e) {
      if (e instanceof ChannelTrouble && e.trouble.code === 'http_404') return undefined
      throw e
    }
  }

  let location: Promise<string> | undefined
  const locationOf = () => {
    location ??= line.credentials.locationId
      ? Promise.resolve(line.credentials.locationId)
      : ask('GET', 'locations.json').then(({ reading }) => {
          const found = reading.list('locations').find((l) => l.text('active') !== 'false')
          if (!found) throw new ChannelTrouble({ kind: 'business', code: 'no_location' })
          return found.must('id')
        })
    return location
  }

  return {
    order,
    async test() {
      await ask('GET', 'shop.json')
    },
    async *orders({ from, to }) {
      const params = { updated_at_min: from.toISOString(), updated_at_max: to.toISOString() }
      for await (const { json } of pages('orders.json', { status: 'any', order: 'updated_at asc', ...params })) {
        const page = orderPage(parsers, json)
        const upTo = endOf(page.orders)
        yield { ...page, ...(upTo && upTo < to && { upTo }) }
      }
      yield { orders: [], broken: [], upTo: to }
    },
    ship: (shipment) => shipShopify(line, ask, shipment),
    stock: (levels) =>
      inEach(levels, async ({ variationId, quantity }) => {
        const { reading } = await ask('GET', `variants/${encodeURIComponent(variationId)}.json`)
        await ask('POST', 'inventory_levels/set.json', {
          location_id: Number(await locationOf()),
          inventory_item_id: Number(reading.must('variant', 'inventory_item_id')),
          available: quantity,
        })
      }),
    async *listings() {
      for await (const answer of pages('products.json', { fields: 'id,title,status,variants' }))
        yield listingPage(parsers, answer)
    },
    async *refunds({ from, to }) {
      // No list of refunds of its own: those of the orders that changed.
      const params = { status: 'any', updated_at_min: from.toISOString(), updated_at_max: to.toISOString() }
      for await (const { reading } of pages('orders.json', { ...params, fields: 'id,refunds' })) {
        for (const changed of reading.list('orders').filter((o) => o.list('refunds').length > 0)) {
          yield refundPage(parsers, await ask('GET', `orders/${changed.must('id')}/refunds.json`))
        }
      }
    },
  }
}

/**
 * Asked for in the sequence of their changes: what comes after a page has changed later than everything on it. A page that shows
 * another sequence says nothing of what comes after it.
 */
function endOf(orders: readonly ChannelOrder[]): Date | undefined {
  const times = orders.map((order) => Date.parse(order.modifiedAt))
  const last = times.at(-1)
  return last !== undefined && times.every((at, i) => i === 0 || at >= (times[i - 1] ?? at))
    ? new Date(last)
    : undefined
}

function nextPage(link: string | undefined): string | undefined {
  const next = (link ?? '').split(',').find((part) => part.includes('rel="next"'))
  const url = /<([^>]+)>/.exec(next ?? '')?.[1]
  return url ? (new URL(url).searchParams.get('page_info') ?? undefined) : undefined
}
