import { createHash } from 'node:crypto'
import { bigNumber, json, type Marketplace, pageOf, type SimAnswer, safeJson } from '@/tests/simulators/marketplace'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const clientId = 'sandbox'
const clientSecret = 'sandbox-secret'
const increment = 'pdd.order.number.list.increment.get'

const error = (code: number, msg: string): SimAnswer =>
  json({ error_response: { error_code: code, error_msg: msg, sub_code: null, sub_msg: '', request_id: 'sim' } })

const china = (ms: number) => new Date(ms + 28_800_000).toISOString().replace('T', ' ').slice(0, 19)

export const pinduoduo: Marketplace = {
  credentials: { clientId, clientSecret, accessToken: 'sandbox-access-0', refreshToken: 'sandbox-refresh-0' },
  limits: {
    [increment]: { perSecond: 50, burst: 3000 },
    'pdd.order.information.get': { perSecond: 500, burst: 2000 },
    'pdd.refund.list.increment.get': { perSecond: 10, burst: 100 },
    'pdd.logistics.online.send': { perSecond: 3000, burst: 30_000 },
    'pdd.logistics.companies.get': { perSecond: 120, burst: 1200 },
    default: { perSecond: 50, burst: 200 },
  },
  counted: [increment],
  lists: [increment],
  permission: { path: '/open.html', answer: (code, state) => ({ code, state }) },
  operation: ({ body }) => String(safeJson(body)?.type ?? 'none'),
  check(world, { method, path, body }) {
    if (method !== 'POST' || path !== '/api/router') return { status: 404, body: 'no such page' }
    const params = safeJson(body)
    if (!params) return error(10000, '参数错误')
    if (params.client_id !== clientId) return error(10016, 'client下线或者clientId不正确')
    if (!params.type) return error(10001, '公共参数错误:type')
    if (!(Math.abs(Number(params.timestamp) * 1000 - world.now()) <= 600_000))
      return error(10001, '公共参数错误:timestamp')
    if (params.sign !== signature(params)) return error(20004, '签名sign校验失败')
    if (!String(params.type).startsWith('pdd.pop.auth.') && !world.tokens.good(String(params.access_token)))
      return error(10019, 'access_token已过期')
    return undefined
  },
  answer(world, { body, fault }, operation) {
    const params = safeJson(body) ?? {}
    const call = calls[operation]
    return call ? call(world, params, (rows) => world.faults.page(rows, fault)) : error(10017, 'type不正确')
  },
  tooMany: () => error(70031, '调用过于频繁，请调整调用频率'),
  later: () => error(52102, '当前接口暂时不可用，请稍后重试'),
}

function signature(params: Readonly<Record<string, unknown>>): string {
  const hash = createHash('md5').update(clientSecret)
  for (const key of Object.keys(params).sort()) {
    if (key === 'sign') continue
    const value = params[key]
    hash.update(key + (typeof value === 'object' ? JSON.stringify(value) : String(value)))
  }
  return hash.update(clientSecret).digest('hex').toUpperCase()
}

type Rows = <T>(rows: T[]) => T[]
type Params = Readonly<Record<string, unknown>>

const calls: Readonly<Record<string, (world: World, params: Params, rows: Rows) => SimAnswer>> = {
  'pdd.mall.info.get': () => json({ mall_info_get_response: { mall_id: 1, mall_name: '沙盒店' } }),
  'pdd.pop.auth.token.create': (world, params) => {
    const given = world.tokens.exchange(String(params.code))
    if (!given) return error(20031, 'code已失效')
    const token = { access_token: given.access, refresh_token: given.refresh, expires_in: 86_400, owner_name: '沙盒店' }
    return json({ pop_auth_token_create_response: token })
  },
  'pdd.pop.auth.token.refresh': (world, params) => {
    const renewed = world.tokens.renew(String(params.refresh_token))
    if (!renewed) return error(20032, 'refresh_token错误')
    const token = {
      access_token: renewed.access,
      refresh_token: renewed.refresh,
      expires_in: 86_400,
      owner_name: '沙盒店',
    }
    return json({ pop_auth_token_refresh_response: token })
  },
  [increment]: (world, params, rows) => {
    const [from, to] = [Number(params.start_updated_at) * 1000, Number(params.end_updated_at) * 1000]
    if (!(to - from <= 1_800_000)) return error(21001, '请求参数错误:end_updated_at')
    const size = Number(params.page_size)
    if (!(size >= 1 && size <= 100)) return error(21001, '请求参数错误:page_size')
    const all = world.changed(from, to + 999).sort((a, b) => b.modifiedAt - a.modifiedAt || (a.no < b.no ? 1 : -1))
    const page = rows(pageOf(all, Number(params.page), size)).map(view)
    return json({
      order_sn_increment_get_response: { order_sn_list: page, total_count: all.length, request_id: 'sim' },
    })
  },
  'pdd.order.information.get': (world, params) => {
    const order = world.orders.get(String(params.order_sn))
    return order ? json({ order_info_get_response: { order_info: view(order) } }) : error(21001, '订单不存在')
  },
  'pdd.logistics.companies.get': () =>
    json({
      logistics_companies_get_response: {
        logistics_companies: [
          { id: 44, logistics_company: '顺丰快递', code: 'SF', available: 1 },
          { id: 85, logistics_company: '圆通快递', code: 'YTO', available: 1 },
          { id: 115, logistics_company: '中通快递', code: 'ZTO', available: 1 },
          { id: 3, logistics_company: '百世快递', code: 'BEST', available: 0 },
        ],
      },
    }),
  'pdd.logistics.online.send': (world, params) => {
    const order = world.orders.get(String(params.order_sn))
    const { logistics_id: carrier, tracking_number: trackingNo, redelivery_type: type } = params
    if (!order || !carrier || !trackingNo) return error(21002, '请求参数不能为空')
    const [own] = order.confirmed
    if (type === 2) {
      if (!own) return error(21001, '订单未发货')
      Object.assign(own, { carrier: String(carrier), trackingNo: String(trackingNo) })
      order.modifiedAt = world.now()
    } else {
      // One number, whatever lies in the parcel: with it the order is shipped.
      const lines = order.lines.map(({ no, quantity }) => ({ no, quantity }))
      if (!world.confirm(order, { carrier: String(carrier), trackingNo: String(trackingNo), lines }, true))
        return error(21001, '订单已发货')
    }
    return json({ logistics_online_send_response: { is_success: true } })
  },
  'pdd.order.upload.extra.logistics': (world, params) => {
    const order = world.orders.get(String(params.order_sn))
    const tracks = params.extra_track_list as { shipping_id?: unknown; tracking_number?: unknown }[] | undefined
    if (!order || !Array.isArray(tracks) || tracks.length === 0) return error(21002, '请求参数不能为空')
    if (order.status !== 'shipped') return error(21001, '订单未发货')
    for (const { shipping_id, tracking_number } of tracks) {
      if (!shipping_id || !tracking_number) return error(21002, '请求参数不能为空')
      const at = new Date(world.now()).toISOString()
      order.confirmed.push({ carrier: String(shipping_id), trackingNo: String(tracking_number), lines: [], at })
    }
    order.modifiedAt = world.now()
    return json({ upload_extra_logistics_response: { success: true } })
  },
  'pdd.goods.quantity.update': (world, params) => {
    const found = world.listings.find(
      (l) => l.itemId === String(params.goods_id) && l.variationId === String(params.sku_id ?? ''),
    )
    if (!found) return error(21001, '商品不存在')
    world.setStock(found, Number(params.quantity))
    return json({ goods_quantity_update_response: { is_success: true } })
  },
  'pdd.goods.list.get': (world, params) => {
    const goods_list = pageOf(world.listings, Number(params.page), Number(params.page_size)).map((l) => ({
      goods_id: bigNumber(l.itemId),
      goods_name: l.title,
      sku_list: [
        {
          goods_id: bigNumber(l.itemId),
          sku_id: bigNumber(l.variationId),
          outer_id: l.sku,
          spec: l.title,
          sku_quantity: l.quantity,
        },
      ],
    }))
    return json({ goods_list_get_response: { goods_list, total_count: world.listings.length } })
  },
  'pdd.refund.list.increment.get': (world, params) => {
    const [from, to] = [Number(params.start_updated_at) * 1000, Number(params.end_updated_at) * 1000]
    if (!(to - from <= 1_800_000)) return error(21001, '请求参数错误:end_updated_at')
    const all = [...world.orders.values()].flatMap((o) =>
      o.refunds.filter((r) => r.at >= from && r.at <= to + 999).map((r) => ({ o, r })),
    )
    const refund_list = all.map(({ o, r }) => ({
      id: bigNumber(r.no),
      order_sn: o.no,
      after_sales_status: { requested: 2, refunded: 5, closed: 6 }[r.status],
      after_sales_type: 2,
      refund_amount: decimal(r.amount),
      after_sale_reason: r.reason,
      created_time: china(r.at),
      updated_time: china(r.at),
    }))
    return json({ refund_increment_get_response: { refund_list, total_count: all.length } })
  },
}

/** The receiver is ciphertext with a masked twin. */
function view(o: SimOrder) {
  const [own, ...extra] = o.confirmed
  const cipher = (text: string) => `~${Buffer.from(text).toString('base64')}~`
  return {
    order_sn: o.no,
    confirm_status: o.status === 'unpaid' ? 0 : o.status === 'cancelled' ? 2 : 1,
    order_status: o.status === 'delivered' ? 3 : o.status === 'shipped' ? 2 : 1,
    refund_status: o.refunds.length > 0 ? 2 : 1,
    after_sales_status: 0,
    risk_control_status: 0,
    goods_amount: decimal(o.lines.reduce((sum, l) => sum + l.price * l.quantity, 0)),
    discount_amount: decimal(o.discount + o.lines.reduce((sum, l) => sum + l.discount, 0)),
    postage: decimal(o.freight),
    pay_amount: decimal(totalOf(o)),
    created_time: china(o.createdAt),
    ...(o.paidAt !== null && { pay_time: china(o.paidAt), confirm_time: china(o.paidAt) }),
    updated_at: china(o.modifiedAt),
    province: o.address.province,
    city: o.address.city,
    town: o.address.district,
    receiver_name: cipher(o.buyer.name),
    receiver_name_mask: `${o.buyer.name.slice(0, 1)}**`,
    receiver_phone: cipher(o.address.phone),
    receiver_phone_mask: `${o.address.phone.slice(0, 3)}****${o.address.phone.slice(-4)}`,
    receiver_address: cipher(o.address.line1),
    receiver_address_mask: `${o.address.line1.slice(0, 2)}***`,
    open_address_id: `open-${o.no}`,
    buyer_memo: o.note,
    ...(own && { logistics_id: Number(own.carrier), tracking_number: own.trackingNo }),
    extra_delivery_list: extra.map((c) => ({ logistics_id: Number(c.carrier), tracking_number: c.trackingNo })),
    item_list: o.lines.map((l) => ({
      goods_id: bigNumber(l.itemId || `60${l.no.slice(-8)}`),
      sku_id: bigNumber(l.variationId || `70${l.no.slice(-10)}`),
      outer_id: l.sku,
      goods_name: l.title,
      goods_spec: '',
      goods_price: decimal(l.price),
      goods_count: l.quantity,
    })),
  }
}
