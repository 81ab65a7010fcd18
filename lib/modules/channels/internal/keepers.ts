import type { Context } from '@/lib/platform/door/context'

/** The members who may change a shop's connection and see the shop, by shop. */
export async function keepers(ctx: Context, shopIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.sql<{ shop_id: string; members: string[] }>(
    `select u.shop_id, array_agg(m.id) as members
       from unnest($2::uuid[]) as u(shop_id) join members m on m.tenant_id = $1 and (m.shop_ids is null or u.shop_id = any(m.shop_ids))
      where m.disabled_at is null
        and exists (select 1 from role_permissions p where p.tenant_id = $1 and p.role_id = m.role_id
                       and p.permission in ('*', 'connection.*', 'connection.set'))
      group by u.shop_id`,
    [shopIds],
  )
  return new Map(rows.map((r) => [r.shop_id, r.members]))
}
