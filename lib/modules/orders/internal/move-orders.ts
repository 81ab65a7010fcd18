import { newId } from '@/lib/kernel/ids'
import { businessDay } from '@/lib/kernel/time'
import type { Allocation } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** A rule that acted by itself; `by`: who set it on these orders, where a person did. */
export type RuleMark = { kind: string; version: number; id: string; name: string; by?: string }

/**
 * `reason`: a code, a number; what a person typed goes into `words`. `allocation`: the explanation that is kept with the order;
 * `from` equal to `to` keeps it without a transition.
 */
export type Move = {
  orderId: string
  from: OrderState
  to: OrderState
  reason?: string
  words?: string
  allocation?: Allocation
  rule?: RuleMark
}

type Moved = {
  id: string
  from_state: OrderState
  to_state: OrderState
  reason: string
  event_seq: number
  shop_id: string
  currency: string
  units: number
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  ordered_at: Date
}

/**
 * The only way an order changes its state: one conditional update, its event and its counters, for many orders at once.
 * An order that is no longer in `from` does not move; the answer holds the ids of those that did.
 */
export async function moveOrders(ctx: Context, moves: readonly Move[]): Promise<Set<string>> {
  await explain(
    ctx,
    moves.filter((m) => m.from === m.to),
  )
  return move(
    ctx,
    moves.filter((m) => m.from !== m.to),
  )
}

async function explain(ctx: Context, stays: readonly Move[]): Promise<void> {
  if (stays.length === 0) return
  await ctx.sql(
    `update orders o set allocation = u.allocation from unnest($2::uuid[], $3::jsonb[]) as u(id, allocation)
      where o.tenant_id = $1 and o.id = u.id`,
    [stays.map((s) => s.orderId), stays.map((s) => JSON.stringify(s.allocation))],
    'orders-explain',
  )
}

async function move(ctx: Context, moves: readonly Move[]): Promise<Set<string>> {
  if (moves.length === 0) return new Set()
  const moved = await ctx.sql<Moved>(
    `update orders o
        set state = m.to_state, event_seq = o.event_seq + 1, version = o.version + 1, updated_at = $6,
            allocation = coalesce(m.allocation, o.allocation)
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $7::jsonb[]) as m(id, from_state, to_state, reason, allocation)
      where o.tenant_id = $1 and o.id = m.id and o.state = m.from_state
      returning o.id, m.from_state, m.to_state, m.reason, o.event_seq, o.shop_id, o.currency, o.units, o.goods_minor,
                o.discount_minor, o.freight_minor, o.ordered_at`,
    [
      moves.map((m) => m.orderId),
      moves.map((m) => m.from),
      moves.map((m) => m.to),
      moves.map((m) => m.reason ?? ''),
      ctx.now,
      moves.map((m) => (m.allocation ? JSON.stringify(m.allocation) : null)),
    ],
    'orders-move',
  )
  const crypt = await ctx.crypt()
  const typed = new Map(moves.map((m) => [`${m.orderId} ${m.from}`, m.words ?? '']))
  const ruled = new Map(moves.map((m) => [`${m.orderId} ${m.from}`, m.rule]))
  const rules = moved.map((m) => ruled.get(`${m.id} ${m.from_state}`))
  const words = (m: Moved) =>
    sealWords(crypt, wordsAad('order_events', m.id, m.event_seq), typed.get(`${m.id} ${m.from_state}`) ?? '')
  await insertMany(ctx, 'order_events', {
    order_id: ['uuid', moved.map((m) => m.id)],
    seq: ['int', moved.map((m) => m.event_seq)],
    kind: ['text', moved.map(() => 'state')],
    from_state: ['text', moved.map((m) => m.from_state)],
    to_state: ['text', moved.map((m) => m.to_state)],
    reason: ['text', moved.map((m) => m.reason)],
    words: ['bytea', moved.map(words)],
    data: ['jsonb', rules.map((rule) => (rule ? { rule } : {}))],
    ...byActor(ctx, rules),
  })
  await countOrders(
    ctx,
    moved.flatMap((m) => [
      { ...m, state: m.from_state, sign: -1 as const },
      { ...m, state: m.to_state, sign: 1 as const },
    ]),
  )
  return new Set(moved.map((m) => m.id))
}

/** Who did it, for as many rows: the actor, or for single rows the rule that did it in nobody's stead. */
export function byActor(ctx: Context, rows: number | readonly (RuleMark | undefined)[]) {
  const { actor } = ctx
  const rules = typeof rows === 'number' ? Array.from<undefined>({ length: rows }) : rows
  return {
    at: ['timestamptz', rules.map(() => ctx.now)],
    actor_kind: ['text', rules.map((rule) => (rule ? 'rule' : actor.kind))],
    actor_id: ['uuid', rules.map((rule) => (rule ? null : actor.id))],
    actor: ['text', rules.map((rule) => rule?.name ?? actor.name)],
  } as const
}

export type Counted = Pick<
  Moved,
  'shop_id' | 'currency' | 'units' | 'goods_minor' | 'discount_minor' | 'freight_minor' | 'ordered_at'
> & {
  state: OrderState
  sign: 1 | -1
}

/** Counter deltas, summed per day, shop, currency and state. A command never updates a summary row: all would wait for it. */
export async function countOrders(ctx: Context, rows: readonly Counted[]): Promise<void> {
  const sums = new Map<
    string,
    {
      day: string
      shop: string
      currency: string
      state: string
      n: number
      units: number
      g: bigint
      d: bigint
      f: bigint
    }
  >()
  for (const row of rows) {
    const day = businessDay(row.ordered_at, ctx.tenant.timeZone)
    const key = `${day} ${row.shop_id} ${row.currency} ${row.state}`
    const sum = sums.get(key) ?? {
      day,
      shop: row.shop_id,
      currency: row.currency,
      state: row.state,
      n: 0,
      units: 0,
      g: 0n,
      d: 0n,
      f: 0n,
    }
    const sign = BigInt(row.sign)
    sum.n += row.sign
    sum.units += row.sign * row.units
    sum.g += sign * row.goods_minor
    sum.d += sign * row.discount_minor
    sum.f += sign * row.freight_minor
    sums.set(key, sum)
  }
  const deltas = [...sums.values()].filter((s) => s.n !== 0 || s.units !== 0 || s.g !== 0n || s.d !== 0n || s.f !== 0n)
  await insertMany(ctx, 'order_deltas', {
    id: ['uuid', deltas.map(() => newId())],
    day: ['date', deltas.map((s) => s.day)],
    shop_id: ['uuid', deltas.map((s) => s.shop)],
    currency: ['text', deltas.map((s) => s.currency)],
    state: ['text', deltas.map((s) => s.state)],
    orders: ['int', deltas.map((s) => s.n)],
    units: ['int', deltas.map((s) => s.units)],
    goods_minor: ['bigint', deltas.map((s) => s.g)],
    discount_minor: ['bigint', deltas.map((s) => s.d)],
    freight_minor: ['bigint', deltas.map((s) => s.f)],
  })
}
