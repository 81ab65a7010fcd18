import type pg from 'pg'
import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Approved } from '@/tests/bench/approved-orders'

type Place = { sku_id: string; warehouse_id: string; available: number }

/**
 * One order in one transaction, as one would write it by hand with everything known beforehand: lock the balances, look for
 * a warehouse that has all, insert fulfilment, lines and reservations, change balances and order. No time line, no counters,
 * no explanation, no events.
 */
export async function allocateOne(
  shop: { tenantId: string; shopId: string },
  warehouseIds: readonly string[],
  order: Approved,
): Promise<void> {
  const { tenantId } = shop
  await inTenant(tenantId, 'write', async (client) => {
    const send = <R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
      client.query<R>({ name: `floor-${name}`, text, values: [tenantId, ...values] })
    const { rows } = await send<Place>(
      'lock',
      `select sku_id, warehouse_id, on_hand - reserved as available from stock_balances
        where tenant_id = $1 and sku_id = any($2::uuid[]) order by sku_id, warehouse_id for update`,
      [order.lines.map((l) => l.skuId)],
    )
    const available = new Map(rows.map((r) => [`${r.sku_id} ${r.warehouse_id}`, r.available]))
    const warehouseId = warehouseIds.find((id) =>
      order.lines.every((l) => (available.get(`${l.skuId} ${id}`) ?? 0) >= l.quantity),
    )
    if (!warehouseId) throw new Error('the bench has stock for all')
    const fulfilmentId = newId()
    await send(
      'fulfilment',
      `insert into fulfilments (tenant_id, id, number, shop_id, warehouse_id, state, created_at, updated_at)
       values ($1, $2, $3, $4, $5, 'allocated', now(), now())`,
      [fulfilmentId, fulfilmentId, shop.shopId, warehouseId],
    )
    const lines = order.lines.map((l) => ({ ...l, holderId: newId() }))
    const skuIds = lines.map((l) => l.skuId)
    const quantities = lines.map((l) => l.quantity)
    await send(
      'lines',
      `insert into fulfilment_lines (tenant_id, id, fulfilment_id, order_id, order_line_id, sku_id, quantity)
       select $1, u.id, $2, $3, u.line, u.sku, u.quantity from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::int[]) as u(id, line, sku, quantity)`,
      [fulfilmentId, order.id, lines.map((l) => l.holderId), lines.map((l) => l.id), skuIds, quantities],
    )
    await send(
      'reservations',
      `insert into reservations (tenant_id, id, sku_id, warehouse_id, holder_id, fulfilment_id, quantity, created_at)
       select $1, u.id, u.sku, $2, u.holder, $3, u.quantity, now() from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::int[]) as u(id, sku, holder, quantity)`,
      [warehouseId, fulfilmentId, lines.map(() => newId()), skuIds, lines.map((l) => l.holderId), quantities],
    )
    await send(
      'balances',
      `update stock_balances b set reserved = b.reserved + u.quantity from unnest($3::uuid[], $4::int[]) as u(sku, quantity)
        where b.tenant_id = $1 and b.warehouse_id = $2 and b.sku_id = u.sku`,
      [warehouseId, skuIds, quantities],
    )
    await send(
      'order',
      `update orders set state = 'awaiting_shipment', version = version + 1, updated_at = now() where tenant_id = $1 and id = $2`,
      [order.id],
    )
  })
}
