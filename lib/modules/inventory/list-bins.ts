import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { type BinRow, selectBins, binView as view } from '@/lib/modules/inventory/internal/bin-rows'
import { binView } from '@/lib/modules/inventory/schema'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.int(), z.string()])

export const listBins = query({
  name: 'bin.list',
  summary: 'List the bins of a warehouse in the sequence of the route',
  http: { method: 'GET', path: '/warehouses/{warehouseId}/bins' },
  input: z.strictObject({
    ...pageFields,
    warehouseId: id('warehouse'),
    zoneId: id('zone').optional(),
    status: z.enum(['active', 'closed']).optional(),
    /** The beginning of the code. */
    q: z.string().trim().min(1).max(100).optional(),
  }),
  example: { status: 'active', q: 'A-01' },
  output: pageView(binView),
  async run(ctx, { warehouseId, limit, cursor, zoneId, status, q }) {
    await getWarehouse.within(ctx, { warehouseId })
    const after = cursor ? decodeCursor(cursor, place) : undefined
    const rows = await ctx.sql<BinRow>(
      `${selectBins} and b.warehouse_id = $2 and ($3::uuid is null or b.zone_id = $3) and ($4::text is null or b.status = $4)
          and ($5::text is null or starts_with(b.code, $5))
          and ($6::int is null or (b.route >= $6 and (b.route, b.code) > ($6, $7)))
        order by b.route, b.code limit $8`,
      [
        warehouseId,
        zoneId ?? null,
        status ?? null,
        q?.normalize('NFKC').toUpperCase() ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
      ],
    )
    return pageOf(rows, limit, view, (row) => encodeCursor([row.route, row.code]))
  },
})
