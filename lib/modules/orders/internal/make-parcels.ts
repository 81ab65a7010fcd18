import { newId } from '@/lib/kernel/ids'
import { reserveStock } from '@/lib/modules/inventory/reserve-stock'
import { portions } from '@/lib/modules/orders/internal/pool-picture'
import type { Parcel } from '@/lib/modules/orders/internal/stock-picture'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'

/** Fulfilments with their lines and reservations, for many orders at once; the caller saw the units free under lock. Answers their ids. */
export async function makeParcels(
  ctx: Context,
  decided: readonly { orderId: string; shopId: string; parcels: readonly Parcel[]; carrier?: string | null }[],
): Promise<string[]> {
  const wanted = decided.flatMap(({ orderId, shopId, parcels, carrier = null }) =>
    parcels.map((parcel) => ({ orderId, shopId, parcel, carrier })),
  )
  if (wanted.length === 0) return []
  const numbers = await takeNumbers(ctx, 'FS', wanted.length)
  const made = wanted.map((w, i) => ({ ...w, id: newId(), number: numbers[i] ?? '' }))
  await insertMany(ctx, 'fulfilments', {
    id: ['uuid', made.map((m) => m.id)],
    number: ['text', made.map((m) => m.number)],
    shop_id: ['uuid', made.map((m) => m.shopId)],
    warehouse_id: ['uuid', made.map((m) => m.parcel.place.id)],
    state: ['text', made.map(() => 'allocated')],
    preferred_carrier: ['text', made.map((m) => m.carrier)],
    created_at: ['timestamptz', made.map(() => ctx.now)],
    updated_at: ['timestamptz', made.map(() => ctx.now)],
  })
  const lines = made.flatMap((m) =>
    m.parcel.lines.map((line) => ({ ...line, holderId: newId(), orderId: m.orderId, fulfilmentId: m.id, m })),
  )
  await insertMany(ctx, 'fulfilment_lines', {
    id: ['uuid', lines.map((l) => l.holderId)],
    fulfilment_id: ['uuid', lines.map((l) => l.fulfilmentId)],
    order_id: ['uuid', lines.map((l) => l.orderId)],
    order_line_id: ['uuid', lines.map((l) => l.orderLineId)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    quantity: ['int', lines.map((l) => l.quantity)],
  })
  await reserveStock(
    ctx,
    lines.flatMap((line) =>
      portions(line).map((portion) => ({
        skuId: line.skuId,
        warehouseId: line.m.parcel.place.id,
        holderId: line.holderId,
        fulfilmentId: line.fulfilmentId,
        ...portion,
      })),
    ),
  )
  return made.map((m) => m.id)
}
