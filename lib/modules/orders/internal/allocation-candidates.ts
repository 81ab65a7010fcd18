import { groupBy } from '@/lib/kernel/group'
import { overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type Candidate = {
  id: string
  state: 'approved' | 'awaiting_purchase'
  shopId: string
  lines: { orderLineId: string; skuId: string; quantity: number }[]
}

type Row = {
  id: string
  state: Candidate['state']
  shop_id: string
  urgent: boolean
  promised_ship_at: Date | null
  paid_at: Date | null
}

const free = `not exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all($3))`
const columns = 'o.id, o.state, o.shop_id, o.urgent, o.promised_ship_at, o.paid_at'
const sequence = 'o.urgent desc, o.promised_ship_at, o.paid_at, o.id'

/**
 * Locks the orders that are due: approved ones and those waiting ones for which goods may have come, free of blocking
 * holds, urgent first, then oldest promise. Rows that somebody else holds are left for the next turn.
 */
export async function candidates(
  ctx: Context,
  most: number,
  skuIds: readonly string[] | undefined,
): Promise<Candidate[]> {
  const approved = await ctx.sql<Row>(
    `select ${columns} from orders o where o.tenant_id = $1 and o.state = 'approved' and (o.hold_count = 0 or ${free})
      order by ${sequence} limit $2 for update of o skip locked`,
    [most, overridableHolds],
    'allocate-approved',
  )
  const waiting = await ctx.sql<Row>(
    `select ${columns} from orders o
      where o.tenant_id = $1 and o.state = 'awaiting_purchase' and (o.hold_count = 0 or ${free})
        and o.id in (
          select d.order_id from stock_demands d
           where d.tenant_id = $1 and ($4::uuid[] is null or d.sku_id = any($4::uuid[]))
             and exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = d.sku_id and b.on_hand - b.reserved >= d.quantity))
        and not exists (
          select 1 from stock_demands d
           where d.tenant_id = $1 and d.order_id = o.id
             and not exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = d.sku_id and b.on_hand - b.reserved >= d.quantity))
      order by ${sequence} limit $2 for update of o skip locked`,
    [most - approved.length, overridableHolds, skuIds ?? null],
    'allocate-waiting',
  )
  const rows = [...approved, ...waiting].sort(byPromise)
  const lines = await ctx.sql<{ id: string; order_id: string; sku_id: string; quantity: number }>(
    `select id, order_id, sku_id, quantity from order_lines
      where tenant_id = $1 and order_id = any($2::uuid[]) and quantity > 0 and sku_id is not null order by order_id, line_no`,
    [rows.map((r) => r.id)],
    'allocate-lines',
  )
  const byOrder = groupBy(lines, (l) => l.order_id)
  return rows.map((r) => ({
    id: r.id,
    state: r.state,
    shopId: r.shop_id,
    lines: (byOrder.get(r.id) ?? []).map((l) => ({ orderLineId: l.id, skuId: l.sku_id, quantity: l.quantity })),
  }))
}

function byPromise(a: Row, b: Row): number {
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1
  return (
    time(a.promised_ship_at) - time(b.promised_ship_at) || time(a.paid_at) - time(b.paid_at) || (a.id < b.id ? -1 : 1)
  )
}

/** No promise is the latest promise. */
function time(at: Date | null): number {
  return at?.getTime() ?? Number.MAX_SAFE_INTEGER
}
