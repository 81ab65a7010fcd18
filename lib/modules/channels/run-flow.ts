import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { probeAgain } from '@/lib/modules/channels/internal/breaker'
import { connectionRow } from '@/lib/modules/channels/internal/connection-rows'
import { dueOf } from '@/lib/modules/channels/internal/flow-steps'
import { flows, flowsView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

export const runFlow = command({
  name: 'shop-flow.run',
  summary: 'Start a flow between a shop and its marketplace now',
  http: { method: 'POST', path: '/shops/{shopId}/flows/{flow}/run' },
  input: z.strictObject({ shopId: id('shop'), flow: z.enum(flows) }),
  output: flowsView,
  async run(ctx, { shopId, flow }) {
    await getShop.within(ctx, { shopId })
    const row = await connectionRow(ctx, shopId)
    if (!row) invalid([{ path: 'shopId', code: 'not_connected' }])
    // A person has looked: the pause after failures is over.
    // Who asks for the listings by hand wants them compared, whatever the hour.
    await ctx.sql(
      'update shop_flows set due_at = $4, compared_at = null where tenant_id = $1 and shop_id = $2 and flow = $3',
      [shopId, flow, ctx.now],
    )
    await probeAgain(ctx, [shopId])
    ctx.emit(dueOf(flow, shopId))
    ctx.touch('shop', shopId)
    ctx.tell({ flow })
    return getFlows.within(ctx, { shopId })
  },
})
