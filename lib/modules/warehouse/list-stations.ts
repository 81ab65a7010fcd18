import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type StationRow, selectStations, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { stationView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.string(), z.uuid()])

export const listStations = query({
  name: 'station.list',
  summary: 'Stations and who stands at them',
  http: { method: 'GET', path: '/stations' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100).optional() }),
  example: { warehouseCode: 'HZ' },
  output: pageView(stationView),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<StationRow>(
      `${selectStations} and ($2::text is null or w.code = $2) and ($3::uuid[] is null or s.warehouse_id = any($3))
         and ($4::text is null or (w.code, s.name, s.id) > ($4, $5, $6::uuid))
       order by w.code, s.name, s.id limit $7`,
      [
        ...[warehouseCode ?? null, ctx.actor.scope.warehouseIds],
        ...[after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
      ],
    )
    return pageOf(rows, limit, view, (row) => encodeCursor([row.warehouse_code, row.name, row.id]))
  },
})
