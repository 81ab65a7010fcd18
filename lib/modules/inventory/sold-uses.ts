import { groupBy } from '@/lib/kernel/group'
import { share } from '@/lib/kernel/money'
import type { Context } from '@/lib/platform/door/context'

/** What a shipment took out of one cost layer and nobody has brought back yet. */
export type SoldUse = {
  shipmentId: string
  layerId: string
  /** The line of the parcel. */
  lineId: string
  skuId: string
  warehouseId: string
  batchId: string | null
  batchKey: string | null
  batchNo: string | null
  receivedAt: Date
  left: number
  value: bigint
}

type Row = Omit<SoldUse, 'left' | 'value'> & {
  shipped: bigint
  used: number
  worth: bigint
  returned: number
  returnedValue: bigint
}

/**
 * What left with some lines of parcels, the layer that was used last first: that is the sequence in which units come back. Under a
 * moving average every unit of a shipment left with the same value, whichever layer it was counted out of. The caller holds
 * the orders, and so nobody else brings the same units back.
 */
export async function soldUses(
  ctx: Context,
  fulfilmentIds: readonly string[],
  lineIds: readonly string[],
): Promise<SoldUse[]> {
  const rows = await ctx.sql<Row>(
    `select m.id as "shipmentId", u.layer_id as "layerId", m.line_id as "lineId", m.sku_id as "skuId", m.warehouse_id as "warehouseId",
            m.batch_id as "batchId", k.code_key as "batchKey", k.code as "batchNo", l.received_at as "receivedAt", -m.value_minor as shipped, -u.quantity as used,
            -u.value_minor as worth, coalesce(r.quantity, 0)::int as returned, coalesce(r.value, 0)::bigint as "returnedValue"
       from stock_movements m
       join cost_layer_uses u on u.tenant_id = $1 and u.movement_id = m.id and u.quantity < 0
       join cost_layers l on l.tenant_id = $1 and l.id = u.layer_id
       left join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id
       left join lateral (select sum(x.quantity) as quantity, sum(x.value_minor) as value from stock_returned_uses x
                           where x.tenant_id = $1 and x.shipment_id = m.id and x.layer_id = u.layer_id) r on true
      where m.tenant_id = $1 and m.reference_id = any($2::uuid[]) and m.reason = 'shipment' and m.line_id = any($3::uuid[])
        and not exists (select 1 from stock_movements b where b.tenant_id = $1 and b.key = 'unship:' || m.id)
      order by m.id, l.received_at, l.id`,
    [fulfilmentIds, lineIds],
    'sold-uses',
  )
  const average = ctx.tenant.settings.costMethod === 'moving_average'
  const uses = [...groupBy(rows, (r) => r.shipmentId).values()].flatMap((own) => {
    const shared = share(
      own[0]?.shipped ?? 0n,
      own.map((r) => BigInt(r.used)),
    )
    return own.flatMap(({ shipped: _, used, worth, returned, returnedValue, ...use }, i): SoldUse[] => {
      const whole = average ? (shared[i] ?? 0n) : worth
      return used > returned ? [{ ...use, left: used - returned, value: whole - returnedValue }] : []
    })
  })
  return uses.reverse()
}

/** Units of these uses that come back, last used first, changing what is left of them; a part takes its exact share of the value. */
export function takeUses(uses: readonly SoldUse[], quantity: number): SoldUse[] {
  const taken: SoldUse[] = []
  let open = quantity
  for (const use of uses) {
    const left = Math.min(open, use.left)
    if (left === 0) continue
    const [value = 0n] = left === use.left ? [use.value] : share(use.value, [BigInt(left), BigInt(use.left - left)])
    taken.push({ ...use, left, value })
    use.left -= left
    use.value -= value
    open -= left
  }
  return taken
}
