import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { skuRow } from '@/lib/modules/catalog/internal/sku-rows'
import { query } from '@/lib/platform/door/use-case'

const codeView = z.object({ code: z.string(), reason: z.enum(['renamed', 'merged']), at: z.string() })
export type SkuCode = z.output<typeof codeView>

export const listSkuCodes = query({
  name: 'sku.codes',
  summary: 'The codes a SKU had before and those of SKUs merged into it; it is still found by them',
  http: { method: 'GET', path: '/skus/{skuId}/codes' },
  input: z.strictObject({ skuId: id('sku') }),
  output: z.object({ code: z.string(), earlier: z.array(codeView) }),
  async run(ctx, { skuId }) {
    const sku = (await skuRow(ctx, skuId)) ?? refuse('not_found')
    const rows = await ctx.sql<{ code: string; reason: SkuCode['reason']; at: Date }>(
      'select code, reason, at from sku_aliases where tenant_id = $1 and sku_id = $2 order by at desc, code',
      [skuId],
    )
    return { code: sku.code, earlier: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
  },
})
