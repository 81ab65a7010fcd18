import { createHmac } from 'node:crypto'
import {
  json,
  type Marketplace,
  pageOf,
  type SimAnswer,
  type SimRequest,
  safeJson,
} from '@/tests/simulators/marketplace'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const key = 'ck_sandbox'
const secret = 'cs_sandbox'

const statuses = {
  unpaid: 'pending',
  paid: 'processing',
  shipped: 'completed',
  delivered: 'completed',
  cancelled: 'cancelled',
} as const

const fail = (status: number, code: string): SimAnswer => ({ status, body: { code, message: code, data: { status } } })
const gmt = (ms: number) => new Date(ms).toISOString().slice(0, 19)
/** The site's own clock, which says no zone: eight hours ahead. */
const site = (ms: number) => gmt(ms + 8 * 3_600_000)
const enc = (text: string) =>
  encodeURIComponent(text).replace(/[!*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

export const woocommerce: Marketplace = {
  credentials: { consumerKey: key, consumerSecret: secret, webhookSecret: 'sandbox-secret' },
  // None is built in; this host answers twenty calls a second.
  limits: { default: { perSecond: 20, burst: 40 } },
  counted: ['GET orders'],
  lists: ['GET orders'],
  operation: ({ method, path }) => `${method} ${path.replace('/wp-json/wc/v3/', '').replace(/\/\d+/g, '/{id}')}`,
  check(world, request) {
    if (!request.path.startsWith('/wp-json/wc/v3/')) return fail(404, 'rest_no_route')
    return signed(world, request) ? undefined : fail(401, 'woocommerce_rest_authentication_error')
  },
  answer(world, request, operation) {
    const ids = [...request.path.matchAll(/\/(\d+)/g)].map((m) => m[1] ?? '')
    const call = calls[operation]
    return call ? call(world, request, ids) : fail(404, 'rest_no_route')
  },
  tooMany: (seconds) => ({
    status: 429,
    headers: { 'retry-after': seconds.toFixed(3) },
    body: '<html>Too Many Requests</html>',
  }),
  later: () => ({ status: 503, body: '<html>Briefly unavailable for scheduled maintenance.</html>' }),
  delivery(world, no, hookSecret) {
    const order = world.orders.get(no)
    const body = JSON.stringify(order ? view(order) : {})
    return {
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-signature': createHmac('sha256', hookSecret).update(body).digest('base64'),
        'x-wc-webhook-delivery-id': `${no}-${order?.modifiedAt ?? 0}`,
      },
      body,
    }
  },
}

/** One-legged OAuth 1.0a over plain HTTP: every parameter of the query is part of what is signed. */
function signed(world: World, { method, base, path, query }: SimRequest): boolean {
  const given = query.get('oauth_signature')
  if (query.get('oauth_consumer_key') !== key || !given) return false
  if (query.get('oauth_signature_method') !== 'HMAC-SHA256') return false
  if (!(Math.abs(Number(query.get('oauth_timestamp')) * 1000 - world.now()) <= 900_000)) return false
  const pairs = [...query]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => `${enc(name)}=${enc(value)}`)
  const text = `${method}&${enc(base + path)}&${enc(pairs.sort().join('&'))}`
  return createHmac('sha256', `${secret}&`).update(text).digest('base64') === given
}

const calls: Readonly<Record<string, (world: World, request: SimRequest, ids: string[]) => SimAnswer>> = {
  'GET orders': listOrders,
  'GET orders/{id}': (world, _request, [id = '']) => {
    const order = world.orders.get(id)
    return order ? json(view(order)) : fail(404, 'woocommerce_rest_shop_order_invalid_id')
  },
  'PUT orders/{id}': (world, { body }, [id = '']) => {
    const order = world.orders.get(id)
    const params = safeJson(body) as { status?: string; meta_data?: { key: string; value: string }[] } | undefined
    if (!order || !params) return fail(404, 'woocommerce_rest_shop_order_invalid_id')
    // A key that is there is overwritten. The core has no shipment: saying the same again is no error and changes nothing.
    const texts = (name: string) => params.meta_data?.find((m) => m.key === name)?.value.split(', ')
    const carriers = texts('_tracking_provider') ?? []
    const numbers = texts('_tracking_number')
    const at = new Date(world.now()).toISOString()
    if (numbers)
      order.confirmed = numbers.map((trackingNo, i) => ({ carrier: carriers[i] ?? '', trackingNo, lines: [], at }))
    if (params.status === 'completed' && order.status === 'paid') order.status = 'shipped'
    order.modifiedAt = world.now()
    return json(view(order))
  },
  'GET orders/{id}/refunds': (world, { base, path }, [id = '']) =>
    json(
      (world.orders.get(id)?.refunds ?? [])
        .filter((r) => r.status === 'refunded')
        .map((r) => ({
          id: Number(r.no),
          date_created_gmt: gmt(r.at),
          amount: decimal(r.amount),
          reason: r.reason,
          refunded_by: 1,
          refunded_payment: true,
          _links: { up: [{ href: base + path.replace(/\/refunds$/, '') }] },
        })),
    ),
  'GET products': (world, { query }) => {
    const size = Number(query.get('per_page') ?? 10)
    const products = [...new Map(world.listings.map((l) => [l.itemId, l])).values()]
    const page = pageOf(products, Number(query.get('page') ?? 1), size).map((l) =>
      l.variationId === '' ? product(l) : { ...product(l), sku: '', type: 'variable', stock_quantity: null },
    )
    return json(page, totals(products.length, size))
  },
  'GET products/{id}/variations': (world, { query }, [id]) => {
    const size = Number(query.get('per_page') ?? 10)
    const all = world.listings.filter((l) => l.itemId === id && l.variationId !== '')
    const page = pageOf(all, Number(query.get('page') ?? 1), size).map((l) => ({
      ...product(l),
      id: Number(l.variationId),
    }))
    return json(page, totals(all.length, size))
  },
  'POST products/batch': (world, { body }) => setMany(world, body, (id) => [String(id), '']),
  'POST products/{id}/variations/batch': (world, { body }, [id = '']) =>
    setMany(world, body, (variation) => [id, String(variation)]),
  'GET products/{id}': (world, _request, [id]) => {
    const found = world.listings.find((l) => l.itemId === id)
    return found ? json(product(found)) : fail(404, 'woocommerce_rest_product_invalid_id')
  },
  'PUT products/{id}': (world, { body }, [id]) => setStock(world, id, '', body),
  'PUT products/{id}/variations/{id}': (world, { body }, [id, variation]) => setStock(world, id, variation ?? '', body),
}

function product(l: World['listings'][number]) {
  return {
    id: Number(l.itemId),
    name: l.title,
    sku: l.sku,
    type: 'simple',
    status: 'publish',
    price: decimal(l.price),
    manage_stock: true,
    stock_status: 'instock',
    stock_quantity: l.quantity,
  }
}

function setStock(world: World, id: string | undefined, variation: string, body: string): SimAnswer {
  const found = world.listings.find((l) => l.itemId === id && l.variationId === variation)
  if (!found) return fail(404, 'woocommerce_rest_product_invalid_id')
  world.setStock(found, Number(safeJson(body)?.stock_quantity))
  return json(product(found))
}

/** Each row by itself: what is wrong with one stands among the others. */
function setMany(world: World, body: string, place: (id: number) => [item: string, variation: string]): SimAnswer {
  const rows = (safeJson(body)?.update ?? []) as { id: number; stock_quantity: number }[]
  if (rows.length > 100) return fail(413, 'woocommerce_rest_request_entity_too_large')
  const update = rows.map(({ id, stock_quantity }) => {
    const [item, variation] = place(id)
    const found = world.listings.find((l) => l.itemId === item && l.variationId === variation)
    if (!found) return { id, error: { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.' } }
    world.setStock(found, stock_quantity)
    return { ...product(found), id }
  })
  return json({ update })
}

const totals = (count: number, size: number) => ({
  'x-wp-total': String(count),
  'x-wp-totalpages': String(Math.max(1, Math.ceil(count / size))),
})

function listOrders(world: World, { query, fault }: SimRequest): SimAnswer {
  const size = Number(query.get('per_page') ?? 10)
  if (!(size >= 1 && size <= 100)) return fail(400, 'rest_invalid_param')
  const utc = query.get('dates_are_gmt') === 'true'
  const bound = (name: string) => {
    const text = query.get(name)
    return text ? Date.parse(`${text}Z`) - (utc ? 0 : 8 * 3_600_000) : undefined
  }
  const all = world
    .changed((bound('modified_after') ?? -1) + 1, bound('modified_before') ?? Number.MAX_SAFE_INTEGER)
    .sort((a, b) => (query.get('order') === 'asc' ? 1 : -1) * (Number(a.no) - Number(b.no)))
  const page = pageOf(all, Number(query.get('page') ?? 1), size)
  return json(world.faults.page(page, fault).map(view), totals(all.length, size))
}

function view(o: SimOrder) {
  const address = {
    first_name: o.buyer.name,
    last_name: '',
    company: '',
    address_1: o.address.line1,
    address_2: '',
    city: o.address.city,
    state: o.address.province,
    postcode: o.address.postcode,
    country: o.address.country,
  }
  const [first] = o.lines
  return {
    id: Number(o.no),
    number: o.no,
    order_key: `wc_order_${o.no}`,
    status: statuses[o.status],
    currency: o.currency,
    date_created: site(o.createdAt),
    date_created_gmt: gmt(o.createdAt),
    date_modified: site(o.modifiedAt),
    date_modified_gmt: gmt(o.modifiedAt),
    date_paid_gmt: o.paidAt === null ? null : gmt(o.paidAt),
    discount_total: decimal(o.discount),
    shipping_total: decimal(o.freight),
    total: decimal(totalOf(o)),
    total_tax: '0.00',
    prices_include_tax: false,
    customer_id: 0,
    customer_note: o.note,
    billing: { ...address, email: o.buyer.email, phone: o.address.phone },
    shipping: address,
    line_items: o.lines.map((l) => {
      const before = l.price * l.quantity
      // A coupon of the order is taken off its first line.
      const off = l.discount + (l === first ? o.discount : 0)
      return {
        id: Number(l.no),
        name: l.title,
        product_id: Number(l.itemId || 1),
        variation_id: Number(l.variationId || 0),
        quantity: l.quantity,
        sku: l.sku,
        subtotal: decimal(before),
        total: decimal(before - off),
        price: l.price / 100,
      }
    }),
    fee_lines: [],
    meta_data:
      o.confirmed.length === 0
        ? []
        : [
            { id: 1, key: '_tracking_provider', value: o.confirmed.map((c) => c.carrier).join(', ') },
            { id: 2, key: '_tracking_number', value: o.confirmed.map((c) => c.trackingNo).join(', ') },
          ],
    refunds: o.refunds
      .filter((r) => r.status === 'refunded')
      .map((r) => ({ id: Number(r.no), reason: r.reason, total: decimal(-r.amount) })),
  }
}
