import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import type { Address, Contact } from '@/lib/modules/orders/schema'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ParcelPaper = {
  id: string
  number: string
  shopId: string
  shop: string
  /** What the shop states about returns; 0 days and no text: nothing. */
  returns: { days: number; text: string }
  warehouse: string
  trackingNo: string | null
  orders: { number: string; channelOrderNo: string }[]
  receiver: Address | null
  buyerNotes: string[]
  lines: { skuCode: string; name: string; nameEn: string; quantity: number; barcode: string | null }[]
}

type Head = {
  id: string
  number: string
  shop_id: string
  shop: string
  return_days: number
  return_text: string
  warehouse: string
  tracking_no: string | null
}
type OrderRow = {
  fulfilment_id: string
  id: string
  shop_id: string
  number: string
  channel_order_no: string
  contact: Buffer
}
type LineRow = ParcelPaper['lines'][number] & { fulfilment_id: string }

/**
 * What the papers of parcels say, the receiver in clear, in the sequence they were asked for; unknown ones are left out. Who calls has
 * asked for the right to it and writes down that it was shown.
 */
export async function parcelPapers(ctx: Context, ids: readonly string[]): Promise<ParcelPaper[]> {
  const heads = await ctx.sql<Head>(
    `select f.id, f.number, f.shop_id, s.name as shop, s.return_days, s.return_text, w.name as warehouse, f.tracking_no
       from fulfilments f join shops s on s.tenant_id = $1 and s.id = f.shop_id join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
      where f.tenant_id = $1 and f.id = any($2::uuid[]) order by array_position($2::uuid[], f.id)`,
    [ids],
    'parcel-papers',
  )
  const orders = await ctx.sql<OrderRow>(
    `select l.fulfilment_id, o.id, o.shop_id, o.number, o.channel_order_no, o.contact
       from (select distinct fulfilment_id, order_id from fulfilment_lines where tenant_id = $1 and fulfilment_id = any($2::uuid[])) l
       join orders o on o.tenant_id = $1 and o.id = l.order_id where o.tenant_id = $1 order by o.number`,
    [ids],
    'parcel-paper-orders',
  )
  const lines = await ctx.sql<LineRow>(
    `select l.fulfilment_id, s.code as "skuCode", s.name, s.name_en as "nameEn", l.quantity,
            (select b.barcode from sku_barcodes b where b.tenant_id = $1 and b.sku_id = s.id order by b.barcode limit 1) as barcode
       from (select fulfilment_id, sku_id, sum(quantity)::int as quantity, min(id::text) as first from fulfilment_lines
              where tenant_id = $1 and fulfilment_id = any($2::uuid[]) group by fulfilment_id, sku_id) l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id where s.tenant_id = $1 order by l.first`,
    [ids],
    'parcel-paper-lines',
  )
  const crypt = await ctx.crypt()
  const ordersOf = gathered(orders)
  const linesOf = gathered(lines)
  return heads.map((head) => {
    const told = (ordersOf.get(head.id) ?? []).map((o) => ({
      ...o,
      contact: JSON.parse(crypt.open(contactAad(o.id), o.contact)) as Contact,
    }))
    // All go to one receiver; what the buyers of other shops wrote, and under which number, is not this actor's.
    const own = told.filter((o) => seesShop(ctx.actor, o.shop_id))
    return {
      ...{ id: head.id, number: head.number, shopId: head.shop_id, shop: head.shop, warehouse: head.warehouse },
      returns: { days: head.return_days, text: head.return_text },
      trackingNo: head.tracking_no,
      orders: own.map((o) => ({ number: o.number, channelOrderNo: o.channel_order_no })),
      receiver: told[0]?.contact.address ?? null,
      buyerNotes: own.map((o) => o.contact.buyerNote).filter((note) => note !== ''),
      lines: (linesOf.get(head.id) ?? []).map(({ fulfilment_id: _, ...line }) => line),
    }
  })
}

function gathered<R extends { fulfilment_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const all = new Map<string, R[]>()
  for (const row of rows) all.set(row.fulfilment_id, [...(all.get(row.fulfilment_id) ?? []), row])
  return all
}
