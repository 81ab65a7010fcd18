import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { setShopStatus } from '@/lib/modules/settings/internal/set-shop-status'
import { shopView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'

export const reopenShop = command({
  name: 'shop.reopen',
  summary: 'Open a closed shop again',
  http: { method: 'POST', path: '/shops/{shopId}/reopen' },
  input: z.strictObject({ shopId: id('shop'), version: versionField.optional() }),
  example: {},
  output: shopView,
  run: (ctx, input) => setShopStatus(ctx, input, 'active'),
})
