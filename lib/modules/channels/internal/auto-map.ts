import { markDirty } from '@/lib/modules/channels/internal/mark-dirty'
import type { Context } from '@/lib/platform/door/context'

/**
 * Maps what nobody has mapped: a listing whose seller SKU is the code of an active SKU, a code it had before, or its barcode. A
 * person's word, also that it is none, stays. `codes`: only listings with these. Answers how many.
 */
export async function autoMap(
  ctx: Context,
  which: { shopId: string } | { codes: readonly string[] | null },
): Promise<number> {
  const [filter, value] =
    'shopId' in which
      ? ['l.shop_id = $2', which.shopId]
      : ['($2::text[] is null or l.seller_key = any($2))', which.codes]
  const rows = await ctx.sql<{ id: string }>(
    `update listings l set sku_id = f.sku_id, mapped_by = 'auto', mapped_at = $3, version = l.version + 1, updated_at = $3
       from (select l.id, s.id as sku_id from listings l
               cross join lateral (
                 select coalesce(
                   (select a.sku_id from sku_aliases a where a.tenant_id = $1 and a.code_key = l.seller_key),
                   (select k.id from skus k where k.tenant_id = $1 and k.code_key = l.seller_key),
                   (select b.sku_id from sku_barcodes b where b.tenant_id = $1 and b.barcode = l.seller_sku)) as sku_id) c
               join skus s on s.tenant_id = $1 and s.id = c.sku_id and s.status = 'active'
              where l.tenant_id = $1 and ${filter} and l.sku_id is null and l.mapped_by = '' and l.seller_key <> '' and l.state <> 'gone'
              order by l.id for update of l) f
      where l.tenant_id = $1 and l.id = f.id returning l.id`,
    [value, ctx.now],
  )
  await tellMapped(
    ctx,
    rows.map((r) => r.id),
  )
  return rows.length
}

/** Orders that waited for these listings go on, and their shops show what there is. */
export async function tellMapped(ctx: Context, listingIds: readonly string[]): Promise<void> {
  if (listingIds.length === 0) return
  ctx.emit({ name: 'listings.mapped', payload: { listingIds } })
  await markDirty(ctx, { listingIds, cause: 'mapping' })
}
