import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { adjustStock, postAdjustment } from '@/lib/modules/orders/adjust-stock'
import { type ShortageRow, shortageRow, shortageView as view } from '@/lib/modules/warehouse/internal/shortages'
import { shortageView } from '@/lib/modules/warehouse/schema'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

/**
 * Somebody has looked: the units were there after all, or they are gone. What is gone leaves the books, and whom it was promised to is
 * told: the youngest promises give way and are allocated anew, from another warehouse where one has them.
 */
export const settleShortage = command({
  name: 'shortage.settle',
  summary: 'Say that missing units were found, or are lost',
  http: { method: 'POST', path: '/shortages/{shortageId}/settle' },
  input: z.strictObject({ shortageId: id('shortage'), outcome: z.enum(['found', 'lost']) }),
  example: { outcome: 'found' },
  output: shortageView,
  async run(ctx, { shortageId, outcome }) {
    const row = await shortageRow(ctx, shortageId)
    if (row.state === outcome) return view(row)
    if (outcome === 'lost' && !may(ctx.actor, adjustStock.name)) refuse('forbidden', { permission: adjustStock.name })
    if (outcome === 'lost') {
      const { warehouse_code: warehouseCode, sku_code: skuCode, bin_code: binCode, wave } = row
      const lines = (await lotsLost(ctx, row)).map((lot) => ({ skuCode, binCode, ...lot }))
      await postAdjustment(ctx, parse(adjustStock.input, { warehouseCode, reason: wave, lines }))
    }
    const settled = await ctx.sql(
      `update shortages set state = $3, settled_at = $4 where tenant_id = $1 and id = $2 and state = 'open' and missing = $5 returning id`,
      [shortageId, outcome, ctx.now, row.missing],
    )
    if (settled.length === 0) refuse('illegal_transition', { from: row.state, to: outcome })
    ctx.touch('shortage', shortageId)
    return view(await shortageRow(ctx, shortageId))
  },
})

/** Nobody can say of which batch what is gone was: it is taken to be what would have been picked, the first to expire. */
async function lotsLost(ctx: Context, { id: shortageId, missing }: ShortageRow) {
  const lots = await ctx.sql<{ code: string; quantity: number }>(
    `select k.code, b.quantity from shortages x
       join batch_balances b on b.tenant_id = $1 and b.sku_id = x.sku_id and b.bin_id = x.bin_id and b.quantity > 0
       join stock_batches k on k.tenant_id = $1 and k.id = b.batch_id
      where x.tenant_id = $1 and x.id = $2 order by k.code_key <> '', k.expires_on nulls last, k.created_at, k.id`,
    [shortageId],
  )
  if (lots.length === 0) return [{ quantity: -missing }]
  let open = missing
  return lots.flatMap(({ code, quantity }, i) => {
    // More than lies there is asked of the last one, and refused for it.
    const lost = i === lots.length - 1 ? open : Math.min(open, quantity)
    open -= lost
    return lost > 0 ? [{ batchNo: code, quantity: -lost }] : []
  })
}
