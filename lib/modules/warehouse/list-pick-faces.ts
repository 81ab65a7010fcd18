import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { invalid } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { pickFaceView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.int(), z.string(), z.uuid()])

type Row = z.output<typeof pickFaceView> & { route: number; sku_id: string }

export const listPickFaces = query({
  name: 'replenishment.faces',
  summary: 'Bins that people pick a SKU from, with what they are to hold, in the sequence of the route',
  http: { method: 'GET', path: '/pick-faces' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100) }),
  example: { warehouseCode: 'HZ' },
  output: pageView(pickFaceView),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const rows = await ctx.sql<Row>(
      `select p.bin_id as "binId", b.code as "binCode", s.code as "skuCode", s.name, s.name_en as "nameEn", p.least, p.most, b.route, s.id as sku_id
         from pick_faces p
         join bins b on b.tenant_id = $1 and b.id = p.bin_id
         join skus s on s.tenant_id = $1 and s.id = p.sku_id
        where p.tenant_id = $1 and p.warehouse_id = $2 and ($3::int is null or (b.route, b.code, s.id) > ($3, $4, $5::uuid))
        order by b.route, b.code, s.id limit $6`,
      [warehouse.id, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      ({ route: _, sku_id: _id, ...face }) => face,
      (row) => encodeCursor([row.route, row.binCode, row.sku_id]),
    )
  },
})
