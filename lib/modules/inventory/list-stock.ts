import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { findSkuIds } from '@/lib/modules/catalog/find-sku-ids'
import { stockView } from '@/lib/modules/inventory/schema'
import { skuAvailable, skuPlaces } from '@/lib/modules/inventory/sku-places'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.string()])

type Row = {
  sku_id: string
  sku_code: string
  code_key: string
  name: string
  name_en: string
  warehouse_code: string
  on_hand: number
  defective: number
  blocked: number
  reserved: number
  available: number
  bundle: boolean
  incoming: number
  pooled: number
  buildable: number
  value_minor: bigint
  safety_stock: number
  low: boolean
}

/** As `stock.low` sees it: a SKU's safety stock is one figure, so what counts is the sum over the warehouses in scope ($4). */
const low = `(s.safety_stock > 0 and s.status = 'active' and ${skuAvailable('$4')} <= s.safety_stock)`

export const listStock = query({
  name: 'stock.list',
  summary: 'Stock per SKU and warehouse: on hand, reserved, available, incoming, value',
  http: { method: 'GET', path: '/stock' },
  input: z.strictObject({
    ...pageFields,
    skuCode: z.string().max(200).optional(),
    /** Only these codes, in any spelling. */
    skuCodes: z.array(z.string().max(200)).max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
    q: z.string().trim().min(1).max(100).optional(),
    /** '1': only SKUs that are at or below their safety stock, over the warehouses in scope. */
    low: z.enum(['1']).optional(),
  }),
  example: { warehouseCode: 'HZ' },
  output: pageView(stockView),
  async run(ctx, { limit, cursor, skuCode, skuCodes, warehouseCode, q, low: onlyLow }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const codes = [...(skuCodes ?? []), ...(skuCode === undefined ? [] : [skuCode])]
    const rows = await ctx.sql<Row>(
      `select s.id as sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, w.code as warehouse_code, s.bundle, b.on_hand, b.defective, b.reserved, b.available, b.incoming,
              b.pooled, b.buildable, b.value_minor, b.blocked, s.safety_stock, ${low} as low
         from skus s
         cross join lateral ${skuPlaces} b
         join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
        where s.tenant_id = $1
          and ($2::text[] is null or s.code_key = any($2::text[])) and ($4::uuid[] is null or b.warehouse_id = any($4::uuid[]))
          and ($5::uuid[] is null or s.id = any($5::uuid[]))
          -- The first of the two says nothing new, but an index can begin there.
          and ($6::text is null or (s.code_key >= $6 and (s.code_key, w.code) > ($6, $7)))
          and (not $8 or ${low}) and ($3::text is null or w.code = $3)
        order by s.code_key, w.code limit $9`,
      [
        codes.length > 0 || skuCodes ? codes.map(codeKey) : null,
        warehouseCode ?? null,
        ctx.actor.scope.warehouseIds,
        q === undefined ? null : await findSkuIds(ctx, q),
        after?.[0] ?? null,
        after?.[1] ?? null,
        onlyLow === '1',
        limit + 1,
      ],
      // Read page by page its plan is always the same; what looks for a few SKUs is planned for those.
      codes.length > 0 || skuCodes || q !== undefined ? undefined : 'stock-list',
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
        defective: r.defective,
        blocked: r.blocked,
        reserved: r.reserved,
        available: r.available,
        bundle: r.bundle,
        incoming: r.incoming,
        pooled: r.pooled,
        buildable: r.buildable,
        safetyStock: r.safety_stock,
        low: r.low,
        value: fromMinor(r.value_minor, currency),
        currency,
      }),
      (r) => encodeCursor([r.code_key, r.warehouse_code]),
    )
  },
})
