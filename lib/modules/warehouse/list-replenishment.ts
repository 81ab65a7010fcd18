import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { invalid } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { takenSince } from '@/lib/modules/warehouse/internal/taken-faces'
import { replenishmentTask } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.int(), z.string(), z.uuid()])

type Row = {
  sku_code: string
  sku_id: string
  name: string
  name_en: string
  route: number
  to_bin: string
  held: number
  least: number
  most: number
  from_bin: string | null
  there: number
  taken: string | null
}

/** A face is filled out of the bin of the route that holds the SKU and is no face of it; what waves are sent for counts as gone. */
export const listReplenishment = query({
  name: 'replenishment.list',
  summary: 'Bins to be filled up, and from which bin, in the sequence of the route',
  http: { method: 'GET', path: '/replenishment' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100) }),
  example: { warehouseCode: 'HZ' },
  output: pageView(replenishmentTask),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const rows = await ctx.sql<Row>(
      `select s.code as sku_code, s.id as sku_id, s.name, s.name_en, b.route, b.code as to_bin, h.held, p.least, p.most, o.code as from_bin,
              coalesce(o.there, 0) as there, case when p.taken_at > $7 then p.taken_name end as taken
         from pick_faces p
         join bins b on b.tenant_id = $1 and b.id = p.bin_id and b.status = 'active'
         join skus s on s.tenant_id = $1 and s.id = p.sku_id
         cross join lateral (
           select (coalesce((select x.quantity from bin_balances x where x.tenant_id = $1 and x.bin_id = p.bin_id and x.sku_id = p.sku_id), 0)
                 - coalesce((select sum(t.quantity - t.picked) from pick_tasks t where t.tenant_id = $1 and t.bin_id = p.bin_id and t.sku_id = p.sku_id
                              and t.state = 'open'), 0))::int as held) h
         left join lateral (
           select n.code, x.quantity as there from bin_balances x
             join bins n on n.tenant_id = $1 and n.id = x.bin_id and n.warehouse_id = $2 and n.status = 'active' and not n.is_staging
             left join zones z on z.tenant_id = $1 and z.id = n.zone_id
            where x.tenant_id = $1 and x.sku_id = p.sku_id and x.quantity > 0 and z.kind is distinct from 'defective'
              and not exists (select 1 from pick_faces q where q.tenant_id = $1 and q.bin_id = n.id and q.sku_id = p.sku_id)
            order by n.is_default, n.route, n.code limit 1) o on true
        where p.tenant_id = $1 and p.warehouse_id = $2 and h.held < p.least
          and ($3::int is null or (b.route, b.code, s.id) > ($3, $4, $5::uuid))
        order by b.route, b.code, s.id limit $6`,
      [warehouse.id, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1, takenSince(ctx)],
    )
    return pageOf(
      rows,
      limit,
      (row) => ({
        ...{ skuCode: row.sku_code, name: row.name, nameEn: row.name_en, toBin: row.to_bin },
        ...{ held: row.held, least: row.least, most: row.most, fromBin: row.from_bin },
        quantity: Math.min(row.most - row.held, row.there),
        takenBy: row.taken,
      }),
      (row) => encodeCursor([row.route, row.to_bin, row.sku_id]),
    )
  },
})
