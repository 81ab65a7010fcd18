import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { lowStockView } from '@/lib/modules/inventory/schema'
import { skuAvailable } from '@/lib/modules/inventory/sku-places'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.int(), z.uuid()])

type Row = {
  id: string
  code: string
  name: string
  name_en: string
  safety_stock: number
  available: number
  missing: number
}

const filter = z.strictObject({ ...pageFields })

function lowRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `select id, code, name, name_en, safety_stock, available, available - safety_stock as missing from (
       select s.id, s.code, s.name, s.name_en, s.safety_stock,
              ${skuAvailable('$2::uuid[]')} as available
         from skus s where s.tenant_id = $1 and s.safety_stock > 0 and s.status = 'active') t
        where available <= safety_stock and ($3::int is null or (available - safety_stock, id) > ($3::int, $4::uuid))
        order by available - safety_stock, id limit $5`,
    params: [ctx.actor.scope.warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    name: 'stock-low',
  }
}

/** SKUs whose available units, over the warehouses in scope, are at or below their safety stock; the worst first. A bundle has what can be made of it. */
export const listLowStock = query({
  name: 'stock.low',
  summary: 'SKUs at or below their safety stock, the shortest first',
  http: { method: 'GET', path: '/stock/low' },
  input: filter,
  example: { limit: 20 },
  output: pageView(lowStockView),
  rows: async (ctx, asked) => lowRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params, name } = lowRows(ctx, asked)
    const rows = await ctx.sql<Row>(text, params, name)
    return pageOf(
      rows,
      asked.limit,
      (r) => ({
        skuId: r.id,
        skuCode: r.code,
        name: r.name,
        nameEn: r.name_en,
        available: r.available,
        safetyStock: r.safety_stock,
      }),
      (r) => encodeCursor([r.missing, r.id]),
    )
  },
})
