import { json, type Marketplace, type SimAnswer, type SimRequest, safeJson } from '@/tests/simulators/marketplace'
import { type Confirmation, decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const applicationId = 'amzn1.sp.solution.sandbox'
const client = { clientId: 'amzn1.application-oa2-client.sandbox', clientSecret: 'sandbox-secret' }
const marketplaceId = 'ATVPDKIKX0DER'
const sellerId = 'A2SANDBOX'

const fail = (status: number, code: string, message = code): SimAnswer => ({
  status,
  body: { errors: [{ code, message, details: '' }] },
})
const iso = (ms: number) => new Date(ms).toISOString()
const minutes2 = 120_000

export const amazon: Marketplace = {
  credentials: { applicationId, ...client, refreshToken: 'sandbox-refresh-0', sellerId, marketplaceId },
  limits: {
    getOrders: { perSecond: 0.0167, burst: 20 },
    searchOrders: { perSecond: 0.0056, burst: 20 },
    getOrder: { perSecond: 0.5, burst: 30 },
    getOrderV0: { perSecond: 0.5, burst: 30 },
    getOrderItems: { perSecond: 0.5, burst: 30 },
    confirmShipment: { perSecond: 2, burst: 10 },
    patchListingsItem: { perSecond: 5, burst: 5 },
    searchListingsItems: { perSecond: 5, burst: 5 },
    createRestrictedDataToken: { perSecond: 1, burst: 10 },
    getMarketplaceParticipations: { perSecond: 0.016, burst: 15 },
    token: { perSecond: 1, burst: 20 },
    default: { perSecond: 1, burst: 5 },
  },
  counted: [],
  lists: ['getOrders', 'searchOrders'],
  permission: {
    path: '/apps/authorize/consent',
    answer: (code, state) => ({ spapi_oauth_code: code, selling_partner_id: sellerId, state }),
  },
  operation({ method, path }) {
    const route = `${method} ${path}`
    return routes.find(([shape]) => shape.test(route))?.[1] ?? 'none'
  },
  check(world, { headers }, operation) {
    if (operation === 'none') return fail(404, 'NotFound')
    if (operation === 'token') return undefined
    const token = headers['x-amz-access-token'] ?? ''
    const restricted = token.startsWith('sandbox-rdt-') ? token.replace('rdt', 'access') : token
    return world.tokens.good(restricted)
      ? undefined
      : fail(403, 'Unauthorized', 'The access token you provided has expired.')
  },
  answer(world, request, operation) {
    const id = decodeURIComponent(
      /\/orders\/([^/]+)/.exec(
        request.path.replace('/2026-01-01/', '/').replace(/^\/orders\/(v0\/)?orders/, '/orders'),
      )?.[1] ?? '',
    )
    const call = calls[operation]
    return call ? call(world, request, id) : fail(404, 'NotFound')
  },
  tooMany: (_seconds, perSecond) => ({
    status: 429,
    headers: { 'x-amzn-ratelimit-limit': String(perSecond) },
    body: { errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' }] },
  }),
  later: () => fail(503, 'ServiceUnavailable'),
}

const routes: [RegExp, string][] = [
  [/^POST \/auth\/o2\/token$/, 'token'],
  [/^GET \/orders\/2026-01-01\/orders$/, 'searchOrders'],
  [/^GET \/orders\/2026-01-01\/orders\/[^/]+$/, 'getOrder'],
  [/^GET \/orders\/v0\/orders$/, 'getOrders'],
  [/^GET \/orders\/v0\/orders\/[^/]+$/, 'getOrderV0'],
  [/^GET \/orders\/v0\/orders\/[^/]+\/orderItems$/, 'getOrderItems'],
  [/^POST \/orders\/v0\/orders\/[^/]+\/shipmentConfirmation$/, 'confirmShipment'],
  [/^POST \/tokens\/2021-03-01\/restrictedDataToken$/, 'createRestrictedDataToken'],
  [/^GET \/sellers\/v1\/marketplaceParticipations$/, 'getMarketplaceParticipations'],
  [/^PATCH \/listings\/2021-08-01\/items\/[^/]+\/[^/]+$/, 'patchListingsItem'],
  [/^GET \/listings\/2021-08-01\/items\/[^/]+$/, 'searchListingsItems'],
]

const calls: Readonly<Record<string, (world: World, request: SimRequest, id: string) => SimAnswer>> = {
  token(world, { body }) {
    const params = new URLSearchParams(body)
    const known = params.get('client_id') === client.clientId && params.get('client_secret') === client.clientSecret
    if (!known) return { status: 401, body: { error: 'invalid_client' } }
    if (params.get('grant_type') === 'authorization_code') {
      const given = world.tokens.exchange(params.get('code') ?? '')
      if (!given) return { status: 400, body: { error: 'invalid_grant' } }
      return json({ access_token: given.access, refresh_token: given.refresh, token_type: 'bearer', expires_in: 3600 })
    }
    const refresh = params.get('refresh_token') ?? ''
    const access = params.get('grant_type') === 'refresh_token' ? world.tokens.reissue(refresh) : undefined
    if (!access) return { status: 400, body: { error: 'invalid_grant' } }
    return json({ access_token: access, refresh_token: refresh, token_type: 'bearer', expires_in: 3600 })
  },
  getMarketplaceParticipations: () => json({ payload: [{ marketplace: { id: marketplaceId } }] }),
  searchOrders(world, { query, fault }) {
    const found = listed(world, query, {
      after: 'lastUpdatedAfter',
      before: 'lastUpdatedBefore',
      size: 'maxResultsPerPage',
      next: 'paginationToken',
      places: 'marketplaceIds',
    })
    if ('status' in found) return found
    const orders = world.faults.page(found.rows, fault).map(modern)
    return json({ orders, ...(found.next && { pagination: { nextToken: found.next } }) })
  },
  getOrders(world, { query, fault, headers }) {
    const found = listed(world, query, {
      after: 'LastUpdatedAfter',
      before: 'LastUpdatedBefore',
      size: 'MaxResultsPerPage',
      next: 'NextToken',
      places: 'MarketplaceIds',
    })
    if ('status' in found) return found
    const clear = headers['x-amz-access-token']?.startsWith('sandbox-rdt-') ?? false
    const Orders = world.faults.page(found.rows, fault).map((o) => v0(o, clear))
    return json({ payload: { Orders, ...(found.next && { NextToken: found.next }) } })
  },
  getOrder: (world, _request, id) => {
    const order = world.orders.get(id)
    return order ? json({ order: modern(order) }) : fail(404, 'NotFound')
  },
  getOrderV0: (world, _request, id) => {
    const order = world.orders.get(id)
    return order ? json({ payload: v0(order, true) }) : fail(404, 'NotFound')
  },
  getOrderItems(world, _request, id) {
    const order = world.orders.get(id)
    if (!order) return fail(404, 'NotFound')
    const OrderItems = order.lines.map((l, i) => ({
      OrderItemId: l.no,
      SellerSKU: l.sku,
      ASIN: l.itemId || 'B000SANDBX',
      Title: l.title,
      QuantityOrdered: l.quantity,
      QuantityShipped: shippedOf(order, l.no),
      ItemPrice: v0Money(l.price * l.quantity, order),
      // The order's discount and freight are told on its first item.
      PromotionDiscount: v0Money(l.discount + (i === 0 ? order.discount : 0), order),
      ShippingPrice: v0Money(i === 0 ? order.freight : 0, order),
    }))
    return json({ payload: { AmazonOrderId: order.no, OrderItems } })
  },
  createRestrictedDataToken: (_world, { headers }) =>
    json({ restrictedDataToken: (headers['x-amz-access-token'] ?? '').replace('access', 'rdt'), expiresIn: 3600 }),
  confirmShipment(world, { body }, id) {
    const order = world.orders.get(id)
    const params = safeJson(body)
    const parcel = params?.packageDetail as
      | {
          packageReferenceId?: string
          carrierName?: string
          trackingNumber?: string
          orderItems?: { orderItemId: string; quantity: number }[]
        }
      | undefined
    if (!order) return fail(404, 'NotFound')
    if (
      params?.marketplaceId !== marketplaceId ||
      !parcel?.packageReferenceId ||
      !parcel.trackingNumber ||
      !parcel.orderItems?.length
    )
      return fail(400, 'InvalidInput')
    const lines = parcel.orderItems.map((i) => ({ no: i.orderItemId, quantity: i.quantity }))
    if (lines.some((l) => !order.lines.some((o) => o.no === l.no))) return fail(400, 'InvalidInput')
    const { packageReferenceId: reference, trackingNumber: trackingNo, carrierName: carrier = '' } = parcel
    // The same parcel again replaces itself.
    const known = order.confirmed.find((c) => c.reference === reference)
    if (known) {
      if (lines.some((l) => l.quantity > world.left(order, l.no) + quantityIn(known, l.no))) return notOpen()
      Object.assign(known, { trackingNo, carrier, lines })
      order.modifiedAt = world.now()
    } else if (!world.confirm(order, { carrier, trackingNo, lines, reference }, false)) return notOpen()
    return { status: 204, body: '' }
  },
  patchListingsItem(world, { path, body, query }) {
    const sku = decodeURIComponent(path.split('/').at(-1) ?? '')
    const found = world.listings.find((l) => l.sku === sku)
    const patches = safeJson(body)?.patches as { path: string; value: { quantity: number }[] }[] | undefined
    if (!found || query.get('marketplaceIds') !== marketplaceId) return fail(404, 'NotFound')
    const value = patches?.find((p) => p.path === '/attributes/fulfillment_availability')?.value[0]
    if (!value) return json({ sku, status: 'INVALID', submissionId: 'sim', issues: [] })
    world.setStock(found, value.quantity)
    return json({ sku, status: 'ACCEPTED', submissionId: 'sim', issues: [] })
  },
  searchListingsItems: (world) =>
    json({
      numberOfResults: world.listings.length,
      items: world.listings.map((l) => ({
        sku: l.sku,
        summaries: [{ marketplaceId, asin: l.itemId, itemName: l.title, status: ['BUYABLE', 'DISCOVERABLE'] }],
        fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: l.quantity }],
      })),
    }),
}

const notOpen = () => fail(400, 'InvalidInput', 'The order is not unshipped.')

const quantityIn = ({ lines }: Confirmation, no: string) => lines.find((l) => l.no === no)?.quantity ?? 0

const shippedOf = (o: SimOrder, no: string) => o.confirmed.reduce((sum, c) => sum + quantityIn(c, no), 0)

type Names = { after: string; before: string; size: string; next: string; places: string }

/** Both versions of the list ask the same by other names. */
function listed(world: World, query: URLSearchParams, names: Names): { rows: SimOrder[]; next?: string } | SimAnswer {
  const [after, before] = [
    Date.parse(query.get(names.after) ?? ''),
    Date.parse(query.get(names.before) ?? iso(world.now() - minutes2)),
  ]
  const size = Number(query.get(names.size) ?? 100)
  if (query.get(names.places) !== marketplaceId || !(size >= 1 && size <= 100) || !(after <= before))
    return fail(400, 'InvalidInput')
  if (before > world.now() - minutes2)
    return fail(400, 'InvalidInput', `${names.before} must be at least two minutes ago`)
  const token = query.get(names.next)
  const [afterAt = 0, afterNo = ''] = token
    ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as [number, string])
    : []
  const all = world
    .changed(after, before)
    .sort((a, b) => a.modifiedAt - b.modifiedAt || (a.no < b.no ? -1 : 1))
    .filter((o) => o.modifiedAt > afterAt || (o.modifiedAt === afterAt && o.no > afterNo))
  const rows = all.slice(0, size)
  const last = rows.at(-1)
  if (!last || all.length <= size) return { rows }
  return { rows, next: Buffer.from(JSON.stringify([last.modifiedAt, last.no])).toString('base64url') }
}

const v0Money = (cents: number, o: SimOrder) => ({ CurrencyCode: o.currency, Amount: decimal(cents) })
const money = (cents: number, o: SimOrder) => ({ amount: decimal(cents), currencyCode: o.currency })

const v0Status = {
  unpaid: 'Pending',
  paid: 'Unshipped',
  shipped: 'Shipped',
  delivered: 'Shipped',
  cancelled: 'Canceled',
} as const

function v0(o: SimOrder, clear: boolean) {
  const { address } = o
  return {
    AmazonOrderId: o.no,
    PurchaseDate: iso(o.createdAt),
    LastUpdateDate: iso(o.modifiedAt),
    OrderStatus: o.status === 'paid' && o.confirmed.length > 0 ? 'PartiallyShipped' : v0Status[o.status],
    FulfillmentChannel: 'MFN',
    MarketplaceId: marketplaceId,
    // What is pending has no amount yet.
    ...(o.status !== 'unpaid' && { OrderTotal: v0Money(totalOf(o), o) }),
    LatestShipDate: iso(o.createdAt + 2 * 86_400_000),
    ...(clear && {
      BuyerInfo: { BuyerEmail: o.buyer.email, BuyerName: o.buyer.name },
      ShippingAddress: {
        Name: o.buyer.name,
        AddressLine1: address.line1,
        City: address.city,
        StateOrRegion: address.province,
        PostalCode: address.postcode,
        CountryCode: address.country,
        Phone: address.phone,
      },
    }),
  }
}

const status = {
  unpaid: 'PENDING',
  paid: 'UNSHIPPED',
  shipped: 'SHIPPED',
  delivered: 'SHIPPED',
  cancelled: 'CANCELLED',
} as const

function modern(o: SimOrder) {
  const discount = o.discount + o.lines.reduce((sum, l) => sum + l.discount, 0)
  const goods = o.lines.reduce((sum, l) => sum + l.price * l.quantity, 0)
  return {
    orderId: o.no,
    createdTime: iso(o.createdAt),
    lastUpdatedTime: iso(o.modifiedAt),
    salesChannel: { channelName: 'AMAZON', marketplaceId },
    buyer: { buyerName: o.buyer.name, buyerEmail: o.buyer.email },
    recipient: {
      deliveryAddress: {
        name: o.buyer.name,
        addressLine1: o.address.line1,
        city: o.address.city,
        stateOrRegion: o.address.province,
        postalCode: o.address.postcode,
        countryCode: o.address.country,
        phone: o.address.phone,
      },
    },
    ...(o.status !== 'unpaid' && {
      proceeds: {
        grandTotal: money(totalOf(o), o),
        breakdowns: [
          { type: 'ITEM', subtotal: money(goods, o) },
          { type: 'SHIPPING', subtotal: money(o.freight, o) },
          { type: 'DISCOUNT', subtotal: money(-discount, o) },
        ],
      },
    }),
    fulfillment: {
      fulfillmentStatus: o.status === 'paid' && o.confirmed.length > 0 ? 'PARTIALLY_SHIPPED' : status[o.status],
      fulfilledBy: 'MERCHANT',
      shipByWindow: { latestDateTime: iso(o.createdAt + 2 * 86_400_000) },
    },
    orderItems: o.lines.map((l) => ({
      orderItemId: l.no,
      quantityOrdered: l.quantity,
      fulfillment: {
        quantityFulfilled: shippedOf(o, l.no),
        quantityUnfulfilled: l.quantity - shippedOf(o, l.no),
      },
      product: {
        asin: l.itemId || 'B000SANDBX',
        title: l.title,
        sellerSku: l.sku,
        price: { unitPrice: money(l.price, o) },
      },
    })),
    ...(o.confirmed.length > 0 && {
      packages: o.confirmed.map((c, i) => ({
        packageReferenceId: c.reference ?? String(i + 1),
        carrier: c.carrier,
        trackingNumber: c.trackingNo,
        packageStatus: { status: o.status === 'delivered' ? 'DELIVERED' : 'IN_TRANSIT' },
      })),
    }),
  }
}
