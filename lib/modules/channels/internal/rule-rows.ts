import type { ShopRuleView } from '@/lib/modules/channels/schema'
import type { Context } from '@/lib/platform/door/context'

export type ShopRule = Omit<ShopRuleView, 'overwrites' | 'listingsRead'>

/** The house's way: everything that is there, told to nobody until a person says so. */
export const houseRule = {
  publish: false,
  mode: 'percent',
  percent: 100,
  fixed: 0,
  plus: 0,
  buffer: 0,
  least: 0,
  most: null,
  stopAt: 0,
  warehouseIds: null,
  countIncoming: false,
  guard: true,
  reviewWaitMinutes: null,
  compareHour: 3,
  version: 0,
} as const satisfies Omit<ShopRule, 'shopId'>

export async function ruleOf(ctx: Context, shopId: string): Promise<ShopRule> {
  const [row] = await ctx.sql<ShopRule>(
    `select shop_id as "shopId", publish, mode, percent, fixed, plus, buffer, least, most, stop_at as "stopAt", warehouse_ids as "warehouseIds",
            count_incoming as "countIncoming", guard, review_wait_minutes as "reviewWaitMinutes", compare_hour as "compareHour", version
       from shop_rules where tenant_id = $1 and shop_id = $2`,
    [shopId],
  )
  return row ?? { shopId, ...houseRule }
}
