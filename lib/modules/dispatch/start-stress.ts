import { newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { type StressRow, stressColumns, stressOf } from '@/lib/modules/dispatch/internal/stress-rows'
import { stressAsked, stressView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

export const startStress = command({
  name: 'stress.start',
  summary: 'Fire orders at once at a copy of a SKU, away from the books, and count what was oversold',
  http: { method: 'POST', path: '/invariants/stress-runs', status: 202 },
  input: stressAsked,
  example: { skuCode: 'TS-M', units: 50, orders: 200, clients: 25 },
  output: stressView,
  async run(ctx, { skuCode, units, orders, clients }) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'stress.start' })
    const sku = (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
    if (!sku) return invalid([{ path: 'skuCode', code: 'unknown' }])
    await ctx.sql(
      `update stress_runs set state = 'failed', finished_at = $2
        where tenant_id = $1 and state in ('queued', 'running') and created_at < $2::timestamptz - interval '1 hour'`,
      [ctx.now],
    )
    const [made] = await ctx.sql<StressRow>(
      `insert into stress_runs (tenant_id, id, state, asked_by, sku_code, units, orders, clients, created_at)
       values ($1, $2, 'queued', $3, $4, $5, $6, $7, $8) on conflict do nothing returning ${stressColumns}`,
      [newId(), ctx.actor.name, sku.code, units, orders, clients, ctx.now],
    )
    // Two at once would only slow one another down, and with them everybody else.
    if (!made) return refuse('in_flight')
    ctx.emit({ name: 'stress.asked', payload: { stressRunId: made.id } })
    ctx.touch('stress', made.id)
    return stressOf(made)
  },
})
