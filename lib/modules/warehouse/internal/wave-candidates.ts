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

/** More than wait in one warehouse on the greatest day; what is beyond comes with the next wave. */
const looked = 20_000

/** Parcels that may be sent for, the most urgent first, as they stand: `lockCandidates` takes those that are chosen. */
export function waitingParcels(ctx: Context, warehouseId: string, choice: WaveChoice): Promise<Candidate[]> {
  return candidates(ctx, warehouseId, choice, null)
}

/** The same of these alone, locked: parcels another wave is just taking, or that somebody has just stopped, are not among them. */
export function lockCandidates(
  ctx: Context,
  warehouseId: string,
  choice: WaveChoice,
  parcels: readonly string[],
): Promise<Candidate[]> {
  return candidates(ctx, warehouseId, choice, parcels)
}

/**
 * Nothing stops them, no wave has them, and their goods are not at the packing place already (one that was shipped and taken back stands
 * there). A label that is printed says who fetches the parcel, whatever rules had wished for.
 */
async function candidates(
  ctx: Context,
  warehouseId: string,
  { singles, skuId, shopId, carrierCode, shipBy }: WaveChoice,
  parcels: readonly string[] | null,
): Promise<Candidate[]> {
  const { shopIds } = ctx.actor.scope
  return ctx.sql<Candidate>(
    `select f.id, f.number,
            (select json_agg(json_build_object('skuId', g.sku_id, 'quantity', g.quantity) order by g.sku_id) from (
               select l.sku_id, sum(l.quantity)::int as quantity from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id group by l.sku_id) g) as lines
       from fulfilments f
       join lateral (
         select bool_or(o.urgent) as urgent, min(o.promised_ship_at) as due, sum(l.quantity) as units,
                coalesce(bool_or(l.sku_id = $4), false) as has_sku,
                bool_or(exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all($9))) as held,
                bool_and(o.state in ('awaiting_shipment', 'awaiting_purchase')) as ready
           from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
          where l.tenant_id = $1 and l.fulfilment_id = f.id) x on true
      where f.tenant_id = $1 and f.warehouse_id = $2 and f.state = 'allocated' and f.block_reason is null
        and ($5::uuid is null or f.shop_id = $5) and ($8::uuid[] is null or f.shop_id = any($8))
        and ($6::text is null or $6 = coalesce(
              (select b.carrier_code from waybills b where b.tenant_id = $1 and b.fulfilment_id = f.id and b.voided_at is null), f.preferred_carrier, $6))
        and ($10::uuid[] is null or f.id = any($10))
        and not exists (select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = f.id and r.state = 'open' and r.staged > 0)
        and x.ready and not x.held and (not $3 or x.units = 1) and ($4::uuid is null or x.has_sku)
        and ($7::timestamptz is null or x.due <= $7)
      order by x.urgent desc, x.due nulls last, f.created_at, f.id
      limit ${looked}${parcels ? ' for update of f skip locked' : ''}`,
    [
      ...[warehouseId, singles, skuId ?? null, shopId ?? null, carrierCode ?? null, shipBy ?? null, shopIds],
      ...[overridableHolds, parcels],
    ],
    parcels ? 'wave-candidates-lock' : 'wave-candidates',
  )
}
