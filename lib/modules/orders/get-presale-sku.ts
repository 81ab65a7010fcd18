import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { presaleRow, presaleView } from '@/lib/modules/orders/internal/presale-rows'
import { query } from '@/lib/platform/door/use-case'

export const getPresaleSku = query({
  name: 'presale.get',
  summary: 'One SKU that a shop sells ahead',
  http: { method: 'GET', path: '/presales/{presaleId}' },
  input: z.strictObject({ presaleId: id('presale') }),
  async run(ctx, { presaleId }) {
    return presaleView(await presaleRow(ctx, presaleId))
  },
})
