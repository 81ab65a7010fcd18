import { groupBy } from '@/lib/kernel/group'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import { type Part, regroupParcels } from '@/lib/modules/orders/internal/regroup-parcels'
import { holdCodes } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

type Row = {
  id: string
  number: string
  shop_id: string
  warehouse_id: string
  block_reason: string | null
  block_words: Buffer | null
  order_id: string
  order_line_id: string
  sku_id: string
  quantity: number
}

/**
 * Orders that stop leave the parcels they share with others: the others go on together in a new parcel, with all that is kept for
 * them. The caller holds the rows of the orders that stop. Of the others only those later in the house's sequence are waited for:
 * when somebody is at work on an earlier one the transaction starts over.
 */
export async function leaveSiblings(ctx: Context, orderIds: readonly string[]): Promise<void> {
  const rows = await ctx.sql<Row>(
    `select f.id, f.number, f.shop_id, f.warehouse_id, f.block_reason, f.block_words, l.order_id, l.order_line_id, l.sku_id, l.quantity
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id <> all($2::uuid[]) and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed')
        and l.fulfilment_id in (select m.fulfilment_id from fulfilment_lines m where m.tenant_id = $1 and m.order_id = any($2::uuid[]))
      order by l.id`,
    [orderIds],
    'parcels-shared',
  )
  if (rows.length === 0) return
  const siblings = [...new Set(rows.map((r) => r.order_id))]
  const later = siblings.every((id) => orderIds.every((stopping) => stopping < id))
  await ctx.sql(
    `select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update ${later ? '' : 'nowait'}`,
    [siblings],
  )
  const held = await ctx.sql<{ order_id: string; code: string }>(
    'select order_id, code from order_holds where tenant_id = $1 and order_id = any($2::uuid[])',
    [siblings],
  )
  const crypt = await ctx.crypt()
  for (const [id, own] of groupBy(rows, (r) => r.id)) {
    const [{ number, shop_id, warehouse_id, block_reason: reason, block_words: words }] = own as [Row]
    const orders = [...new Set(own.map((r) => r.order_id))]
    // What a hold of those who leave had stopped is free now; what a person stopped stays so.
    const stays =
      reason !== null && (!isHold(reason) || held.some((h) => h.code === reason && orders.includes(h.order_id)))
    const part: Part = {
      shopId: shop_id,
      warehouseId: warehouse_id,
      block: stays ? { reason, words: openWords(crypt, wordsAad('fulfilments', id), words, '') } : null,
      lines: own.map((r) => ({
        orderId: r.order_id,
        orderLineId: r.order_line_id,
        skuId: r.sku_id,
        quantity: r.quantity,
      })),
    }
    const to = await regroupParcels(ctx, 'leave', [id], [part])
    await logRegroup(ctx, { kind: 'leave', orderIds: orders, from: [{ id, number }], to })
  }
}

const isHold = (reason: string) => holdCodes.some((code) => code === reason)
