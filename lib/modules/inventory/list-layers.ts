import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { ageDays, daysOf } from '@/lib/modules/inventory/internal/stock-ages'
import { ageBuckets, layerView } from '@/lib/modules/inventory/value-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Row = {
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  warehouse_code: string
  received_at: Date
  days: number
  quantity_left: number
  value_left_minor: bigint
  movement_id: string
  reference: string
}

const days = daysOf('$2', '$3')

/** The rows behind the figures of `stock.value`: what is left of each receipt, the oldest first. */
export const listLayers = query({
  name: 'stock.layers',
  summary: 'What is left of each receipt and what it is worth, the oldest first',
  http: { method: 'GET', path: '/stock/layers' },
  input: z.strictObject({
    ...pageFields,
    warehouseCode: z.string().max(100).optional(),
    categoryId: id('category').optional(),
    /** '1': only goods without a category. */
    uncategorised: z.enum(['1']).optional(),
    age: z.enum(ageBuckets).optional(),
  }),
  example: { warehouseCode: 'HZ', age: '181-' },
  output: pageView(layerView),
  async run(ctx, { limit, cursor, warehouseCode, categoryId, uncategorised, age }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const [from, to] = age === undefined ? [0, null] : ageDays[age]
    const rows = await ctx.sql<Row>(
      `select l.id, l.sku_id, s.code as sku_code, s.name, s.name_en, w.code as warehouse_code, l.received_at, ${days} as days, l.quantity_left,
              l.value_left_minor, l.movement_id, m.reference
         from cost_layers l
         join skus s on s.tenant_id = $1 and s.id = l.sku_id
         join products p on p.tenant_id = $1 and p.id = s.product_id
         join warehouses w on w.tenant_id = $1 and w.id = l.warehouse_id
         join stock_movements m on m.tenant_id = $1 and m.id = l.movement_id
        where l.tenant_id = $1 and l.quantity_left > 0 and ($4::uuid[] is null or l.warehouse_id = any($4::uuid[]))
          and ($5::uuid is null or p.category_id = $5) and (not $6 or p.category_id is null)
          and ${days} >= $7 and ($8::int is null or ${days} <= $8)
          and ($9::timestamptz is null or (l.received_at, l.id) > ($9::timestamptz, $10::uuid))
        order by l.received_at, l.id limit $11`,
      [
        ctx.now,
        ctx.tenant.timeZone,
        await placesAsked(ctx, warehouseCode),
        categoryId ?? null,
        uncategorised === '1',
        from,
        to,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
      ],
    )
    const { currency } = ctx.tenant
    return pageOf(
      rows,
      limit,
      (r) => ({
        id: r.id,
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        receivedAt: r.received_at.toISOString(),
        days: r.days,
        units: r.quantity_left,
        value: fromMinor(r.value_left_minor, currency),
        currency,
        movementId: r.movement_id,
        reference: r.reference,
      }),
      (r) => encodeCursor([r.received_at.toISOString(), r.id]),
    )
  },
})
