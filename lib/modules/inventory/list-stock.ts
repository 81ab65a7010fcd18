import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.string()])
/** SKUs a search word may mean here; further ones are found by a longer word. */
const searched = 200

type Row = {
  sku_id: string
  sku_code: string
  code_key: string
  name: string
  name_en: string
  warehouse_code: string
  on_hand: number
  reserved: number
  incoming: number
  value_minor: bigint
  safety_stock: number
}

export const listStock = query({
  name: 'stock.list',
  summary: 'Stock per SKU and warehouse: on hand, reserved, available, incoming, value',
  http: { method: 'GET', path: '/stock' },
  input: z.strictObject({
    ...pageFields,
    skuCode: z.string().max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
    q: z.string().trim().min(1).max(100).optional(),
    /** '1': only where available is at or below the safety stock. */
    low: z.enum(['1']).optional(),
  }),
  example: { warehouseCode: 'HZ' },
  async run(ctx, { limit, cursor, skuCode, warehouseCode, q, low }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const ids = q === undefined ? null : (await listSkus.within(ctx, { q, limit: searched })).items.map((s) => s.id)
    const rows = await ctx.sql<Row>(
      `select b.sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, w.code as warehouse_code, b.on_hand, b.reserved, b.incoming, b.value_minor, s.safety_stock
         from skus s
         join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id
         join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
        where s.tenant_id = $1
          and ($2::text is null or s.code_key = $2) and ($3::text is null or w.code = $3)
          and ($4::uuid[] is null or b.warehouse_id = any($4::uuid[])) and ($5::uuid[] is null or s.id = any($5::uuid[]))
          and ($6::text is null or (s.code_key, w.code) > ($6, $7))
          and (not $8 or b.on_hand - b.reserved <= s.safety_stock)
        order by s.code_key, w.code limit $9`,
      [
        skuCode === undefined ? null : codeKey(skuCode),
        warehouseCode ?? null,
        ctx.actor.scope.warehouseIds,
        ids,
        after?.[0] ?? null,
        after?.[1] ?? null,
        low === '1',
        limit + 1,
      ],
    )
    const { currency } = ctx.tenant
    return pageOf(
      rows,
      limit,
      (r) => ({
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        onHand: r.on_hand,
        reserved: r.reserved,
        available: r.on_hand - r.reserved,
        incoming: r.incoming,
        safetyStock: r.safety_stock,
        value: fromMinor(r.value_minor, currency),
        currency,
      }),
      (r) => encodeCursor([r.code_key, r.warehouse_code]),
    )
  },
})
