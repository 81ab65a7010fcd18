import { codeKey } from '@/lib/modules/catalog/code-key'
import { type Hit, mostFound } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The units that pasted serial numbers mean; what has left is in nobody's warehouse and is seen by all. */
export function serialsByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  return ctx.sql<Hit>(
    `select n.n::int as n, u.id from unnest($2::text[]) with ordinality as n(key, n)
       join stock_serials u on u.tenant_id = $1 and u.code_key = n.key
      where $3::uuid[] is null or u.warehouse_id is null or u.warehouse_id = any($3)
      order by n.n, u.id limit ${mostFound + 1}`,
    [numbers.map(codeKey), ctx.actor.scope.warehouseIds],
    'serials-by-numbers',
  )
}
