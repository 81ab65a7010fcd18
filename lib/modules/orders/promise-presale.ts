import { z } from 'zod'
import { groupBy } from '@/lib/kernel/group'
import { newId } from '@/lib/kernel/ids'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { promiseSequence } from '@/lib/modules/orders/internal/promise-sequence.sql'
import { ordersOfGroups, sellsTo } from '@/lib/modules/orders/internal/special-stock'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const most = 200

type Line = { orderId: string; orderLineId: string; skuId: string; shopId: string; quantity: number }
type Aside = {
  id: string
  skuId: string
  poolId: string
  poolCode: string
  grouped: boolean
  shopIds: string[]
  orderIds?: ReadonlySet<string> | undefined
  room: number
}
type Promised = Line & { incomingId: string; poolCode: string }

/**
 * Presale orders are promised out of goods on their way that are set aside for their shop, in the sequence of their promises: all of an
 * order's goods that are on their way, or none; of a bundle its parts. From then on the arrival, not the calendar, lets the order go.
 */
export const promisePresale = command({
  name: 'presale.promise',
  summary: 'Promise presale orders out of goods that are on their way',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await linesDue(ctx)
    if (due.length === 0) return { more: false }
    const aside = await roomOf(ctx, [...new Set(due.map((l) => l.skuId))])
    const promised = [...groupBy(due, (l) => l.orderId).values()].flatMap((lines) => promiseOf(lines, aside))
    await insertMany(ctx, 'presale_promises', {
      id: ['uuid', promised.map(() => newId())],
      incoming_id: ['uuid', promised.map((p) => p.incomingId)],
      order_id: ['uuid', promised.map((p) => p.orderId)],
      order_line_id: ['uuid', promised.map((p) => p.orderLineId)],
      sku_id: ['uuid', promised.map((p) => p.skuId)],
      quantity: ['int', promised.map((p) => p.quantity)],
      created_at: ['timestamptz', promised.map(() => ctx.now)],
    })
    const orders = [...groupBy(promised, (p) => p.orderId)]
    await logEvents(
      ctx,
      orders.map(([orderId, own]) => ({ orderId, kind: 'flag', data: { promised: own[0]?.poolCode } })),
    )
    return { more: orders.length > 0 && new Set(due.map((l) => l.orderId)).size === most }
  },
})

/** The lines of an order as what is sent for them: a line on a bundle as the parts it is made of now; allocation freezes them later. */
const goodsOf = (order: string) => `(
  select l.id, l.line_no, coalesce(c.position, 0) as position, coalesce(c.component_id, l.sku_id) as sku_id, l.quantity * coalesce(c.quantity, 1) as quantity
    from order_lines l left join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.assembled <> 'only'
    left join sku_components c on c.tenant_id = $1 and c.sku_id = s.id
   where l.tenant_id = $1 and l.order_id = ${order} and l.quantity > 0)`

/** Approved presale orders that nothing is promised yet, and their goods that may be on their way for their shop. */
function linesDue(ctx: Context): Promise<Line[]> {
  return ctx.sql<Line>(
    `with due as (
       select o.id, o.shop_id, o.urgent, o.promised_ship_at, o.paid_at from orders o
        where o.tenant_id = $1 and o.state = 'approved' and o.presale and o.hold_count = 0
          and not exists (select 1 from presale_promises r where r.tenant_id = $1 and r.order_id = o.id and r.state in ('open', 'arrived'))
          and exists (select 1 from ${goodsOf('o.id')} g join pool_incoming n on n.tenant_id = $1 and n.sku_id = g.sku_id and n.arrived + n.lost < n.quantity
                        join pool_shops x on x.tenant_id = $1 and x.pool_id = n.pool_id and x.shop_id = o.shop_id)
        order by ${promiseSequence} limit ${most} for update of o skip locked)
     select d.id as "orderId", g.id as "orderLineId", g.sku_id as "skuId", d.shop_id as "shopId", g.quantity
       from due d cross join lateral ${goodsOf('d.id')} g
      where exists (select 1 from pool_incoming n join pool_shops x on x.tenant_id = $1 and x.pool_id = n.pool_id and x.shop_id = d.shop_id
                     where n.tenant_id = $1 and n.sku_id = g.sku_id and n.arrived + n.lost < n.quantity)
      order by d.urgent desc, d.promised_ship_at, d.paid_at, d.id, g.line_no, g.position`,
    [],
    'presale-due',
  )
}

/** What is on its way and promised to nobody, first set aside first; held until the end. */
async function roomOf(ctx: Context, skuIds: readonly string[]): Promise<Aside[]> {
  await ctx.sql(
    `select n.id from pool_incoming n where n.tenant_id = $1 and n.sku_id = any($2::uuid[]) and n.arrived + n.lost < n.quantity
      order by n.id for update`,
    [skuIds],
    'presale-hold',
  )
  const rows = await ctx.sql<Aside>(
    `select n.id, n.sku_id as "skuId", p.id as "poolId", p.code as "poolCode", p.customer_groups <> '[]' as grouped,
            array(select x.shop_id from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id) as "shopIds",
            n.quantity - n.arrived - n.lost - (select coalesce(sum(r.quantity), 0)::int from presale_promises r
                                                where r.tenant_id = $1 and r.incoming_id = n.id and r.state = 'open') as room
       from pool_incoming n join pools p on p.tenant_id = $1 and p.id = n.pool_id and p.status = 'active'
      where n.tenant_id = $1 and n.sku_id = any($2::uuid[]) and n.arrived + n.lost < n.quantity
      order by p.priority, n.created_at, n.id`,
    [skuIds],
    'presale-room',
  )
  const members = await ordersOfGroups(ctx, [...new Set(rows.filter((r) => r.grouped).map((r) => r.poolId))])
  return rows.map((row) => ({ ...row, orderIds: row.grouped ? (members.get(row.poolId) ?? new Set()) : undefined }))
}

function promiseOf(lines: readonly Line[], aside: readonly Aside[]): Promised[] {
  const taken = new Map<string, number>()
  const promised = lines.flatMap((line) => {
    let open = line.quantity
    const parts = aside
      .filter(
        (a) => a.skuId === line.skuId && sellsTo({ ...a, strict: false }, { id: line.orderId, shopId: line.shopId }),
      )
      .flatMap((a) => {
        const quantity = Math.min(open, Math.max(0, a.room - (taken.get(a.id) ?? 0)))
        if (quantity === 0) return []
        open -= quantity
        taken.set(a.id, (taken.get(a.id) ?? 0) + quantity)
        return [{ ...line, quantity, incomingId: a.id, poolCode: a.poolCode }]
      })
    return open === 0 ? parts : []
  })
  if (new Set(promised.map((p) => `${p.orderLineId} ${p.skuId}`)).size < lines.length) return []
  for (const a of aside) a.room -= taken.get(a.id) ?? 0
  return promised
}
