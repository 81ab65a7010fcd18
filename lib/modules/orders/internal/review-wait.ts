import type { Context } from '@/lib/platform/door/context'

/** A shop may have a wait of its own (延时审核); else it is the company's. */
export async function reviewWait(ctx: Context, shopId: string): Promise<number> {
  const [own] = await ctx.sql<{ minutes: number | null }>(
    'select review_wait_minutes as minutes from shop_rules where tenant_id = $1 and shop_id = $2',
    [shopId],
    'shop-review-wait',
  )
  return own?.minutes ?? ctx.tenant.settings.reviewWaitMinutes
}
