import { createHmac } from 'node:crypto'
import { bigNumber, json, type Marketplace, pageOf, type SimAnswer } from '@/tests/simulators/marketplace'
import { decimal, goodsOf, type Listing, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const appKey = 'sandbox'
const appSecret = 'sandbox-secret'

const statuses = {
  unpaid: 'WAIT_BUYER_PAY',
  paid: 'WAIT_SELLER_SEND_GOODS',
  shipped: 'WAIT_BUYER_CONFIRM_GOODS',
  delivered: 'TRADE_FINISHED',
  cancelled: 'TRADE_CLOSED',
} as const

const error = (code: number, msg: string, sub = '', subMsg = ''): SimAnswer =>
  json({ error_response: { code, msg, sub_code: sub, sub_msg: subMsg, request_id: 'sim' } })

const china = (ms: number) => new Date(ms + 28_800_000).toISOString().replace('T', ' ').slice(0, 19)
const msOf = (text: string | undefined) => Date.parse(`${(text ?? '').replace(' ', 'T')}+08:00`)

export const taobao: Marketplace = {
  credentials: { appKey, appSecret, session: 'sandbox-access-0', refreshToken: 'sandbox-refresh-0' },
  limits: { default: { perSecond: 20, burst: 40 } },
  counted: ['taobao.trades.sold.increment.get'],
  lists: ['taobao.trades.sold.increment.get'],
  permission: { path: '/authorize', answer: (code, state) => ({ code, state }) },
  operation: ({ body }) => new URLSearchParams(body).get('method') ?? 'none',
  check(world, { method, path, body }) {
    if (method !== 'POST' || path !== '/router/rest') return { status: 404, body: 'no such page' }
    const params = Object.fromEntries(new URLSearchParams(body))
    if (!params.method) return error(21, 'Missing Method')
    if (params.app_key !== appKey) return error(29, 'Invalid App Key')
    if (Math.abs(msOf(params.timestamp) - world.now()) > 600_000) return error(31, 'Invalid Timestamp')
    if (!params.sign) return error(24, 'Missing Signature')
    if (params.sign !== signature(params)) return error(25, 'Invalid signature')
    if (!params.method.startsWith('taobao.top.auth.') && !world.tokens.good(params.session ?? ''))
      return error(27, 'Invalid session', 'invalid-sessionkey')
    return undefined
  },
  answer(world, { body, fault }, operation) {
    const params = Object.fromEntries(new URLSearchParams(body))
    const call = calls[operation]
    return call ? call(world, params, (rows) => world.faults.page(rows, fault)) : error(22, 'Invalid Method')
  },
  tooMany: (seconds) =>
    error(
      7,
      'App Call Limited',
      'accesscontrol.limited-by-app-access-count',
      `This ban will last for ${Math.ceil(seconds)} more seconds`,
    ),
  later: () => error(15, 'Remote service error', 'isp.remote-service-timeout', 'try again'),
}

/** The documented sum, in the only variants the platform knows. */
function signature(params: Readonly<Record<string, string>>): string {
  let text = ''
  for (const name of Object.keys(params).sort()) if (name !== 'sign' && params[name]) text += name + params[name]
  const method = params.sign_method === 'hmac' ? 'md5' : 'sha256'
  return createHmac(method, appSecret).update(text).digest('hex').toUpperCase()
}

type Rows = <T>(rows: T[]) => T[]
type Params = Readonly<Record<string, string>>

/** Listings by the item they are of. */
function itemsOf({ listings }: World): Listing[][] {
  const items = new Map<string, Listing[]>()
  for (const listing of listings) items.set(listing.itemId, [...(items.get(listing.itemId) ?? []), listing])
  return [...items.values()]
}

/** Where an item lies: sold out is what has nothing left of any variation. */
function bannerOf(listings: readonly Listing[]): string {
  if (listings.some(({ off }) => off)) return 'for_shelved'
  return listings.some(({ quantity }) => quantity > 0) ? 'onsale' : 'sold_out'
}

const longAgo = Date.UTC(2020, 0, 1)
const modifiedAt = (listings: readonly Listing[]) => Math.max(...listings.map((one) => one.modifiedAt ?? longAgo))

/** One page of the items that lie there, modified between two seconds. Variations are none of the fields that these lists can show. */
function shelf(world: World, params: Params, banner: string, answer: string): SimAnswer {
  const [no, size] = [Number(params.page_no ?? 1), Number(params.page_size ?? 40)]
  if (!(size >= 1 && size <= 200)) return error(41, 'Invalid arguments:page_size', 'isv.invalid-parameter')
  if (no * size > world.reach) return error(41, 'Invalid arguments:page_no', 'isv.invalid-parameter')
  const from = params.start_modified ? msOf(params.start_modified) : Number.NEGATIVE_INFINITY
  const to = params.end_modified ? msOf(params.end_modified) + 999 : Number.POSITIVE_INFINITY
  const items = itemsOf(world).filter((listings) => {
    const at = modifiedAt(listings)
    return bannerOf(listings) === banner && at >= from && at <= to
  })
  const item = pageOf(items, no, size).map(([first]) => ({
    num_iid: bigNumber(first?.itemId ?? ''),
    title: first?.title,
  }))
  return json({ [answer]: { items: { item }, total_results: items.length } })
}

const calls: Readonly<Record<string, (world: World, params: Params, rows: Rows) => SimAnswer>> = {
  'taobao.top.auth.token.create': (world, params) => {
    const given = world.tokens.exchange(params.code ?? '')
    if (!given) return error(27, 'Invalid code', 'isv.invalid-code')
    return json({ top_auth_token_create_response: { token_result: tokenOf(given), request_id: 'sim' } })
  },
  'taobao.top.auth.token.refresh': (world, params) => {
    const renewed = world.tokens.renew(params.refresh_token ?? '')
    if (!renewed) return error(27, 'Invalid refresh token', 'isv.invalid-refresh-token')
    return json({ top_auth_token_refresh_response: { token_result: tokenOf(renewed), request_id: 'sim' } })
  },
  'taobao.trades.sold.increment.get': (world, params, rows) => {
    const [from, to] = [msOf(params.start_modified), msOf(params.end_modified)]
    if (!(to - from <= 86_400_000)) return error(41, 'Invalid arguments:end_modified', 'isv.invalid-parameter')
    const size = Number(params.page_size ?? 40)
    if (!(size >= 1 && size <= 100)) return error(41, 'Invalid arguments:page_size', 'isv.invalid-parameter')
    // Whole seconds, both ends included, newest first.
    const all = world.changed(from, to + 999).sort((a, b) => b.modifiedAt - a.modifiedAt || (a.no < b.no ? 1 : -1))
    const page = rows(pageOf(all, Number(params.page_no ?? 1), size)).map((o) => ({
      ...trade(o),
      buyer_message: undefined,
    }))
    const shown = page.length > 0 ? { trades: { trade: page } } : {}
    const count =
      params.use_has_next === 'true'
        ? { has_next: Number(params.page_no) * size < all.length }
        : { total_results: all.length }
    return json({ trades_sold_increment_get_response: { ...shown, ...count, request_id: 'sim' } })
  },
  'taobao.trade.fullinfo.get': (world, params) => {
    const order = world.orders.get(params.tid ?? '')
    if (!order) return error(15, 'Remote service error', 'isv.trade-not-exist')
    return json({ trade_fullinfo_get_response: { trade: trade(order), request_id: 'sim' } })
  },
  'taobao.logistics.offline.send': (world, params) => {
    const order = world.orders.get(params.tid ?? '')
    const { out_sid: trackingNo, company_code: carrier } = params
    if (!order) return error(15, 'Remote service error', 'isv.trade-not-exist')
    if (!trackingNo || !carrier) return error(40, 'Missing required arguments', 'isv.missing-parameter')
    const whole = params.is_split !== '1'
    const nos = whole ? order.lines.map((l) => l.no) : (params.sub_tid ?? '').split(',')
    if (nos.some((no) => !order.lines.some((l) => l.no === no)))
      return error(15, 'Remote service error', 'isv.invalid-parameter:sub_tid')
    // A line goes as a whole, and once.
    const lines = order.lines.filter((l) => nos.includes(l.no)).map(({ no, quantity }) => ({ no, quantity }))
    if (!world.confirm(order, { carrier, trackingNo, lines }, whole))
      return error(15, 'Remote service error', 'isv.logistics-offline-service-error:B150')
    return json({ logistics_offline_send_response: { shipping: { is_success: true } } })
  },
  'taobao.logistics.consign.resend': (world, params) => {
    const order = world.orders.get(params.tid ?? '')
    const { out_sid: trackingNo, company_code: carrier } = params
    if (!order) return error(15, 'Remote service error', 'isv.trade-not-exist')
    if (!trackingNo || !carrier) return error(40, 'Missing required arguments', 'isv.missing-parameter')
    const nos = params.is_split === '1' ? (params.sub_tid ?? '').split(',') : order.lines.map((l) => l.no)
    const parcel = order.confirmed.find((c) => c.lines.every((l) => nos.includes(l.no)))
    if (!parcel) return error(15, 'Remote service error', 'isv.logistics-resend-service-error:B60')
    Object.assign(parcel, { trackingNo, carrier })
    order.modifiedAt = world.now()
    return json({ logistics_consign_resend_response: { shipping: { is_success: true } } })
  },
  'taobao.item.quantity.update': (world, params) => {
    const found = world.listings.find((l) => l.itemId === params.num_iid && l.variationId === (params.sku_id ?? ''))
    if (!found) return error(15, 'Remote service error', 'isv.item-not-exist')
    world.setStock(found, Number(params.quantity))
    return json({ item_quantity_update_response: { item: { num_iid: bigNumber(found.itemId), num: found.quantity } } })
  },
  'taobao.skus.quantity.update': (world, params) => {
    const wanted = (params.skuid_quantities ?? '').split(';').map((part) => part.split(':'))
    if (wanted.length > 20) return error(41, 'Invalid arguments:skuid_quantities', 'isv.invalid-parameter')
    const found = wanted.map(([id, quantity]) => {
      const listing = world.listings.find((l) => l.itemId === params.num_iid && l.variationId === id)
      return listing && { listing, quantity: Number(quantity) }
    })
    if (found.some((f) => !f)) return error(15, 'Remote service error', 'isv.sku-not-exist')
    for (const f of found) if (f) world.setStock(f.listing, f.quantity)
    return json({ skus_quantity_update_response: { item: { num_iid: bigNumber(params.num_iid ?? '') } } })
  },
  'taobao.items.onsale.get': (world, params) => shelf(world, params, 'onsale', 'items_onsale_get_response'),
  'taobao.items.inventory.get': (world, params) =>
    shelf(world, params, params.banner ?? 'for_shelved', 'items_inventory_get_response'),
  'taobao.items.seller.list.get': (world, params) => {
    const wanted = (params.num_iids ?? '').split(',')
    if (wanted.length > 20) return error(41, 'Invalid arguments:num_iids', 'isv.invalid-parameter')
    const fields = (params.fields ?? '').split(',')
    const item = itemsOf(world).flatMap((listings) => {
      const [first] = listings
      if (!first || !wanted.includes(first.itemId)) return []
      const approve_status = bannerOf(listings) === 'onsale' ? 'onsale' : 'instock'
      const own = { num_iid: bigNumber(first.itemId), title: first.title, approve_status, price: decimal(first.price) }
      const num = listings.reduce((sum, l) => sum + l.quantity, 0)
      if (first.variationId === '') return [{ ...own, num, outer_id: first.sku }]
      if (!fields.includes('sku')) return [{ ...own, num }]
      // Which item it is of, a variation does not say.
      const sku = listings.map((l) => ({
        sku_id: bigNumber(l.variationId),
        properties_name: l.title,
        outer_id: l.sku,
        quantity: l.quantity,
        price: decimal(l.price),
      }))
      return [{ ...own, num, skus: { sku } }]
    })
    return json({ items_seller_list_get_response: { items: { item } } })
  },
  'taobao.refunds.receive.get': (world, params, rows) => {
    const [from, to] = [msOf(params.start_modified), msOf(params.end_modified)]
    const all = [...world.orders.values()].flatMap((o) =>
      o.refunds.filter((r) => r.at >= from && r.at <= to + 999).map((r) => ({ o, r })),
    )
    const refund = rows(all).map(({ o, r }) => ({
      refund_id: r.no,
      tid: bigNumber(o.no),
      oid: bigNumber(o.lines[0]?.no ?? o.no),
      status: { requested: 'WAIT_SELLER_AGREE', refunded: 'SUCCESS', closed: 'CLOSED' }[r.status],
      has_good_return: false,
      refund_fee: decimal(r.amount),
      reason: r.reason,
      created: china(r.at),
      modified: china(r.at),
    }))
    return json({ refunds_receive_get_response: { refunds: { refund }, has_next: false } })
  },
}

function tokenOf({ access, refresh }: { access: string; refresh: string }): string {
  const token = { access_token: access, refresh_token: refresh, expires_in: 86_400, taobao_user_nick: '沙盒店' }
  return JSON.stringify(token)
}

/** Name, phone and address are masked; the address is named by its oaid. */
function trade(o: SimOrder) {
  const status = statuses[o.status]
  const parcelOf = (no: string) => o.confirmed.find((c) => c.lines.some((l) => l.no === no))
  return {
    tid: bigNumber(o.no),
    status: o.status === 'paid' && o.confirmed.length > 0 ? 'SELLER_CONSIGNED_PART' : status,
    type: 'fixed',
    payment: decimal(totalOf(o)),
    post_fee: decimal(o.freight),
    discount_fee: decimal(o.discount),
    adjust_fee: '0.00',
    total_fee: decimal(goodsOf(o)),
    created: china(o.createdAt),
    ...(o.paidAt !== null && { pay_time: china(o.paidAt) }),
    modified: china(o.modifiedAt),
    buyer_nick: `${o.buyer.name.slice(0, 1)}**`,
    buyer_open_uid: o.buyer.id,
    has_buyer_message: o.note !== '',
    ...(o.note !== '' && { buyer_message: o.note }),
    receiver_name: `${o.buyer.name.slice(0, 1)}**`,
    receiver_state: o.address.province,
    receiver_city: o.address.city,
    receiver_district: o.address.district,
    receiver_address: `${o.address.line1.slice(0, 2)}***`,
    receiver_zip: o.address.postcode,
    receiver_mobile: `${o.address.phone.slice(0, 3)}****${o.address.phone.slice(-4)}`,
    oaid: `oaid-${o.no}`,
    seller_flag: 0,
    orders: {
      order: o.lines.map((l) => ({
        oid: bigNumber(l.no),
        num_iid: bigNumber(l.itemId || `60${l.no.slice(-10)}`),
        ...(l.variationId !== '' && { sku_id: bigNumber(l.variationId) }),
        outer_sku_id: l.sku,
        title: l.title,
        num: l.quantity,
        price: decimal(l.price),
        discount_fee: decimal(l.discount),
        adjust_fee: '0.00',
        status: o.status === 'paid' && parcelOf(l.no) ? statuses.shipped : status,
        invoice_no: parcelOf(l.no)?.trackingNo,
        refund_status: o.refunds.length > 0 ? 'WAIT_SELLER_AGREE' : 'NO_REFUND',
      })),
    },
  }
}
