import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { poolStockView } from '@/lib/modules/inventory/pool-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.string(), z.string()])

type Row = {
  pool_code: string
  sku_id: string
  sku_code: string
  code_key: string
  name: string
  name_en: string
  warehouse_code: string
  quantity: number
  reserved: number
}

export const listPoolStock = query({
  name: 'pool.stock',
  summary: 'What lies in pools, by SKU, warehouse and pool',
  http: { method: 'GET', path: '/stock/pool-stock' },
  input: z.strictObject({
    ...pageFields,
    poolCode: z.string().max(100).optional(),
    skuCode: z.string().max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { poolCode: 'live-1111' },
  output: pageView(poolStockView),
  async run(ctx, { limit, cursor, poolCode, skuCode, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<Row>(
      `select p.code as pool_code, g.sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, w.code as warehouse_code, g.quantity, g.reserved
         from pool_balances g
         join pools p on p.tenant_id = $1 and p.id = g.pool_id
         join skus s on s.tenant_id = $1 and s.id = g.sku_id
         join warehouses w on w.tenant_id = $1 and w.id = g.warehouse_id
        where g.tenant_id = $1 and g.quantity > 0
          and ($2::uuid[] is null or g.warehouse_id = any($2::uuid[]))
          and ($3::uuid[] is null or not exists (
            select 1 from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id and x.shop_id <> all($3::uuid[])))
          and ($4::text is null or p.code = $4) and ($5::text is null or s.code_key = $5)
          and ($6::text is null or (s.code_key, w.code, p.code) > ($6, $7, $8))
        order by s.code_key, w.code, p.code limit $9`,
      [
        await placesAsked(ctx, warehouseCode),
        ctx.actor.scope.shopIds,
        poolCode ?? null,
        skuCode === undefined ? null : codeKey(skuCode),
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit + 1,
      ],
    )
    return pageOf(
      rows,
      limit,
      (r) => ({
        poolCode: r.pool_code,
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        quantity: r.quantity,
        reserved: r.reserved,
        available: r.quantity - r.reserved,
      }),
      (r) => encodeCursor([r.code_key, r.warehouse_code, r.pool_code]),
    )
  },
})
