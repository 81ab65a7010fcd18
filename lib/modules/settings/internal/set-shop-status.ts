import { shopRow, shopView } from '@/lib/modules/settings/internal/shop-rows'
import type { ShopView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Wanted = { shopId: string; version?: number | undefined }

/** Closing twice is no conflict: the second finds what it wanted and changes nothing. */
export async function setShopStatus(ctx: Context, wanted: Wanted, status: ShopView['status']): Promise<ShopView> {
  const row = await shopRow(ctx, wanted.shopId, 'change')
  ctx.touch('shop', row.id)
  if (row.status === status) return shopView(row)
  expectVersion(row, wanted.version)
  const changed = await ctx.db
    .updateTable('shops')
    .set({ status, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return shopView(changed)
}
