import { createHmac } from 'node:crypto'
import { json, type Marketplace, type SimAnswer, type SimRequest, safeJson } from '@/tests/simulators/marketplace'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const token = 'sandbox-admin-token'
const apiKey = 'sandbox-key'
const apiSecret = 'sandbox-secret'
const rate = { perSecond: 2, burst: 40 }

/** A store east of Greenwich: its times carry its own offset. */
const stamp = (ms: number) => `${new Date(ms + 2 * 3_600_000).toISOString().slice(0, 19)}+02:00`

const fail = (status: number, errors: unknown): SimAnswer => ({ status, body: { errors } })

export const shopify: Marketplace = {
  credentials: { accessToken: token, apiKey, apiSecret },
  // One bucket for all calls of a shop.
  limits: { default: rate },
  counted: [],
  lists: ['GET orders.json'],
  permission: {
    path: '/admin/oauth/authorize',
    answer(code, state) {
      const params = { code, shop: 'sandbox.myshopify.com', state, timestamp: String(Math.floor(Date.now() / 1000)) }
      const text = Object.entries(params)
        .map(([key, value]) => `${key}=${value}`)
        .join('&')
      return { ...params, hmac: createHmac('sha256', apiSecret).update(text).digest('hex') }
    },
  },
  operation: ({ method, path }) => `${method} ${path.replace(/^\/admin\/api\/[^/]+\//, '').replace(/\/\d+/g, '/{id}')}`,
  check(_world, { path, headers }) {
    if (path === '/admin/oauth/access_token') return undefined
    if (!/^\/admin\/api\/20\d\d-(01|04|07|10)\//.test(path)) return fail(404, 'Not Found')
    if (headers['x-shopify-access-token'] !== token)
      return fail(401, '[API] Invalid API key or access token (unrecognized login or wrong password)')
    return undefined
  },
  answer(world, request, operation) {
    const ids = [...request.path.matchAll(/\/(\d+)/g)].map((m) => m[1] ?? '')
    const call = calls[operation]
    return call ? call(world, request, ids.at(-1) ?? '') : fail(404, 'Not Found')
  },
  tooMany: (seconds) => ({
    status: 429,
    headers: { 'retry-after': seconds.toFixed(3), 'x-shopify-shop-api-call-limit': '40/40' },
    body: {
      errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
    },
  }),
  later: () => ({ status: 503, body: { errors: 'Service Unavailable' } }),
  delivery(world, no, secret) {
    const order = world.orders.get(no)
    const body = JSON.stringify(order ? view(world, order) : {})
    const hmac = createHmac('sha256', secret).update(body).digest('base64')
    return {
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/updated',
        'x-shopify-hmac-sha256': hmac,
        'x-shopify-webhook-id': `${no}-${order?.modifiedAt ?? 0}`,
      },
      body,
    }
  },
}

const calls: Readonly<Record<string, (world: World, request: SimRequest, id: string) => SimAnswer>> = {
  'GET shop.json': () => json({ shop: { id: 1, name: 'Sandbox', currency: 'USD' } }),
  'GET locations.json': () => json({ locations: [{ id: 655441491, name: 'Main', active: true }] }),
  'GET orders.json': listOrders,
  'GET orders/{id}.json': (world, _request, id) => {
    const order = world.orders.get(id)
    return order ? json({ order: view(world, order) }) : fail(404, 'Not Found')
  },
  'GET orders/{id}/fulfillment_orders.json': (world, _request, id) => {
    const order = world.orders.get(id)
    return order ? json({ fulfillment_orders: [fulfilmentOrder(world, order)] }) : fail(404, 'Not Found')
  },
  'POST fulfillments.json': fulfil,
  'POST fulfillments/{id}/update_tracking.json': (world, { body }, id) => {
    const info = (safeJson(body)?.fulfillment as { tracking_info?: { number?: string; company?: string } } | undefined)
      ?.tracking_info
    for (const order of world.orders.values()) {
      const parcel = order.confirmed.find((_, i) => parcelId(order, i) === Number(id))
      if (!parcel || !info?.number) continue
      Object.assign(parcel, { trackingNo: info.number, carrier: info.company ?? '' })
      order.modifiedAt = world.now()
      return json({ fulfillment: { id: Number(id), order_id: Number(order.no), status: 'success' } })
    }
    return fail(404, 'Not Found')
  },
  'POST /admin/oauth/access_token': (world, { body }) => {
    const params = safeJson(body) ?? {}
    const known = params.client_id === apiKey && params.client_secret === apiSecret
    return known && world.tokens.exchange(String(params.code))
      ? json({ access_token: token, scope: 'read_orders' })
      : fail(400, 'invalid_request')
  },
  'GET variants/{id}.json': (world, _request, id) => {
    const found = world.listings.find((l) => l.variationId === id)
    return found ? json({ variant: { id: Number(id), inventory_item_id: Number(id) + 1 } }) : fail(404, 'Not Found')
  },
  'POST inventory_levels/set.json': (world, { body }) => {
    const params = safeJson(body) ?? {}
    const found = world.listings.find((l) => Number(l.variationId) + 1 === params.inventory_item_id)
    if (!found) return fail(404, 'Not Found')
    world.setStock(found, Number(params.available))
    return json({ inventory_level: { inventory_item_id: params.inventory_item_id, available: found.quantity } })
  },
  'GET products.json': (world) =>
    json({
      products: world.listings.map((l) => ({
        id: Number(l.itemId),
        title: l.title,
        variants: [
          {
            id: Number(l.variationId),
            product_id: Number(l.itemId),
            sku: l.sku,
            title: l.title,
            inventory_quantity: l.quantity,
            price: decimal(l.price),
          },
        ],
      })),
    }),
  'GET orders/{id}/refunds.json': (world, _request, id) =>
    json({
      refunds: (world.orders.get(id)?.refunds ?? [])
        .filter((r) => r.status === 'refunded')
        .map((r) => ({
          id: Number(r.no),
          order_id: Number(id),
          created_at: stamp(r.at),
          processed_at: stamp(r.at),
          note: r.reason,
          refund_line_items: [],
          transactions: [{ kind: 'refund', amount: decimal(r.amount), currency: 'USD' }],
        })),
    }),
}

/** `page_info` is opaque and carries the whole question; with it nothing but `limit` may be said. */
function listOrders(world: World, { query, base, path, fault }: SimRequest): SimAnswer {
  const info = query.get('page_info')
  const limit = Number(query.get('limit') ?? 50)
  if (!(limit >= 1 && limit <= 250)) return fail(400, { limit: 'is out of range' })
  if (info && [...query.keys()].some((key) => !['page_info', 'limit', 'fields'].includes(key)))
    return fail(400, { page_info: 'cannot be used with other parameters' })
  const state = info
    ? (safeJson(Buffer.from(info, 'base64url').toString()) ?? {})
    : {
        min: query.get('updated_at_min'),
        max: query.get('updated_at_max'),
        status: query.get('status') ?? 'open',
        after: [0, ''],
      }
  const [afterAt, afterNo] = state.after as [number, string]
  const all = world
    .changed(Date.parse(String(state.min ?? stamp(0))), Date.parse(String(state.max ?? stamp(world.now()))))
    .filter((o) => state.status === 'any' || o.status === 'paid' || o.status === 'unpaid')
    .sort((a, b) => a.modifiedAt - b.modifiedAt || (a.no < b.no ? -1 : 1))
    .filter((o) => o.modifiedAt > afterAt || (o.modifiedAt === afterAt && o.no > afterNo))
  const page = all.slice(0, limit)
  const last = page.at(-1)
  const more = last && all.length > limit
  const next = more
    ? Buffer.from(JSON.stringify({ ...state, after: [last.modifiedAt, last.no] })).toString('base64url')
    : undefined
  const link = next && { link: `<${base}${path}?limit=${limit}&page_info=${next}>; rel="next"` }
  return json(
    { orders: world.faults.page(page, fault).map((o) => view(world, o)) },
    { ...link, 'x-shopify-shop-api-call-limit': '1/40' },
  )
}

function fulfil(world: World, { body }: SimRequest): SimAnswer {
  const params = (safeJson(body)?.fulfillment ?? {}) as {
    line_items_by_fulfillment_order?: {
      fulfillment_order_id: number
      fulfillment_order_line_items?: { id: number; quantity: number }[]
    }[]
    tracking_info?: { number?: string; company?: string }
  }
  const [part] = params.line_items_by_fulfillment_order ?? []
  const order = world.orders.get(String((part?.fulfillment_order_id ?? 0) - 1))
  const { number, company = '' } = params.tracking_info ?? {}
  if (!part || !order || !number) return fail(422, { base: ['Fulfillment order does not exist.'] })
  const items =
    part.fulfillment_order_line_items ??
    order.lines.map((l) => ({ id: Number(l.no), quantity: world.left(order, l.no) }))
  const lines = items.map(({ id, quantity }) => ({ no: String(id), quantity }))
  if (lines.some((l) => l.quantity > world.left(order, l.no)))
    return fail(422, { base: ['Invalid fulfillment order line item quantity requested.'] })
  if (!world.confirm(order, { carrier: company, trackingNo: number, lines }, false))
    return fail(422, { base: ['Fulfillment order is not open.'] })
  const id = parcelId(order, order.confirmed.length - 1)
  return { status: 201, body: { fulfillment: { id, order_id: Number(order.no), status: 'success' } } }
}

const parcelId = (o: SimOrder, i: number) => Number(o.no) * 10 + i

function fulfilmentOrder(world: World, o: SimOrder) {
  return {
    id: Number(o.no) + 1,
    order_id: Number(o.no),
    status: o.status !== 'paid' ? 'closed' : o.confirmed.length > 0 ? 'in_progress' : 'open',
    line_items: o.lines.map((l) => ({
      id: Number(l.no),
      line_item_id: Number(l.no),
      quantity: l.quantity,
      fulfillable_quantity: world.left(o, l.no),
    })),
  }
}

function view(world: World, o: SimOrder) {
  const paid = o.status !== 'unpaid' && o.status !== 'cancelled'
  const goods = o.lines.reduce((sum, l) => sum + l.price * l.quantity, 0)
  return {
    id: Number(o.no),
    name: `#${o.no.slice(-6)}`,
    created_at: stamp(o.createdAt),
    updated_at: new Date(o.modifiedAt).toISOString(),
    processed_at: stamp(o.paidAt ?? o.createdAt),
    cancelled_at: o.status === 'cancelled' ? stamp(o.modifiedAt) : null,
    currency: o.currency,
    taxes_included: false,
    total_tax: '0.00',
    total_price: decimal(totalOf(o)),
    subtotal_price: decimal(goods),
    total_discounts: decimal(o.discount),
    financial_status: paid ? 'paid' : o.status === 'cancelled' ? 'voided' : 'pending',
    fulfillment_status:
      o.status === 'shipped' || o.status === 'delivered' ? 'fulfilled' : o.confirmed.length > 0 ? 'partial' : null,
    fulfillments: parcels(o),
    email: o.buyer.email,
    note: o.note === '' ? null : o.note,
    customer: { id: 1, first_name: o.buyer.name, last_name: '' },
    shipping_address: {
      name: o.buyer.name,
      address1: o.address.line1,
      address2: '',
      city: o.address.city,
      province: o.address.province,
      country_code: o.address.country,
      zip: o.address.postcode,
      phone: o.address.phone,
    },
    shipping_lines:
      o.freight > 0 ? [{ title: 'Standard', price: decimal(o.freight), discounted_price: decimal(o.freight) }] : [],
    line_items: o.lines.map((l, i) => ({
      id: Number(l.no),
      sku: l.sku,
      ...(l.itemId !== '' && { product_id: Number(l.itemId), variant_id: Number(l.variationId) }),
      title: l.title,
      variant_title: null,
      quantity: l.quantity,
      fulfillable_quantity: o.status === 'paid' ? world.left(o, l.no) : 0,
      fulfillment_status: sentOf(o, l.quantity, world.left(o, l.no)),
      price: decimal(l.price),
      total_discount: '0.00',
      // The order's discount falls on its first line here, as one allocation more.
      discount_allocations: [
        ...(l.discount > 0 ? [{ amount: decimal(l.discount) }] : []),
        ...(i === 0 && o.discount > 0 ? [{ amount: decimal(o.discount) }] : []),
      ],
    })),
    refunds: o.refunds.filter((r) => r.status === 'refunded').map((r) => ({ id: Number(r.no) })),
  }
}

function sentOf(o: SimOrder, quantity: number, left: number): 'fulfilled' | 'partial' | null {
  if (o.status === 'shipped' || o.status === 'delivered' || left === 0) return 'fulfilled'
  return left < quantity ? 'partial' : null
}

/** What arrived, or was shipped by other hands, has one parcel without a number. */
function parcels(o: SimOrder) {
  const gone = o.status === 'shipped' || o.status === 'delivered'
  const shipment_status = o.status === 'delivered' ? 'delivered' : 'in_transit'
  if (o.confirmed.length === 0) return gone ? [{ id: parcelId(o, 0), status: 'success', shipment_status }] : []
  return o.confirmed.map((c, i) => ({
    id: parcelId(o, i),
    status: 'success',
    shipment_status,
    tracking_company: c.carrier,
    tracking_number: c.trackingNo,
    tracking_numbers: [c.trackingNo],
    line_items: c.lines.map((l) => ({ id: Number(l.no), quantity: l.quantity })),
  }))
}
