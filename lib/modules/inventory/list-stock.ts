import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { findSkuIds } from '@/lib/modules/catalog/find-sku-ids'
import { stockListSql } from '@/lib/modules/inventory/internal/stock-list.sql'
import { stockView } from '@/lib/modules/inventory/schema'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
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

const filter = z.strictObject({
  ...pageFields,
  skuCode: z.string().max(200).optional(),
  /** Only these codes, in any spelling. */
  skuCodes: z.array(z.string().max(200)).max(200).optional(),
  warehouseCode: z.string().max(100).optional(),
  q: z.string().trim().min(1).max(100).optional(),
  /** '1': only SKUs that are at or below their safety stock, over the warehouses in scope. */
  low: z.enum(['1']).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
})

async function stockRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, skuCode, skuCodes, warehouseCode, q, low: onlyLow, set } = asked
  const meant = await idsOfSet(ctx, 'stock', set)
  const found = q === undefined ? null : await findSkuIds(ctx, q)
  const among = new Set(meant)
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const codes = [...(skuCodes ?? []), ...(skuCode === undefined ? [] : [skuCode])]
  return stockListSql({
    limit,
    after,
    warehouseCode,
    scope: ctx.actor.scope.warehouseIds,
    codeKeys: codes.length > 0 || skuCodes ? codes.map(codeKey) : null,
    skuIds: meant && found ? found.filter((skuId) => among.has(skuId)) : (meant ?? found),
    onlyLow: onlyLow === '1',
  })
}

export const listStock = query({
  name: 'stock.list',
  summary: 'Stock per SKU and warehouse: on hand, reserved, available, incoming, value',
  http: { method: 'GET', path: '/stock' },
  input: filter,
  example: { warehouseCode: 'HZ' },
  output: pageView(stockView),
  rows: stockRows,
  async run(ctx, asked) {
    const { text, params, name } = await stockRows(ctx, asked)
    const rows = await (name ? ctx.page<Row>(text, params, name) : ctx.sql<Row>(text, params))
    const { currency } = ctx.tenant
    return pageOf(
      rows,
      asked.limit,
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
