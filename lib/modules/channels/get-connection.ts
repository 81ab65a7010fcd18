import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { connectionRow, viewOf } from '@/lib/modules/channels/internal/connection-rows'
import { connectionView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { query } from '@/lib/platform/door/use-case'

export const getConnection = query({
  name: 'connection.get',
  summary: 'How a shop is connected to its marketplace, and how its pulls go',
  http: { method: 'GET', path: '/shops/{shopId}/connection' },
  input: z.strictObject({ shopId: id('shop') }),
  output: connectionView,
  async run(ctx, { shopId }) {
    const shop = await getShop.within(ctx, { shopId })
    return viewOf(ctx, shop, await connectionRow(ctx, shopId))
  },
})
