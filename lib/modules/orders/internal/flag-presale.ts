import type { Context } from '@/lib/platform/door/context'

/** Orders with a SKU that their shop sells ahead arrive as presale, until the last of the dates; one statement for the page. */
export async function flagPresale(ctx: Context, shopId: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update orders o set presale = true, presale_until = p.until
       from (select l.order_id, case when bool_or(p.until is null) then null else max(p.until) end as until
               from presale_skus p join order_lines l on l.tenant_id = $1 and l.sku_id = p.sku_id and l.quantity > 0
              where p.tenant_id = $1 and p.shop_id = $3 and (p.until is null or p.until > $4) and l.order_id = any($2::uuid[])
              group by l.order_id) p
      where o.tenant_id = $1 and o.id = p.order_id and o.state = 'pending_review'`,
    [orderIds, shopId, ctx.now],
    'presale-flag',
  )
}
