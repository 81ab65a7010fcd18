import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { asideAt, stateAt } from '@/lib/modules/inventory/internal/state-at'
import { instant, pastStockView } from '@/lib/modules/inventory/value-schema'
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
  pooled: number
  value_minor: bigint
}

const state = stateAt('$2')
const aside = asideAt('$2')

export const stockAt = query({
  name: 'stock.at',
  summary: 'What stood on hand and was reserved at a past moment, and what it was worth',
  http: { method: 'GET', path: '/stock/at' },
  input: z.strictObject({
    ...pageFields,
    at: instant,
    skuCode: z.string().max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { at: '2026-11-11T00:00:00+08:00', skuCode: 'TEA-001' },
  output: pageView(pastStockView),
  async run(ctx, { limit, cursor, at, skuCode, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<Row>(
      `select b.sku_id, b.sku_code, b.code_key, b.name, b.name_en, b.warehouse_code, ${state.columns}, ${aside.columns}
         from (
           select b.sku_id, b.warehouse_id, s.code as sku_code, s.code_key, s.name, s.name_en, w.code as warehouse_code
             from skus s
             join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id
             join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
            where s.tenant_id = $1 and ${skuCode === undefined ? '$3::text is null' : 's.code_key = $3'}
              and ($4::uuid[] is null or b.warehouse_id = any($4::uuid[]))
              and ($5::text is null or (s.code_key >= $5 and (s.code_key, w.code) > ($5, $6)))
            order by s.code_key, w.code limit $7) b
         ${state.joins}
         ${aside.joins}
        order by b.code_key, b.warehouse_code`,
      [
        at,
        skuCode === undefined ? null : codeKey(skuCode),
        await placesAsked(ctx, warehouseCode),
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
        at: at.toISOString(),
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        onHand: r.on_hand,
        defective: r.defective,
        blocked: r.blocked,
        reserved: r.reserved,
        pooled: r.pooled,
        available: r.on_hand - r.defective - r.blocked - r.reserved - r.pooled,
        value: fromMinor(r.value_minor, currency),
        currency,
      }),
      (r) => encodeCursor([r.code_key, r.warehouse_code]),
    )
  },
})
