import type { SimOrder, SimStatus, World } from '@/tests/simulators/world'

export const catalogue = [
  ['SIM-TEA-250', '龙井茶 250g', 6400],
  ['SIM-CUP-WHITE', '白瓷茶杯', 2990],
  ['SIM-POT-CLAY', '紫砂茶壶', 18800],
  ['SIM-TRAY-BAMBOO', '竹茶盘', 9950],
  ['SIM-SPOON', '茶匙', 990],
] as const

const cities = [
  ['浙江省', '杭州市', '西湖区', '310000'],
  ['广东省', '深圳市', '南山区', '518000'],
  ['四川省', '成都市', '武侯区', '610000'],
  ['上海市', '上海市', '浦东新区', '200120'],
] as const

const numbers: Readonly<Record<string, (n: number) => string>> = {
  // Above 2^53, as real ones are.
  taobao: (n) => `41${String(n).padStart(17, '0')}`,
  pinduoduo: (n) => `261122-${String(n).padStart(15, '0')}`,
  amazon: (n) => `901-${String(Math.floor(n / 1e7)).padStart(7, '0')}-${String(n % 1e7).padStart(7, '0')}`,
  shopify: (n) => String(5_000_000_000_000 + n),
  woocommerce: (n) => String(1000 + n),
}

/** What a caller may say of an order; all of it may be left out. Amounts are decimal texts. */
export type Wanted = {
  channelOrderNo?: string
  status?: SimStatus
  createdAt?: string
  modifiedAt?: string
  paidAt?: string
  currency?: string
  lines?: {
    channelLineNo?: string
    sellerSku?: string
    title?: string
    quantity?: number
    unitPrice?: string
    discount?: string
  }[]
  shippingFee?: string
  discount?: string
  buyer?: { id?: string; nick?: string; email?: string }
  address?: Partial<SimOrder['address']> & { name?: string }
  buyerNote?: string
  refund?: { amount?: string; reason?: string; status?: 'requested' | 'refunded' | 'closed' }
}

/** Makes the order, or changes the one of that number; either is a change the marketplace shows from now on. */
export function putOrder(world: World, wanted: Wanted): SimOrder {
  const known = wanted.channelOrderNo === undefined ? undefined : world.orders.get(wanted.channelOrderNo)
  const order = known ?? freshOrder(world, wanted.channelOrderNo)
  const { status, lines, shippingFee, discount, buyer, address, buyerNote, refund, currency } = wanted
  if (currency) order.currency = currency
  if (status) order.status = status
  if (lines) {
    order.lines = lines.map((l, i) => ({
      no: l.channelLineNo ?? lineNo(order.no, i),
      sku: l.sellerSku ?? catalogue[0][0],
      ...listed(world, l.sellerSku ?? catalogue[0][0]),
      title: l.title ?? l.sellerSku ?? catalogue[0][1],
      quantity: l.quantity ?? 1,
      price: cents(l.unitPrice ?? '10.00'),
      discount: cents(l.discount ?? '0'),
    }))
  }
  if (shippingFee !== undefined) order.freight = cents(shippingFee)
  if (discount !== undefined) order.discount = cents(discount)
  if (buyer) Object.assign(order.buyer, { ...buyer, ...(buyer.nick && { name: buyer.nick }) })
  if (address) {
    const { name, ...rest } = address
    if (name) order.buyer.name = name
    Object.assign(order.address, rest)
  }
  if (buyerNote !== undefined) order.note = buyerNote
  if (refund) {
    const amount = cents(refund.amount ?? '0')
    const { reason = '', status: state = 'requested' } = refund
    // One that is asked for goes on; after its end the next one begins.
    const open = order.refunds.find((r) => r.status === 'requested')
    if (open && state !== 'requested') Object.assign(open, { status: state, at: world.now() })
    else
      order.refunds.push({
        no: `9${order.refunds.length + 1}${digits(order.no).slice(-12)}`,
        amount,
        reason,
        status: state,
        at: world.now(),
      })
  }
  if (wanted.createdAt) order.createdAt = Date.parse(wanted.createdAt)
  order.modifiedAt = wanted.modifiedAt ? Date.parse(wanted.modifiedAt) : world.now()
  if (wanted.paidAt) order.paidAt = Date.parse(wanted.paidAt)
  else if (order.status !== 'unpaid' && order.paidAt === null)
    order.paidAt = Math.max(order.createdAt, order.modifiedAt - 1000)
  world.orders.set(order.no, order)
  return order
}

function freshOrder(world: World, no?: string): SimOrder {
  const n = world.orders.size + 1
  const pick = <T>(list: readonly T[], from = n) => list[from % list.length] as T
  const number = no ?? (numbers[world.channel] ?? String)(n)
  const [province, city, district, postcode] = pick(cities)
  const now = world.now()
  const lines = Array.from({ length: 1 + (n % 3) }, (_, i) => {
    const [sku, title, price] = pick(catalogue, n + i)
    return {
      no: lineNo(number, i),
      sku,
      ...listed(world, sku),
      title,
      quantity: 1 + ((n + i) % 2),
      price,
      discount: n % 4 === 0 ? 100 : 0,
    }
  })
  return {
    no: number,
    status: 'paid',
    createdAt: now - 5000,
    modifiedAt: now,
    paidAt: null,
    currency: ['taobao', 'pinduoduo'].includes(world.channel) ? 'CNY' : 'USD',
    lines,
    freight: n % 5 === 0 ? 800 : 0,
    discount: n % 7 === 0 ? 500 : 0,
    buyer: { id: `buyer-${n}`, name: `沙盒${n}`, email: `buyer${n}@example.com` },
    address: {
      phone: `138${String(n).padStart(8, '0')}`,
      country: 'CN',
      province,
      city,
      district,
      line1: `文三路 ${n} 号`,
      postcode,
    },
    note: '',
    confirmed: [],
    refunds: [],
  }
}

function listed({ listings }: World, sku: string): { itemId: string; variationId: string } {
  const { itemId = '', variationId = '' } = listings.find((l) => l.sku === sku) ?? {}
  return { itemId, variationId }
}

function lineNo(no: string, i: number): string {
  return `${digits(no).slice(-14).replace(/^0+/, '')}${i + 1}`
}

export function digits(text: string): string {
  return text.replace(/\D/g, '')
}

function cents(text: string): number {
  if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(text)) throw new RangeError('amounts have two digits at most')
  return Math.round(Number(text) * 100)
}
