import { groupBy } from '@/lib/kernel/group'
import type { Context } from '@/lib/platform/door/context'

/** `by`: who needs it. */
export type Needed = { by: string; skuId: string; quantity: number }

type Layer = { sku_id: string; quantity: bigint; value: bigint }
type Hint = { sku_id: string; each: bigint | null }

/** Layers of one SKU that are looked at: what is needed beyond costs what the last of them does. */
const most = 100

/**
 * What goods would cost if they left now, by the company's method: the oldest units first, or all at the average of what lies there. A SKU
 * of which nothing is left costs what its cost hint says. By who needs them; nobody is in the answer whose goods have no known cost.
 */
export async function stockCosts(ctx: Context, needed: readonly Needed[]): Promise<Map<string, bigint>> {
  if (needed.length === 0) return new Map()
  const wanted = new Map<string, number>()
  for (const { skuId, quantity } of needed) wanted.set(skuId, Math.max(wanted.get(skuId) ?? 0, quantity))
  const average = ctx.tenant.settings.costMethod === 'moving_average'
  const layers = groupBy(average ? await averages(ctx, wanted) : await oldest(ctx, wanted), (row) => row.sku_id)
  const bare = [...wanted.keys()].filter((skuId) => !layers.has(skuId))
  const hints = new Map((await hinted(ctx, bare)).map((row) => [row.sku_id, row.each]))
  const costOf = ({ skuId, quantity }: Needed): bigint | null => {
    const own = layers.get(skuId)
    const each = hints.get(skuId) ?? null
    return own ? worthOf(own, BigInt(quantity)) : each === null ? null : each * BigInt(quantity)
  }
  const costs = new Map<string, bigint>()
  for (const [by, goods] of groupBy(needed, (one) => one.by)) {
    const values = goods.map(costOf)
    if (values.every((value) => value !== null))
      costs.set(
        by,
        values.reduce((sum, value) => sum + value, 0n),
      )
  }
  return costs
}

function worthOf(layers: readonly Layer[], quantity: bigint): bigint {
  let [open, sum] = [quantity, 0n]
  for (const [i, layer] of layers.entries()) {
    const taken = i === layers.length - 1 || open < layer.quantity ? open : layer.quantity
    sum += (layer.value * taken * 2n + layer.quantity) / (layer.quantity * 2n)
    open -= taken
    if (open === 0n) break
  }
  return sum
}

/** All units of a SKU as one layer. */
function averages(ctx: Context, wanted: ReadonlyMap<string, number>): Promise<Layer[]> {
  return ctx.sql<Layer>(
    `select sku_id, sum(quantity_left)::bigint as quantity, sum(value_left_minor)::bigint as value from cost_layers
      where tenant_id = $1 and sku_id = any($2::uuid[]) and quantity_left > 0 group by sku_id`,
    [[...wanted.keys()]],
    'stock-costs-average',
  )
}

function oldest(ctx: Context, wanted: ReadonlyMap<string, number>): Promise<Layer[]> {
  return ctx.sql<Layer>(
    `select k.sku_id, x.quantity_left::bigint as quantity, x.value_left_minor as value
       from unnest($2::uuid[], $3::int[]) as k(sku_id, quantity)
      cross join lateral (
        select l.quantity_left, l.value_left_minor, l.received_at, l.id,
               sum(l.quantity_left) over (order by l.received_at, l.id) - l.quantity_left as older
          from cost_layers l where l.tenant_id = $1 and l.sku_id = k.sku_id and l.quantity_left > 0
         order by l.received_at, l.id limit ${most}) x
      where x.older < k.quantity order by k.sku_id, x.received_at, x.id`,
    [[...wanted.keys()], [...wanted.values()]],
    'stock-costs-oldest',
  )
}

/** Hints are unit prices in the company's money or in the SKU's own; only the former can be added up. */
function hinted(ctx: Context, skuIds: readonly string[]): Promise<Hint[]> {
  if (skuIds.length === 0) return Promise.resolve([])
  return ctx.sql<Hint>(
    'select id as sku_id, case when currency = $3 then cost_hint_minor end as each from skus where tenant_id = $1 and id = any($2::uuid[])',
    [skuIds, ctx.tenant.currency],
    'stock-costs-hints',
  )
}
