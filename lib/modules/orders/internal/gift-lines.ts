import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { ResolvedSku } from '@/lib/modules/catalog/resolve-skus'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { lockParcels, type OpenParcel } from '@/lib/modules/orders/internal/lock-parcels'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import { partLines } from '@/lib/modules/orders/internal/merge-parcels'
import { type Part, type PartLine, regroupParcels } from '@/lib/modules/orders/internal/regroup-parcels'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

/** A line of ours behind the channel's: no price, no share of anything. Answers its id. */
export async function insertGift(ctx: Context, orderId: string, sku: ResolvedSku, quantity: number): Promise<string> {
  const lineId = newId()
  await ctx.sql(
    `insert into order_lines (tenant_id, id, order_id, line_no, channel_line_no, seller_sku, sku_key, sku_id, title, quantity, kind, unit_price,
                              goods_minor, discount_minor, freight_minor)
     select $1, $2, $3, coalesce(max(l.line_no), 0) + 1, $4, $5, $6, $7, $8, $9, 'gift', 0, 0, 0, 0
       from order_lines l where l.tenant_id = $1 and l.order_id = $3`,
    [lineId, orderId, `gift:${lineId}`, sku.code, codeKey(sku.code), sku.id, sku.name, quantity],
  )
  return lineId
}

/** What a line is kept as: itself, or the parts of its bundle. */
export function explodedLine(ctx: Context, lineId: string): Promise<{ skuId: string; quantity: number }[]> {
  return ctx.sql(
    `select coalesce(p.sku_id, l.sku_id) as "skuId", coalesce(p.quantity, l.quantity) as quantity
       from order_lines l left join order_line_parts p on p.tenant_id = $1 and p.order_line_id = l.id
      where l.tenant_id = $1 and l.id = $2 order by 1`,
    [lineId],
  )
}

/** The order's parcels that nobody has picked, locked with all their orders. */
export async function unpickedParcels(ctx: Context, orderId: string): Promise<OpenParcel[]> {
  const ids = await ctx.sql<{ id: string }>(
    `select f.id from fulfilments f where f.tenant_id = $1 and f.state in ('allocated', 'released')
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = $2) order by f.id`,
    [orderId],
  )
  if (ids.length === 0) return []
  const { parcels } = await lockParcels(
    ctx,
    ids.map((f) => f.id),
  )
  return parcels.filter((p) => p.state === 'allocated' || p.state === 'released')
}

/** Puts more goods of an order into one of its parcels: the first that leaves from where they lie. Refused when there is none. */
export async function putInParcel(
  ctx: Context,
  parcels: readonly OpenParcel[],
  orderId: string,
  lines: readonly PartLine[],
): Promise<void> {
  const skuIds = [...new Set([...lines, ...parcels.flatMap(partLines)].map((l) => l.skuId))]
  const free = await lockAvailable(ctx, skuIds, [...new Set(parcels.map((p) => p.warehouse_id))])
  const parcel = parcels.find((p) => lines.every((l) => (free.get(l.skuId)?.get(p.warehouse_id) ?? 0) >= l.quantity))
  if (!parcel) return refuse('insufficient_stock')
  await repack(ctx, parcel, [...partLines(parcel), ...lines], orderId)
}

/** A parcel gives way to one with other lines, or to none. */
export async function repack(
  ctx: Context,
  parcel: OpenParcel,
  lines: readonly PartLine[],
  orderId: string,
): Promise<void> {
  const [row] = await ctx.sql<{ block_words: Buffer | null }>(
    'select block_words from fulfilments where tenant_id = $1 and id = $2',
    [parcel.id],
  )
  const words = openWords(await ctx.crypt(), wordsAad('fulfilments', parcel.id), row?.block_words ?? null, '')
  const part: Part = {
    shopId: parcel.shop_id,
    warehouseId: parcel.warehouse_id,
    block: parcel.block_reason ? { reason: parcel.block_reason, words } : null,
    lines,
  }
  const to = await regroupParcels(ctx, 'gift', [parcel.id], lines.length > 0 ? [part] : [])
  const orderIds = [...new Set([orderId, ...parcel.lines.map((l) => l.order_id)])]
  await logRegroup(ctx, { kind: 'gift', orderIds, from: [parcel], to })
}
