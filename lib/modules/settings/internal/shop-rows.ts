import type { Selectable } from 'kysely'
import { refuse } from '@/lib/kernel/refusal'
import type { ShopView } from '@/lib/modules/settings/schema'
import type { DB } from '@/lib/platform/db/schema'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

type ShopRow = Selectable<DB['shops']>

/** The shop of an id, locked for a change; one outside the actor's scope does not exist for it. */
export async function shopRow(ctx: Context, shopId: string, mode: 'read' | 'change' = 'read'): Promise<ShopRow> {
  if (!seesShop(ctx.actor, shopId)) refuse('not_found')
  const find = ctx.db.selectFrom('shops').selectAll().where('id', '=', shopId)
  const row = await (mode === 'change' ? find.forUpdate() : find).executeTakeFirst()
  return row ?? refuse('not_found')
}

export function shopView(row: ShopRow): ShopView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    channel: row.channel as ShopView['channel'],
    currency: row.currency,
    timeZone: row.time_zone,
    contact: row.contact,
    returnDays: row.return_days,
    returnText: row.return_text,
    status: row.status as ShopView['status'],
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
