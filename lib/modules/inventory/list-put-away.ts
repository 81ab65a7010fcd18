import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { nilId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { type PutAwayView, putAwayView } from '@/lib/modules/inventory/schema'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.uuid()])

type Row = {
  sku_id: string
  sku_code: string
  code_key: string
  name: string
  name_en: string
  bin_code: string
  quantity: number
  batch_id: string | null
  batch_no: string | null
  expires_on: string | null
  home: string | null
  room: number | null
}
type Empty = { code: string; capacity: number | null }

/** Empty bins to look through beyond those that are needed: the first may be too small. */
const choice = 100

/** Open sellable bins that somebody walks past; conditions follow. */
const shelves = `bins b left join zones z on z.tenant_id = $1 and z.id = b.zone_id
  where b.tenant_id = $1 and b.warehouse_id = $2 and b.status = 'active' and not b.is_default and not b.is_staging and z.kind is distinct from 'defective'`

/** A bin that holds the SKU and has room comes first, else the next empty one of the route: never one for two SKUs of a page. */
export const listPutAway = query({
  name: 'stock.put-away',
  summary: 'What waits in the receiving bin of a warehouse, and the bin it could go to',
  http: { method: 'GET', path: '/stock/put-away' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100) }),
  example: { warehouseCode: 'HZ' },
  output: pageView(putAwayView),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const rows = await ctx.sql<Row>(
      `select s.id as sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, d.code as bin_code, coalesce(y.quantity, h.quantity) as quantity, y.batch_id, k.code as batch_no, k.expires_on, o.code as home, o.room
         from bins d
         join bin_balances h on h.tenant_id = $1 and h.bin_id = d.id and h.quantity > 0
         join skus s on s.tenant_id = $1 and s.id = h.sku_id
         left join batch_balances y on y.tenant_id = $1 and y.sku_id = h.sku_id and y.bin_id = h.bin_id and y.quantity > 0
         left join stock_batches k on k.tenant_id = $1 and k.id = y.batch_id
         left join lateral (
           select b.code, f.room from (select x.bin_id from bin_balances x where x.tenant_id = $1 and x.sku_id = h.sku_id and x.quantity > 0) x
            cross join lateral (select b.id, b.code, b.route, b.capacity from ${shelves} and b.id = x.bin_id) b
            cross join lateral (select b.capacity - coalesce(sum(y.quantity), 0)::int as room from bin_balances y where y.tenant_id = $1 and y.bin_id = b.id) f
            where f.room is null or f.room > 0
            order by coalesce(f.room, h.quantity) < h.quantity, b.route, b.code limit 1) o on true
        where d.tenant_id = $1 and d.warehouse_id = $2 and d.is_default
          and ($3::text is null or (s.code_key >= $3 and (s.code_key, coalesce(y.batch_id, '${nilId}')) > ($3, $4::uuid)))
        order by s.code_key, coalesce(y.batch_id, '${nilId}') limit $5`,
      [warehouse.id, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    const homeless = rows.filter((row) => row.home === null).length
    const empty = homeless === 0 ? [] : await emptyBins(ctx, warehouse.id, homeless + choice)
    return pageOf(
      rows,
      limit,
      (row) => ({
        skuId: row.sku_id,
        skuCode: row.sku_code,
        name: row.name,
        nameEn: row.name_en,
        binCode: row.bin_code,
        quantity: row.quantity,
        batchId: row.batch_id,
        batchNo: row.batch_no,
        expiresOn: row.expires_on,
        suggestion: suggestionFor(row, empty),
      }),
      (row) => encodeCursor([row.code_key, row.batch_id ?? nilId]),
    )
  },
})

function emptyBins(ctx: Context, warehouseId: string, count: number): Promise<Empty[]> {
  return ctx.sql<Empty>(
    `select b.code, b.capacity from ${shelves}
        and not exists (select 1 from bin_balances x where x.tenant_id = $1 and x.bin_id = b.id and x.quantity > 0)
      order by b.route, b.code limit $3`,
    [warehouseId, count],
  )
}

/** Of the empty bins the first that takes all, else the first; whichever it is, it is empty no longer. */
function suggestionFor(row: Row, empty: Empty[]): PutAwayView['suggestion'] {
  if (row.home !== null) return { binCode: row.home, reason: 'holds', room: row.room }
  const fits = empty.findIndex(({ capacity }) => capacity === null || capacity >= row.quantity)
  const [bin] = empty.splice(Math.max(0, fits), 1)
  return bin ? { binCode: bin.code, reason: 'empty', room: bin.capacity } : null
}
