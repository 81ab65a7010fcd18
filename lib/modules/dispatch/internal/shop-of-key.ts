import { type Id, id } from '@/lib/kernel/ids'
import { getShop } from '@/lib/modules/settings/get-shop'
import type { Context } from '@/lib/platform/door/context'

/** The shop a pause is about; one that is not the actor's to see is unknown. */
export async function shopOfKey(ctx: Context, key: string): Promise<Id<'shop'>> {
  const shopId = id('shop').parse(key)
  await getShop.within(ctx, { shopId })
  return shopId
}
