import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { lockFulfilment } from '@/lib/modules/orders/internal/lock-fulfilment'
import type { Contact } from '@/lib/modules/orders/schema'
import { seesShop } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

type Line = { order_id: string; code: string; name: string; name_en: string; quantity: number; barcode: string | null }

/** What the packing slip shows, receiver in clear: printing is its purpose, so each print is counted and audited. */
export const getPackingSlip = command({
  name: 'fulfilment.packing-slip',
  summary: 'The packing slip of a fulfilment; counted as a print and audited',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/packing-slip' },
  input: z.strictObject({ fulfilmentId: id('fulfilment') }),
  example: {},
  async run(ctx, { fulfilmentId }) {
    const parcel = await lockFulfilment(ctx, fulfilmentId)
    const [head] = await ctx.sql<{
      printed_count: number
      shop: string
      warehouse: string
      tracking_no: string | null
    }>(
      `update fulfilments f set printed_count = f.printed_count + 1 from shops s, warehouses w
        where f.tenant_id = $1 and s.tenant_id = $1 and w.tenant_id = $1 and f.id = $2 and s.id = f.shop_id and w.id = f.warehouse_id
        returning f.printed_count, s.name as shop, w.name as warehouse, f.tracking_no`,
      [fulfilmentId],
    )
    const orders = await ctx.sql<{
      id: string
      shop_id: string
      number: string
      channel_order_no: string
      contact: Buffer
    }>(
      'select id, shop_id, number, channel_order_no, contact from orders where tenant_id = $1 and id = any($2::uuid[]) order by number',
      [parcel.orders.map((o) => o.id)],
    )
    const lines = await ctx.sql<Line>(
      `select l.order_id, s.code, s.name, s.name_en, l.quantity,
              (select b.barcode from sku_barcodes b where b.tenant_id = $1 and b.sku_id = s.id order by b.barcode limit 1) as barcode
         from fulfilment_lines l join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where l.tenant_id = $1 and l.fulfilment_id = $2 order by l.id`,
      [fulfilmentId],
    )
    const crypt = await ctx.crypt()
    // All go to one receiver; what the buyers of other shops wrote, and under which number, is not this actor's.
    const told = orders.map((o) => ({ ...o, contact: JSON.parse(crypt.open(contactAad(o.id), o.contact)) as Contact }))
    const own = told.filter((o) => seesShop(ctx.actor, o.shop_id))
    ctx.touch('fulfilment', fulfilmentId)
    ctx.tell({ copy: head?.printed_count ?? 1 })
    return {
      fulfilmentId,
      number: parcel.number,
      shop: head?.shop ?? '',
      warehouse: head?.warehouse ?? '',
      trackingNo: head?.tracking_no ?? null,
      copy: head?.printed_count ?? 1,
      orders: own.map((o) => ({ number: o.number, channelOrderNo: o.channel_order_no })),
      receiver: told[0]?.contact.address ?? null,
      buyerNotes: own.map((o) => o.contact.buyerNote).filter((n) => n !== ''),
      lines: lines.map((l) => ({
        skuCode: l.code,
        name: l.name,
        nameEn: l.name_en,
        quantity: l.quantity,
        barcode: l.barcode,
      })),
      printedAt: ctx.now.toISOString(),
      printedBy: ctx.actor.name,
    }
  },
})
