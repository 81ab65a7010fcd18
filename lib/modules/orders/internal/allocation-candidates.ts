import { groupBy } from '@/lib/kernel/group'
import { available } from '@/lib/modules/inventory/available'
import { boxesOf } from '@/lib/modules/orders/internal/assembled-lines'
import { freezeParts } from '@/lib/modules/orders/internal/freeze-parts'
import { type WantedOrder, wantsOf } from '@/lib/modules/orders/internal/order-wants'
import type { PlanRules } from '@/lib/modules/orders/internal/plan-order'
import { freeForShop } from '@/lib/modules/orders/internal/pool-picture'
import { promiseSequence } from '@/lib/modules/orders/internal/promise-sequence.sql'
import { ownPairs, type SpecialStock } from '@/lib/modules/orders/internal/special-stock'
import type { Want } from '@/lib/modules/orders/internal/stock-picture'
import { overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type Candidate = WantedOrder & {
  province: string
  promised_ship_at: Date | null
  /** Not to be merged or split. */
  sealed: boolean
  /** Warehouses that parcels of the order already leave from. */
  homes: readonly string[]
  lines: readonly Want[]
  /** Those of its lines that may leave assembled, as such. */
  boxes: readonly Want[]
}

type Row = WantedOrder & {
  province: string
  sealed: boolean
  urgent: boolean
  promised_ship_at: Date | null
  paid_at: Date | null
  lineCount: number
}

/** A turn ends by lines, too: 500 orders of 500 lines each would hold their locks longer than anybody may wait. */
const mostLines = 5000

const free = `not exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all($3))`
/** Presale waits for its day or for somebody to let it go. */
const sellable = (now: string) => `(not o.presale or o.presale_until <= ${now})`
const columns =
  'o.id, o.state, o.shop_id as "shopId", o.province, o.sealed, o.urgent, o.promised_ship_at, o.paid_at, o.line_count as "lineCount"'

/** Warehouse `w` is one of ours to send from, and one that routing rules let the order leave from. */
const mayLeave = "w.kind <> 'platform' and (o.only_warehouse_ids is null or w.id = any(o.only_warehouse_ids))"

/** Which pools sell for which shops. */
const pairs = 'unnest($8::uuid[], $9::uuid[], $10::boolean[], $11::uuid[]) as own(pool, shop, strict, one_order)'
const freeFor = (pooled: boolean) => (pooled ? freeForShop(available(), pairs) : available())

/** Demands of the order, all or of one of its lines, none of which one warehouse lacks: the one its parcels already leave from, else any. */
const fitsOnePlace = (line: string, pooled: boolean) => `exists (
  select 1 from warehouses w where w.tenant_id = $1 and w.status = 'active'
     and (homes.ids is null or w.id = any(homes.ids)) and ${mayLeave}
     and not exists (
       select 1 from stock_demands d left join stock_balances b on b.tenant_id = $1 and b.sku_id = d.sku_id and b.warehouse_id = w.id
        where d.tenant_id = $1 and d.order_id = o.id ${line}
        group by d.sku_id having sum(d.quantity) > coalesce(max(${freeFor(pooled)}), 0)))`

/** What a demand finds: of a shop with pools what they and general stock hold for it, counted for each of its demands. */
const found = (pooled: boolean) =>
  pooled
    ? `left join orders o on o.tenant_id = $1 and o.id = d.order_id
    left join lateral (select true as own, max(${freeFor(true)}) as most, sum(${freeFor(true)}) as total from stock_balances b
                where b.tenant_id = $1 and b.sku_id = d.sku_id and o.shop_id = any($9::uuid[])) q on o.shop_id = any($9::uuid[])`
    : ''
const mostOf = (pooled: boolean, what: string) =>
  pooled ? `case when q.own then q.${what} else f.${what} end` : `f.${what}`

/**
 * Orders each of whose demands (in part: one of them) could be met if it were alone: one pass over all demands, so that
 * whoever has no hope costs next to nothing.
 */
const hopeful = (pooled: boolean) => `
  select d.order_id from stock_demands d
    left join (select b.sku_id, max(${available()}) as most, sum(${available()}) as total from stock_balances b
                where b.tenant_id = $1 and ${available()} > 0 group by b.sku_id) f on f.sku_id = d.sku_id
    ${found(pooled)}
   where d.tenant_id = $1
     and ($4::uuid[] is null or d.order_id in (select w.order_id from stock_demands w where w.tenant_id = $1 and w.sku_id = any($4::uuid[])))
   group by d.order_id
  having bool_and(coalesce(case when $5::boolean then ${mostOf(pooled, 'total')} else ${mostOf(pooled, 'most')} end, 0) >= d.quantity)
      or ($6::boolean and bool_or(coalesce(${mostOf(pooled, 'most')}, 0) >= d.quantity))`

/** What an order still waits for fits as the company's rules wish: only such orders are tried, so that those without hope never stand in the way. */
const fits = (pooled: boolean) => `(${fitsOnePlace('', pooled)}
  or ($5 and not o.sealed and not exists (
       select 1 from stock_demands d where d.tenant_id = $1 and d.order_id = o.id group by d.sku_id
       having sum(d.quantity) > (select coalesce(sum(${freeFor(pooled)}), 0) from stock_balances b
                                   join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id and w.status = 'active' and ${mayLeave}
                                  where b.tenant_id = $1 and b.sku_id = d.sku_id)))
  or ($6 and not o.sealed and exists (
       select 1 from stock_demands l where l.tenant_id = $1 and l.order_id = o.id
          and ${fitsOnePlace('and d.order_line_id = l.order_line_id', pooled)})))`

/** Lines of the order on bundles ($6) of which enough lie assembled in one warehouse. */
const boxedLines = (
  pooled: boolean,
) => `select l.id from order_lines l join stock_balances b on b.tenant_id = $1 and b.sku_id = l.sku_id
   where l.tenant_id = $1 and l.order_id = o.id and l.sku_id = any($6::uuid[]) and l.quantity > 0 and ${freeFor(pooled)} >= l.quantity
     and exists (select 1 from stock_demands w where w.tenant_id = $1 and w.order_id = o.id and w.order_line_id = l.id)`

/** Waits for parts of a bundle of which enough lie assembled, and (in part: or) for nothing else that no warehouse has. */
const fitsBoxed = (pooled: boolean) => `exists (${boxedLines(pooled)}) and ($7 or not exists (
  select 1 from stock_demands d where d.tenant_id = $1 and d.order_id = o.id and d.order_line_id not in (${boxedLines(pooled)})
   group by d.sku_id
  having sum(d.quantity) > (select coalesce(max(${freeFor(pooled)}), 0) from stock_balances b where b.tenant_id = $1 and b.sku_id = d.sku_id)))`

/**
 * Locks the orders that are due: approved ones and those waiting ones for which goods may have come, free of blocking
 * holds, urgent first, then oldest promise. Rows that somebody else holds are left for the next turn.
 */
export async function candidates(
  ctx: Context,
  most: number,
  skuIds: readonly string[] | undefined,
  rules: PlanRules,
  { bundleIds, pools }: SpecialStock,
): Promise<{ due: Candidate[]; more: boolean }> {
  const approved = await ctx.sql<Row>(
    `select ${columns} from orders o where o.tenant_id = $1 and o.state = 'approved' and (o.hold_count = 0 or ${free}) and ${sellable('$4')}
      order by ${promiseSequence} limit $2 for update of o skip locked`,
    [most, overridableHolds, ctx.now],
    'allocate-approved',
  )
  const pooled = pools.length > 0
  const waiting = await ctx.sql<Row>(
    `select ${columns} from orders o
       left join lateral (
         select array_agg(f.warehouse_id) as ids from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
          where l.tenant_id = $1 and l.order_id = o.id and f.state not in ('waiting', 'cancelled') and (not $5 or o.sealed)) homes on true
      where o.tenant_id = $1 and o.state = 'awaiting_purchase' and (o.hold_count = 0 or ${free}) and ${sellable('$7')}
        and o.id in (${hopeful(pooled)})
        and ${fits(pooled)}
      order by ${promiseSequence} limit $2 for update of o skip locked`,
    [
      ...[most - approved.length, overridableHolds, skuIds ?? null, rules.split, rules.partial, ctx.now],
      ...(pooled ? ownPairs(pools) : []),
    ],
    pooled ? 'allocate-waiting-pooled' : 'allocate-waiting',
  )
  const boxable =
    bundleIds.length === 0
      ? []
      : await ctx.sql<Row>(
          `select ${columns} from orders o
            where o.tenant_id = $1 and o.state = 'awaiting_purchase' and (o.hold_count = 0 or ${free}) and ${sellable('$4')}
              and o.id <> all($5::uuid[]) and ${fitsBoxed(pooled)}
            order by ${promiseSequence} limit $2 for update of o skip locked`,
          [
            most - approved.length - waiting.length,
            overridableHolds,
            ctx.now,
            waiting.map((r) => r.id),
            bundleIds,
            rules.partial,
            ...(pooled ? ownPairs(pools) : []),
          ],
          pooled ? 'allocate-boxable-pooled' : 'allocate-boxable',
        )
  const found = [...approved, ...waiting, ...boxable].sort(byPromise)
  const rows = firstByLines(found)
  await freezeParts(
    ctx,
    rows.filter((r) => r.state === 'approved').map((r) => r.id),
  )
  const wants = await wantsOf(ctx, rows)
  const homes = await homesOf(
    ctx,
    rows.filter((r) => r.state !== 'approved'),
  )
  const boxes = await boxesOf(
    ctx,
    rows.map((r) => r.id),
    bundleIds,
  )
  const due = rows.map((r) => ({
    ...r,
    homes: homes.get(r.id) ?? [],
    lines: wants.get(r.id) ?? [],
    boxes: boxes.get(r.id) ?? [],
  }))
  return { due, more: found.length === most || rows.length < found.length }
}

/** The first orders that together have no more lines than a turn may; one order always, whatever its size. */
function firstByLines(rows: readonly Row[]): Row[] {
  let lines = 0
  const end = rows.findIndex((row, i) => {
    lines += row.lineCount
    return i > 0 && lines > mostLines
  })
  return end < 0 ? [...rows] : rows.slice(0, end)
}

async function homesOf(ctx: Context, waiting: readonly Row[]): Promise<Map<string, string[]>> {
  if (waiting.length === 0) return new Map()
  const rows = await ctx.sql<{ order_id: string; warehouse_id: string }>(
    `select distinct l.order_id, f.warehouse_id from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and f.state not in ('waiting', 'cancelled')`,
    [waiting.map((r) => r.id)],
    'allocate-homes',
  )
  return new Map([...groupBy(rows, (r) => r.order_id)].map(([id, own]) => [id, own.map((r) => r.warehouse_id)]))
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
