import type { ChannelListing, ChannelRefund } from '@/lib/adapters/marketplaces/channel-order'
import type { Call, OrderPage, Range, Session } from '@/lib/adapters/marketplaces/connector'
import { listingPage, orderPage, refundPage, rowsOf } from '@/lib/adapters/marketplaces/pages'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { inGroups } from '@/lib/adapters/marketplaces/stock-answers'
import { ChannelTrouble, type Trouble } from '@/lib/adapters/marketplaces/trouble'
import { lastToFirst, windows } from '@/lib/adapters/marketplaces/windows'
import { wooRequest } from '@/lib/adapters/marketplaces/woocommerce/request'
import { shipWoo, type WooAsk } from '@/lib/adapters/marketplaces/woocommerce/ship'

const size = '100'
/** A long past is read in days, so that what breaks off does not begin at its first page again. */
const windowMs = 24 * 3_600_000

type Changed = OrderPage & { reading: Reading }

export function openWoo(line: Call): Session {
  const { parsers } = line
  const ask: WooAsk = (method, path, params = {}, body = undefined) =>
    line.ask('default', (credentials) => wooRequest(line.baseUrl, credentials, line.now(), method, path, params, body))

  const order = async (no: string) => {
    try {
      return orderPage(parsers, (await ask('GET', `orders/${encodeURIComponent(no)}`)).json).orders[0]
    } catch (e) {
      if (e instanceof ChannelTrouble && e.trouble.code === 'http_404') return undefined
      throw e
    }
  }

  /** The bounds are exclusive, and times are whole seconds. */
  const asked = (from: Date, to?: Date) => ({
    per_page: size,
    status: 'any',
    orderby: 'id',
    order: 'asc',
    modified_after: new Date(from.getTime() - 1000).toISOString().slice(0, 19),
    ...(to && { modified_before: to.toISOString().slice(0, 19) }),
    dates_are_gmt: 'true',
  })

  /**
   * By number and open to the end: what changes meanwhile enters at its own place and pushes others back, so none is passed over.
   */
  async function* changed(from: Date): AsyncGenerator<Changed> {
    const params = asked(from)
    for (let attempt = 1; ; attempt++) {
      const seen = new Set<string>()
      let total = 0
      for (let no = 1, last = 1; no <= last; no++) {
        const { json, reading, http } = await ask('GET', 'orders', { ...params, page: String(no) })
        last = Number(http.headers['x-wp-totalpages'] ?? 1)
        if (no === 1) total = Number(http.headers['x-wp-total'] ?? 0)
        const page = orderPage(parsers, json)
        for (const row of rowsOf(page)) seen.add(row)
        yield { ...page, reading }
      }
      if (seen.size >= total) return
      if (attempt >= 3) throw new ChannelTrouble({ kind: 'transient', code: 'pages_missing' })
    }
  }

  /** A piece of the past is only ever left, which moves those behind it to the front: read from the last page to the first. */
  const past = (window: Range) =>
    lastToFirst(Number(size), rowsOf, async () => {
      const params = asked(window.from, window.to)
      const { http } = await ask('GET', 'orders', { ...params, per_page: '1' })
      const total = Number(http.headers['x-wp-total'] ?? 0)
      const page = async (no: number) =>
        orderPage(parsers, (await ask('GET', 'orders', { ...params, page: String(no) })).json)
      return { total, page }
    })

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
      const pieces = windows({ from, to }, windowMs)
      for (const window of pieces.slice(0, -1)) {
        yield* past(window)
        yield { orders: [], broken: [], upTo: window.to }
      }
      for await (const { orders, broken } of changed(pieces.at(-1)?.from ?? from)) yield { orders, broken }
      yield { orders: [], broken: [], upTo: to }
    },
    ship: (shipment) => shipWoo(ask, shipment),
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
      for await (const { reading } of changed(from)) {
        const found: ChannelRefund[] = []
        // An order's own page says which refunds it has, though not when: only these are asked for.
        for (const order of reading.list().filter((o) => o.text('id') !== '' && o.list('refunds').length > 0)) {
          const answer = await ask('GET', `orders/${order.must('id')}/refunds`, { per_page: size })
          for (const refund of refundPage(parsers, answer)) found.push({ ...refund, currency: order.text('currency') })
        }
        yield found
      }
    },
  }
}
