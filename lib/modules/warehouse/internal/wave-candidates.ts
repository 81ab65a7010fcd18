import { overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type WaveChoice = {
  singles: boolean
  skuId?: string | undefined
  shopId?: string | undefined
  carrierCode?: string | undefined
  shipBy?: Date | undefined
}

export type Candidate = { id: string; number: string; lines: { skuId: string; quantity: number }[] }

/** How many parcels are looked at for one that is taken: some will not be found on the shelves. */
const looked = 4

/**
 * Parcels that may be sent for, the most urgent first, locked: parcels another wave is just taking are left to it. Nothing stops them,
 * no wave has them, and their goods are not at the packing place already (one that was shipped and taken back stands there).
 */
export async function waveCandidates(
  ctx: Context,
  warehouseId: string,
  { singles, skuId, shopId, carrierCode, shipBy }: WaveChoice,
  most: number,
): Promise<Candidate[]> {
  const { shopIds } = ctx.actor.scope
  const found = await ctx.sql<{ id: string; number: string; urgent: boolean; due: Date | null }>(
    `select f.id, f.number from fulfilments f
       join lateral (
         select bool_or(o.urgent) as urgent, min(o.promised_ship_at) as due, sum(l.quantity) as units, count(distinct l.sku_id) as skus,
                coalesce(bool_or(l.sku_id = $4), false) as has_sku,
                bool_or(exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all($9))) as held,
                bool_and(o.state in ('awaiting_shipment', 'awaiting_purchase')) as ready
           from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
          where l.tenant_id = $1 and l.fulfilment_id = f.id) x on true
      where f.tenant_id = $1 and f.warehouse_id = $2 and f.state = 'allocated' and f.block_reason is null
        and ($5::uuid is null or f.shop_id = $5) and ($8::uuid[] is null or f.shop_id = any($8))
        and ($6::text is null or coalesce(f.preferred_carrier, $6) = $6)
        and not exists (select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = f.id and r.state = 'open' and r.staged > 0)
        and x.ready and not x.held and (not $3 or x.units = 1) and ($4::uuid is null or x.has_sku)
        and ($7::timestamptz is null or x.due <= $7)
      order by x.urgent desc, x.due nulls last, f.created_at, f.id
      limit $10 for update of f skip locked`,
    [
      warehouseId,
      singles,
      skuId ?? null,
      shopId ?? null,
      carrierCode ?? null,
      shipBy ?? null,
      shopIds,
      overridableHolds,
      most * looked,
    ],
  )
  const lines = await ctx.sql<{ fulfilment_id: string; sku_id: string; quantity: number }>(
    `select fulfilment_id, sku_id, sum(quantity)::int as quantity from fulfilment_lines
      where tenant_id = $1 and fulfilment_id = any($2::uuid[]) group by fulfilment_id, sku_id order by fulfilment_id, sku_id`,
    [found.map((f) => f.id)],
  )
  const byParcel = new Map<string, Candidate['lines']>()
  for (const { fulfilment_id, sku_id, quantity } of lines)
    byParcel.set(fulfilment_id, [...(byParcel.get(fulfilment_id) ?? []), { skuId: sku_id, quantity }])
  return found.map(({ id, number }) => ({ id, number, lines: byParcel.get(id) ?? [] }))
}
