import { z } from 'zod'
import { nilId } from '@/lib/kernel/ids'
import { operations } from '@/lib/modules/warehouse/states'
import { query } from '@/lib/platform/door/use-case'

const row = z.object({
  person: z.string(),
  operation: z.enum(operations),
  /** The beginning of the hour; null where the hours are summed up. */
  hour: z.string().nullable(),
  /** Absent where the SKUs are summed up; null for parcels, which are no SKU. */
  skuCode: z.string().nullable().optional(),
  pieces: z.number().int(),
  scans: z.number().int(),
  refused: z.number().int(),
})

/** As many rows as a screen can show; who wants more asks for less time. */
const most = 2000

/** What people have done, in pieces: the base of piece wages, and of knowing who needs help. */
export const workOutput = query({
  name: 'work.output',
  summary: 'Pieces and scans by person, work, hour and SKU',
  http: { method: 'GET', path: '/work/output' },
  input: z.strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    warehouseCode: z.string().max(100).optional(),
    by: z.enum(['person', 'hour', 'sku']).default('person'),
  }),
  example: { from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00', by: 'hour' },
  output: z.object({ items: z.array(row), capped: z.boolean() }),
  stale: true,
  async run(ctx, { from, to, warehouseCode, by }) {
    const rows = await ctx.sql<{
      person: string
      operation: (typeof operations)[number]
      hour: Date | null
      sku: string | null
      pieces: number
      scans: number
      refused: number
    }>(
      `select max(p.actor) as person, p.operation, ${by === 'hour' ? 'p.hour' : 'null::timestamptz as hour'}, ${by === 'sku' ? 's.code' : 'null'} as sku,
              sum(p.pieces)::int as pieces, sum(p.scans)::int as scans, sum(p.refused)::int as refused
         from work_pieces p
         join warehouses w on w.tenant_id = $1 and w.id = p.warehouse_id
         left join skus s on s.tenant_id = $1 and s.id = p.sku_id and p.sku_id <> $6
        where p.tenant_id = $1 and p.hour >= $2 and p.hour < $3 and ($4::text is null or w.code = $4) and ($5::uuid[] is null or p.warehouse_id = any($5))
        group by p.actor_id, p.operation${by === 'hour' ? ', p.hour' : ''}${by === 'sku' ? ', s.code' : ''}
        order by 1, 2, 3 desc nulls last, 4 limit ${most + 1}`,
      [new Date(from), new Date(to), warehouseCode ?? null, ctx.actor.scope.warehouseIds, nilId],
    )
    return {
      items: rows.slice(0, most).map(({ hour, sku, ...r }) => ({
        ...r,
        hour: hour?.toISOString() ?? null,
        ...(by === 'sku' && { skuCode: sku }),
      })),
      capped: rows.length > most,
    }
  },
})
