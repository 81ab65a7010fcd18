import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { presaleRow, presaleView } from '@/lib/modules/orders/internal/presale-rows'
import { command } from '@/lib/platform/door/use-case'

/** Orders that arrived before keep their mark: each is let go by itself. */
export const removePresaleSku = command({
  name: 'presale.remove',
  summary: 'Stop selling a SKU of a shop ahead',
  http: { method: 'DELETE', path: '/presales/{presaleId}' },
  input: z.strictObject({ presaleId: id('presale') }),
  async run(ctx, { presaleId }) {
    const row = await presaleRow(ctx, presaleId)
    await ctx.sql('delete from presale_skus where tenant_id = $1 and id = $2', [presaleId])
    ctx.touch('presale', presaleId)
    ctx.tell({ shopCode: row.shop_code, skuCode: row.sku_code })
    return presaleView(row)
  },
})
