import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { shopRow, shopView as view } from '@/lib/modules/settings/internal/shop-rows'
import { shopView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getShop = query({
  name: 'shop.get',
  summary: 'Show one shop',
  http: { method: 'GET', path: '/shops/{shopId}' },
  input: z.strictObject({ shopId: id('shop') }),
  output: shopView,
  async run(ctx, { shopId }) {
    return view(await shopRow(ctx, shopId))
  },
})
