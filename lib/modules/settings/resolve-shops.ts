import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ResolvedShop = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly channel: string
  readonly currency: string
  readonly timeZone: string
  readonly status: 'active' | 'closed'
}

const columns = 'id, code, name, channel, currency, time_zone as "timeZone", status'

/** The shop of a code; undefined when there is none or the actor's scope does not hold it. Closed shops are found: who asks decides. */
export async function shopByCode(ctx: Context, code: string): Promise<ResolvedShop | undefined> {
  const [shop] = await ctx.sql<ResolvedShop>(
    `select ${columns} from shops where tenant_id = $1 and code = $2`,
    [code],
    'shop-by-code',
  )
  return shop && seesShop(ctx.actor, shop.id) ? shop : undefined
}

/** Every shop of the tenant, whatever the scope: for the names beside rows that a scoped list has already chosen. */
export async function shopsById(ctx: Context): Promise<Map<string, ResolvedShop>> {
  const rows = await ctx.sql<ResolvedShop>(`select ${columns} from shops where tenant_id = $1`, [], 'shops-by-id')
  return new Map(rows.map((shop) => [shop.id, shop]))
}
