import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { nilId } from '@/lib/kernel/ids'
import { outputRow } from '@/lib/modules/warehouse/schema'
import type { Operation } from '@/lib/modules/warehouse/states'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

/** What is told apart beside person and work. */
const kinds = ['person', 'hour', 'sku', 'hour-sku'] as const

type Row = {
  person: string
  actor_id: string
  operation: Operation
  hour: Date | null
  sku: string | null
  pieces: number
  scans: number
  refused: number
}

const cursorShape = z.tuple([z.string(), z.uuid(), z.string(), z.string(), z.string()])

/** Where nothing is told apart, everything is one. */
const noHour = '-infinity'

/** What people have done, in pieces: the base of piece wages, and of knowing who needs help. */
export const workOutput = query({
  name: 'work.output',
  summary: 'Pieces and scans by person, work, hour and SKU',
  http: { method: 'GET', path: '/work/output' },
  input: z.strictObject({
    ...pageFields,
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    warehouseCode: z.string().max(100).optional(),
    by: z.enum(kinds).default('person'),
  }),
  example: { from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00', by: 'hour' },
  output: pageView(outputRow),
  stale: true,
  async run(ctx, { limit, cursor, from, to, warehouseCode, by }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const hours = by === 'hour' || by === 'hour-sku'
    const skus = by === 'sku' || by === 'hour-sku'
    const rows = await ctx.sql<Row>(
      `select * from (
         select max(p.actor) as person, p.actor_id, p.operation, ${hours ? 'p.hour' : 'null::timestamptz as hour'}, ${skus ? 's.code' : 'null::text'} as sku,
                sum(p.pieces)::int as pieces, sum(p.scans)::int as scans, sum(p.refused)::int as refused
           from work_pieces p
           join warehouses w on w.tenant_id = $1 and w.id = p.warehouse_id
           left join skus s on s.tenant_id = $1 and s.id = p.sku_id and p.sku_id <> $6
          where p.tenant_id = $1 and p.hour >= $2 and p.hour < $3 and ($4::text is null or w.code = $4) and ($5::uuid[] is null or p.warehouse_id = any($5))
          group by p.actor_id, p.operation${hours ? ', p.hour' : ''}${skus ? ', s.code' : ''}) x
        where $7::text is null
           or (person, actor_id, operation, coalesce(hour, '${noHour}'), coalesce(sku, '')) > ($7, $8::uuid, $9, $10::timestamptz, $11)
        order by person, actor_id, operation, coalesce(hour, '${noHour}'), coalesce(sku, '') limit $12`,
      [
        ...[new Date(from), new Date(to), warehouseCode ?? null, ctx.actor.scope.warehouseIds, nilId],
        ...(after ?? [null, null, null, null, null]),
        limit + 1,
      ],
    )
    return pageOf(
      rows,
      limit,
      ({ person, operation, hour, sku, pieces, scans, refused }) => ({
        ...{ person, operation, hour: hour?.toISOString() ?? null, pieces, scans, refused },
        ...(skus && { skuCode: sku }),
      }),
      ({ person, actor_id, operation, hour, sku }) =>
        encodeCursor([person, actor_id, operation, hour?.toISOString() ?? noHour, sku ?? '']),
    )
  },
})
