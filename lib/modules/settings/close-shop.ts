import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { setShopStatus } from '@/lib/modules/settings/internal/set-shop-status'
import { shopView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'

export const closeShop = command({
  name: 'shop.close',
  summary: 'Close a shop: it takes no new orders',
  http: { method: 'POST', path: '/shops/{shopId}/close' },
  input: z.strictObject({ shopId: id('shop'), version: versionField.optional() }),
  example: {},
  output: shopView,
  run: (ctx, input) => setShopStatus(ctx, input, 'closed'),
})
