import { groupBy } from '@/lib/kernel/group'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import { type Part, regroupParcels } from '@/lib/modules/orders/internal/regroup-parcels'
import { type FulfilmentState, holdCodes } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

type Row = {
  id: string
  number: string
  state: FulfilmentState
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
 * Orders leave the parcels they share with others: the others go on together in a new parcel, with all that is kept for them. Those
 * who leave get a parcel of their own (`own`, as long as nobody has picked it) or nothing (`stop`: their goods are given back).
 * The caller holds the rows of the orders that leave. Of the others only those later in the house's sequence are waited for: when
 * somebody is at work on an earlier one the transaction starts over.
 */
export async function leaveSiblings(ctx: Context, orderIds: readonly string[], how: 'stop' | 'own'): Promise<void> {
  if (orderIds.length === 0) return
  // One thing after the other: asked at once, planners that do not know a young company's figures compare everything with everything.
  const own = await ctx.sql<{ id: string }>(
    'select distinct fulfilment_id as id from fulfilment_lines where tenant_id = $1 and order_id = any($2::uuid[])',
    [orderIds],
    'parcels-own',
  )
  if (own.length === 0) return
  const others = await ctx.sql<{ id: string }>(
    `select distinct l.fulfilment_id as id from fulfilment_lines l
      where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]) and l.order_id <> all($3::uuid[])`,
    [own.map((p) => p.id), orderIds],
    'parcels-of-others',
  )
  if (others.length === 0) return
  const rows = await ctx.sql<Row>(
    `select f.id, f.number, f.state, f.shop_id, f.warehouse_id, f.block_reason, f.block_words, l.order_id, l.order_line_id, l.sku_id, l.quantity
       from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
      where f.tenant_id = $1 and f.id = any($2::uuid[]) and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed')
      order by l.id`,
    [others.map((p) => p.id)],
    'parcels-shared',
  )
  const shared = rows.filter((r) => how === 'stop' || r.state === 'allocated' || r.state === 'released')
  if (shared.length === 0) return
  const leaving = new Set(orderIds)
  const siblings = [...new Set(shared.map((r) => r.order_id))].filter((id) => !leaving.has(id))
  const later = siblings.every((id) => orderIds.every((own) => own < id))
  await ctx.sql(
    `select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update ${later ? '' : 'nowait'}`,
    [siblings],
  )
  const held = await ctx.sql<{ order_id: string; code: string }>(
    'select order_id, code from order_holds where tenant_id = $1 and order_id = any($2::uuid[])',
    [siblings],
  )
  const crypt = await ctx.crypt()
  for (const [id, lines] of groupBy(shared, (r) => r.id)) {
    const [parcel] = lines
    if (!parcel) continue
    const { number, block_reason: reason } = parcel
    const words = openWords(crypt, wordsAad('fulfilments', id), parcel.block_words, '')
    const staying = lines.filter((l) => !leaving.has(l.order_id))
    const orders = [...new Set(staying.map((r) => r.order_id))]
    // What a hold of those who leave had stopped is free now; what a person stopped stays so.
    const stopped = (ids: readonly string[]) => held.some((h) => h.code === reason && ids.includes(h.order_id))
    const stays = reason !== null && (!isHold(reason) || stopped(orders)) ? { reason, words } : null
    const parts = [partOf(parcel, staying, stays)]
    if (how === 'own')
      for (const own of groupBy(
        lines.filter((l) => leaving.has(l.order_id)),
        (l) => l.order_id,
      ).values())
        parts.push(partOf(parcel, own, reason === null ? null : { reason, words }))
    const kind = how === 'own' ? 'unmerge' : 'leave'
    const to = await regroupParcels(ctx, kind, [id], parts)
    const told = how === 'own' ? [...new Set(lines.map((l) => l.order_id))] : orders
    await logRegroup(ctx, { kind, orderIds: told, from: [{ id, number }], to })
  }
}

function partOf(parcel: Row, lines: readonly Row[], block: Part['block']): Part {
  return {
    shopId: parcel.shop_id,
    warehouseId: parcel.warehouse_id,
    block: block ?? null,
    lines: lines.map((l) => ({
      orderId: l.order_id,
      orderLineId: l.order_line_id,
      skuId: l.sku_id,
      quantity: l.quantity,
    })),
  }
}

const isHold = (reason: string) => holdCodes.some((code) => code === reason)
