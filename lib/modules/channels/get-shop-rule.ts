import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { firstWords } from '@/lib/modules/channels/internal/first-words'
import { listingsRead } from '@/lib/modules/channels/internal/listings-read'
import { ruleOf } from '@/lib/modules/channels/internal/rule-rows'
import { shopRuleView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { query } from '@/lib/platform/door/use-case'

export const getShopRule = query({
  name: 'shop-rule.get',
  summary: 'How a shop shows its stock and how long its orders wait',
  http: { method: 'GET', path: '/shops/{shopId}/rule' },
  input: z.strictObject({ shopId: id('shop') }),
  output: shopRuleView,
  async run(ctx, { shopId }) {
    const shop = await getShop.within(ctx, { shopId })
    const rule = await ruleOf(ctx, shopId)
    return {
      ...rule,
      overwrites: rule.publish ? 0 : await firstWords(ctx, shopId),
      listingsRead: await listingsRead(ctx, shop),
    }
  },
})
