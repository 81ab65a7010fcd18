import { z } from 'zod'
import { deliver } from '@/tests/simulators/deliver'
import { faultKinds } from '@/tests/simulators/faults'
import type { Marketplace, SimAnswer } from '@/tests/simulators/marketplace'
import { putOrder } from '@/tests/simulators/shop'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

const text = z.string().max(500)
const wanted = z.strictObject({
  channelOrderNo: text.optional(),
  status: z.enum(['unpaid', 'paid', 'shipped', 'delivered', 'cancelled']).optional(),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  modifiedAt: z.iso.datetime({ offset: true }).optional(),
  paidAt: z.iso.datetime({ offset: true }).optional(),
  currency: text.optional(),
  lines: z
    .array(
      z.strictObject({
        channelLineNo: text.optional(),
        sellerSku: text.optional(),
        title: text.optional(),
        quantity: z.int().min(1).max(10_000).optional(),
        unitPrice: text.optional(),
        discount: text.optional(),
      }),
    )
    .optional(),
  shippingFee: text.optional(),
  discount: text.optional(),
  // What intake also knows; here it follows from the lines.
  total: text.optional(),
  paid: text.optional(),
  buyer: z.strictObject({ id: text.optional(), nick: text.optional(), email: text.optional() }).optional(),
  address: z.record(z.string(), text).optional(),
  buyerNote: text.optional(),
  refund: z
    .strictObject({
      amount: text.optional(),
      reason: text.optional(),
      status: z.enum(['requested', 'refunded', 'closed']).optional(),
    })
    .optional(),
})

const orders = z.union([
  z.array(wanted),
  z.strictObject({ orders: z.array(wanted) }).transform((b) => b.orders),
  z.strictObject({ count: z.int().min(1).max(10_000) }).transform((b) => Array.from({ length: b.count }, () => ({}))),
  wanted.transform((one) => [one]),
])

const script = z.strictObject({
  channel: text.default('*'),
  seed: z.int().optional(),
  /** Share of requests that misbehave, 0 to 1. */
  rate: z.number().min(0).max(1).optional(),
  kinds: z.array(z.enum(faultKinds)).min(1).optional(),
  /** These come first, one each. */
  next: z.array(z.strictObject({ operation: text.optional(), kind: z.enum(faultKinds) })).optional(),
  /** How many times faster than documented the rate limits are. */
  pace: z.number().positive().max(1e6).optional(),
  clockSkewMs: z.int().optional(),
  lagMs: z.int().min(0).optional(),
})

const hook = z.strictObject({ url: z.url(), secret: text.default('sandbox-secret') })

/** `/_sim/…`: the truth, changes to it, and the script of misbehaviour. */
export async function control(
  worlds: ReadonlyMap<string, World>,
  markets: Readonly<Record<string, Marketplace>>,
  method: string,
  path: readonly string[],
  body: string,
): Promise<SimAnswer> {
  const [first = '', second = ''] = path
  if (first === 'script' && method === 'POST') return read(script, body, (wish) => direct(worlds, wish))
  const world = worlds.get(first)
  if (!world) return { status: 404, body: { error: 'unknown_channel' } }
  if (second === 'orders' && method === 'GET') return { status: 200, body: truth(world) }
  if (second === 'orders' && method === 'POST')
    return read(orders, body, (wishes) => {
      const made = wishes.map((wish) => putOrder(world, wish))
      for (const { no } of made) deliver(world, markets[first], no)
      return { orders: made.map(shown) }
    })
  if (second === 'credentials' && method === 'GET') return { status: 200, body: markets[first]?.credentials }
  if (second === 'webhooks' && method === 'POST')
    return read(hook, body, (wish) => {
      world.hooks.push(wish)
      return { webhooks: world.hooks.map(({ url }) => url) }
    })
  return { status: 404, body: { error: 'unknown_path' } }
}

function direct(worlds: ReadonlyMap<string, World>, wish: z.output<typeof script>) {
  const chosen = [...worlds.values()].filter((w) => wish.channel === '*' || w.channel === wish.channel)
  for (const world of chosen) {
    if (wish.seed !== undefined) world.faults.reseed(`${world.channel} ${wish.seed}`)
    if (wish.rate !== undefined) world.faults.rate = wish.rate
    if (wish.kinds) world.faults.kinds = wish.kinds
    for (const fault of wish.next ?? [])
      world.faults.next.push({ kind: fault.kind, ...(fault.operation && { operation: fault.operation }) })
    if (wish.pace !== undefined) world.limits.pace = wish.pace
    if (wish.clockSkewMs !== undefined) world.skewMs = wish.clockSkewMs
    if (wish.lagMs !== undefined) world.lagMs = wish.lagMs
  }
  return { channels: chosen.map((w) => ({ channel: w.channel, rate: w.faults.rate, pace: w.limits.pace })) }
}

function truth(world: World) {
  return {
    orders: [...world.orders.values()].map(shown),
    stock: world.listings,
    calls: world.calls,
    tokens: { refreshes: world.tokens.refreshes, expiries: world.tokens.expiries },
    deliveries: world.deliveries,
  }
}

function shown(o: SimOrder) {
  return {
    channelOrderNo: o.no,
    status: o.status,
    createdAt: new Date(o.createdAt).toISOString(),
    modifiedAt: new Date(o.modifiedAt).toISOString(),
    currency: o.currency,
    total: decimal(totalOf(o)),
    shippingFee: decimal(o.freight),
    discount: decimal(o.discount),
    lines: o.lines.map((l) => ({
      channelLineNo: l.no,
      sellerSku: l.sku,
      title: l.title,
      quantity: l.quantity,
      unitPrice: decimal(l.price),
      discount: decimal(l.discount),
    })),
    buyerNote: o.note,
    confirmed: o.confirmed,
    refunds: o.refunds.map((r) => ({ ...r, amount: decimal(r.amount), at: new Date(r.at).toISOString() })),
  }
}

function read<S extends z.ZodType>(shape: S, body: string, work: (value: z.output<S>) => unknown): SimAnswer {
  let value: unknown
  try {
    value = JSON.parse(body || '{}')
  } catch {
    return { status: 400, body: { error: 'malformed' } }
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) return { status: 422, body: { error: 'invalid', issues: parsed.error.issues } }
  return { status: 200, body: work(parsed.data) }
}
