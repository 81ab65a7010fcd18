import type { HttpRequest } from '@/lib/adapters/http'
import type { ChannelListing } from '@/lib/adapters/marketplaces/channel-order'
import type { Call, OrderPage, Session } from '@/lib/adapters/marketplaces/connector'
import { listingPage, orderPage, refundPage, rowsOf } from '@/lib/adapters/marketplaces/pages'
import { shipOnce } from '@/lib/adapters/marketplaces/shipped'
import { inGroups } from '@/lib/adapters/marketplaces/stock-answers'
import { ChannelTrouble, type Trouble } from '@/lib/adapters/marketplaces/trouble'
import { wooRequest } from '@/lib/adapters/marketplaces/woocommerce/request'

const size = '100'

export function openWoo(line: Call): Session {
  const { parsers } = line
  const ask = (
    method: HttpRequest['method'],
    path: string,
    params: Readonly<Record<string, string>> = {},
    body?: unknown,
  ) =>
    line.ask('default', (credentials) => wooRequest(line.baseUrl, credentials, line.now(), method, path, params, body))

  const order = async (no: string) => {
    try {
      return orderPage(parsers, (await ask('GET', `orders/${encodeURIComponent(no)}`)).json).orders[0]
    } catch (e) {
      if (e instanceof ChannelTrouble && e.trouble.code === 'http_404') return undefined
      throw e
    }
  }

  /** By number and open to the end: what changes meanwhile enters at its own place and pushes others back, so none is passed over. */
  async function* changed(from: Date): AsyncGenerator<OrderPage> {
    const params = {
      per_page: size,
      status: 'any',
      orderby: 'id',
      order: 'asc',
      modified_after: from.toISOString().slice(0, 19),
      dates_are_gmt: 'true',
    }
    for (let attempt = 1; ; attempt++) {
      const seen = new Set<string>()
      let total = 0
      for (let no = 1, last = 1; no <= last; no++) {
        const { json, http } = await ask('GET', 'orders', { ...params, page: String(no) })
        last = Number(http.headers['x-wp-totalpages'] ?? 1)
        if (no === 1) total = Number(http.headers['x-wp-total'] ?? 0)
        const page = orderPage(parsers, json)
        for (const row of rowsOf(page)) seen.add(row)
        yield page
      }
      if (seen.size >= total) return
      if (attempt >= 3) throw new ChannelTrouble({ kind: 'transient', code: 'pages_missing' })
    }
  }

  async function* variations({ itemId, title }: ChannelListing): AsyncGenerator<ChannelListing[]> {
    for (let no = 1, last = 1; no <= last; no++) {
      const answer = await ask('GET', `products/${itemId}/variations`, { per_page: size, page: String(no) })
      last = Number(answer.http.headers['x-wp-totalpages'] ?? 1)
      yield listingPage(parsers, answer).map((v) => ({
        ...v,
        itemId,
        variationId: v.itemId,
        title: [title, v.title].filter(Boolean).join(' '),
      }))
    }
  }

  return {
    order,
    async test() {
      await ask('GET', 'orders', { per_page: '1' })
    },
    async *orders({ from, to }) {
      // The bound is exclusive, and times are whole seconds.
      for await (const page of changed(new Date(from.getTime() - 1000))) yield page
      yield { orders: [], broken: [], upTo: to }
    },
    ship: ({ channelOrderNo, trackingNo, carrierName }) =>
      shipOnce({ order }, channelOrderNo, async () => {
        // One call says both, and saying it twice changes nothing: there is no shipment of its own in the core.
        await ask(
          'PUT',
          `orders/${encodeURIComponent(channelOrderNo)}`,
          {},
          {
            status: 'completed',
            meta_data: [
              { key: '_tracking_provider', value: carrierName },
              { key: '_tracking_number', value: trackingNo },
            ],
          },
        )
      }),
    // Products in one call, the variations of each product in one of their own.
    stock: (levels) =>
      inGroups(
        levels,
        (level) => (level.variationId ? level.itemId : ''),
        async (group) => {
          const [first] = group
          const path = first?.variationId ? `products/${first.itemId}/variations/batch` : 'products/batch'
          const update = group.map(({ itemId, variationId, quantity }) => ({
            id: Number(variationId || itemId),
            manage_stock: true,
            stock_quantity: quantity,
          }))
          const { reading } = await ask('POST', path, {}, { update })
          // What is refused stands among what was done.
          const refused = new Map(
            reading
              .list('update')
              .filter((row) => row.has('error'))
              .map((row) => [row.text('id'), row.text('error', 'code')]),
          )
          return group.map(({ itemId, variationId }): Trouble | null => {
            const code = refused.get(variationId || itemId)
            return code === undefined ? null : { kind: 'business', code }
          })
        },
      ),
    async *listings() {
      for (let no = 1, last = 1; no <= last; no++) {
        const answer = await ask('GET', 'products', { per_page: size, page: String(no), orderby: 'id', order: 'asc' })
        last = Number(answer.http.headers['x-wp-totalpages'] ?? 1)
        const page = listingPage(parsers, answer)
        // A product with variations is sold by them only.
        const parents = new Set(
          answer.reading
            .list()
            .filter((p) => p.text('type') === 'variable')
            .map((p) => p.text('id')),
        )
        yield page.filter((listing) => !parents.has(listing.itemId))
        for (const parent of page.filter((listing) => parents.has(listing.itemId))) yield* variations(parent)
      }
    },
    async *refunds({ from }) {
      for await (const { orders } of changed(from)) {
        for (const changedOrder of orders.filter((o) => o.status !== 'unpaid')) {
          const answer = await ask('GET', `orders/${changedOrder.channelOrderNo}/refunds`, { per_page: size })
          const refunds = refundPage(parsers, answer)
          if (refunds.length > 0) yield refunds.map((r) => ({ ...r, currency: changedOrder.currency }))
        }
      }
    },
  }
}
