import type { Context } from '@/lib/platform/door/context'

/** The numbers, as keys, of units that left with some shipments and are still away with them. */
export async function numbersLeft(ctx: Context, shipmentIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (shipmentIds.length === 0) return found
  const rows = await ctx.sql<{ shipment: string; key: string }>(
    `select x.movement_id as shipment, s.code_key as key
       from stock_serial_moves x
       join stock_serials s on s.tenant_id = $1 and s.id = x.serial_id and s.state = 'shipped'
      where x.tenant_id = $1 and x.movement_id = any($2::uuid[])
        and not exists (select 1 from stock_serial_moves y join stock_movements n on n.tenant_id = $1 and n.id = y.movement_id
                         where y.tenant_id = $1 and y.serial_id = x.serial_id and n.reason = 'shipment' and n.id > x.movement_id)`,
    [[...new Set(shipmentIds)]],
    'numbers-left',
  )
  for (const { shipment, key } of rows) found.set(shipment, (found.get(shipment) ?? new Set()).add(key))
  return found
}
