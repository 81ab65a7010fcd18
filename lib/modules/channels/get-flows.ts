import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import { everySeconds } from '@/lib/modules/channels/internal/flow-steps'
import { type FlowsView, flows, flowsView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  flow: string
  tried_at: Date | null
  done_at: Date | null
  due_at: Date
  failures: number
  trouble: string | null
}
type Counts = { listings: number; open: number; waiting: number; refused: number; drifting: number }

export const getFlows = query({
  name: 'shop-flow.status',
  summary: 'What runs between a shop and its marketplace beside the orders, how often, and how it goes',
  http: { method: 'GET', path: '/shops/{shopId}/flows' },
  input: z.strictObject({ shopId: id('shop') }),
  output: flowsView,
  async run(ctx, { shopId }): Promise<FlowsView> {
    const { channel } = await getShop.within(ctx, { shopId })
    const told = flows.filter((flow) => flow !== 'refunds' || connectorOf(channel)?.declared.refunds !== false)
    const rows = await ctx.sql<Row>(
      'select flow, tried_at, done_at, due_at, failures, trouble from shop_flows where tenant_id = $1 and shop_id = $2',
      [shopId],
    )
    const [counts] = await ctx.sql<Counts>(
      `select count(*) filter (where state <> 'gone')::int as listings,
              count(*) filter (where sku_id is null and mapped_by = '' and state <> 'gone')::int as open,
              count(*) filter (where push_due_at is not null)::int as waiting, count(*) filter (where trouble is not null)::int as refused,
              count(*) filter (where drift <> 0)::int as drifting
         from listings where tenant_id = $1 and shop_id = $2`,
      [shopId],
    )
    return {
      flows: told.map((flow) => {
        const row = rows.find((r) => r.flow === flow)
        return {
          flow,
          everySeconds: flow === 'stock' ? null : everySeconds[flow],
          lastTried: row?.tried_at?.toISOString() ?? null,
          lastDone: row?.done_at?.toISOString() ?? null,
          nextAt: row && (flow !== 'stock' || row.failures > 0) ? row.due_at.toISOString() : null,
          failures: row?.failures ?? 0,
          trouble: row?.trouble ?? null,
        }
      }),
      ...(counts ?? { listings: 0, open: 0, waiting: 0, refused: 0, drifting: 0 }),
    }
  },
})
