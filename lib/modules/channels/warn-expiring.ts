import { z } from 'zod'
import {
  type ConnectionRow,
  connectorOf,
  openCredentials,
  renewable,
} from '@/lib/modules/channels/internal/connection-rows'
import { keepers } from '@/lib/modules/channels/internal/keepers'
import { type Notice, tellMembers } from '@/lib/modules/settings/notices'
import { command } from '@/lib/platform/door/use-case'

const days = [1, 3, 7]

type Row = ConnectionRow & { name: string; channel: string }

/** Permissions that end in 7, 3 or 1 days and that nobody but a person can renew: said once for each. */
export const warnExpiring = command({
  name: 'connection.warn-expiring',
  summary: 'Tell who looks after shops whose permission ends soon',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const rows = await ctx.sql<Row>(
      `select c.*, s.name, s.channel from shop_connections c join shops s on s.tenant_id = $1 and s.id = c.shop_id
        where c.tenant_id = $1 and c.state = 'authorised' and not c.paused and c.expires_at > $2 and c.expires_at <= $2::timestamptz + interval '7 days'`,
      [ctx.now],
    )
    const members = await keepers(
      ctx,
      rows.map((r) => r.shop_id),
    )
    const notices: Notice[] = []
    for (const row of rows) {
      const { shop_id: shopId, name, channel, expires_at } = row
      if (!expires_at || renewable(connectorOf(channel), Object.keys(await openCredentials(ctx, row)))) continue
      const left = (expires_at.getTime() - ctx.now.getTime()) / 86_400_000
      const day = days.find((d) => left <= d) ?? 7
      const key = `expiring ${shopId} ${expires_at.toISOString()} ${day}`
      const data = { shopId, shop: name, days: day }
      for (const memberId of members.get(shopId) ?? []) notices.push({ memberId, kind: 'shop.expiring', key, data })
    }
    await tellMembers(ctx, notices)
    return { more: false }
  },
})
