import { groupBy } from '@/lib/kernel/group'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { lockParcels, type OpenParcel, type ParcelOrder, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import {
  joinLines,
  type Part,
  type PartLine,
  type Regrouped,
  regroupParcels,
} from '@/lib/modules/orders/internal/regroup-parcels'
import { overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export const partLines = (parcel: OpenParcel): PartLine[] =>
  parcel.lines.map((l) => ({
    orderId: l.order_id,
    orderLineId: l.order_line_id,
    skuId: l.sku_id,
    quantity: l.quantity,
  }))

/** Several parcels of one warehouse become one; of several orders only where currency, buyer and address are the same, and the shop, too, unless the company merges over shops. Answers its id. */
export async function mergeParcels(ctx: Context, ids: readonly string[], words: string): Promise<string> {
  const { parcels, orders } = await lockParcels(ctx, ids)
  const [first] = parcels
  if (!first || parcels.length < 2) return invalid([{ path: 'fulfilmentIds', code: 'too_small' }])
  refuseBegun(parcels)
  if (parcels.some((p) => p.warehouse_id !== first.warehouse_id)) invalid([{ path: 'id', code: 'different_warehouse' }])
  if (orders.length > 1) await refuseStrangers(ctx, orders)
  const part: Part = {
    shopId: first.shop_id,
    warehouseId: first.warehouse_id,
    lines: joinLines(parcels.flatMap(partLines)),
  }
  const kind = orders.length > 1 ? 'merge' : 'unsplit'
  const to = await regroupParcels(ctx, kind, ids, [part])
  await logRegroup(ctx, { kind, orderIds: orders.map((o) => o.id), from: parcels, to, words })
  return to.parcels[0]?.id ?? refuse('not_found')
}

async function refuseStrangers(ctx: Context, orders: readonly ParcelOrder[]): Promise<void> {
  const ids = orders.map((o) => o.id)
  for (const order of orders) {
    if (order.state !== 'awaiting_shipment') refuseTransition(order.state, 'awaiting_shipment')
    if (order.sealed) invalid([{ path: 'id', code: 'sealed' }])
  }
  const [one] = orders
  if (orders.some((o) => o.common === null || o.common !== one?.common || o.currency !== one.currency)) {
    const code = orders.some((o) => o.shop_id !== one?.shop_id) ? 'different_shop' : 'different_buyer'
    invalid([{ path: 'id', code }])
  }
  const holds = await ctx.sql<{ code: string }>(
    'select distinct code from order_holds where tenant_id = $1 and order_id = any($2::uuid[]) and code <> all($3) order by code',
    [ids, overridableHolds],
  )
  if (holds.length > 0) refuse('on_hold', { holds: holds.map((h) => h.code) })
  const [gone] = await ctx.sql(
    `select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and f.state in ('shipped', 'delivered') limit 1`,
    [ids],
  )
  if (gone) invalid([{ path: 'id', code: 'partly_shipped' }])
}

/** A parcel of several orders becomes one parcel an order again. */
export async function unmergeParcel(ctx: Context, id: string, words: string): Promise<Regrouped['parcels']> {
  const { parcels, orders } = await lockParcels(ctx, [id])
  const [parcel] = parcels
  if (!parcel || orders.length < 2) return invalid([{ path: 'id', code: 'not_merged' }])
  refuseBegun(parcels)
  const parts = [...groupBy(partLines(parcel), (l) => l.orderId).values()].map(
    (lines): Part => ({ shopId: parcel.shop_id, warehouseId: parcel.warehouse_id, lines }),
  )
  const to = await regroupParcels(ctx, 'unmerge', [id], parts)
  await logRegroup(ctx, { kind: 'unmerge', orderIds: orders.map((o) => o.id), from: parcels, to, words })
  return to.parcels
}
