import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { keepers } from '@/lib/modules/channels/internal/keepers'
import { tellMembers } from '@/lib/modules/settings/notices'
import { command } from '@/lib/platform/door/use-case'

/** The marketplace takes the keys no longer: nothing of this shop comes or goes until a person has been there. */
export const tellStopped = command({
  name: 'connection.tell-stopped',
  summary: 'Tell who looks after a shop that its connection has stopped',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), state: z.string() }),
  async run(ctx, { shopId, state }) {
    const [shop] = await ctx.sql<{ name: string; updated_at: Date }>(
      `select s.name, c.updated_at from shops s join shop_connections c on c.tenant_id = $1 and c.shop_id = s.id
        where s.tenant_id = $1 and s.id = $2 and c.state <> 'authorised'`,
      [shopId],
    )
    if (!shop) return
    const key = `stopped ${shopId} ${shop.updated_at.toISOString()}`
    const data = { shopId, shop: shop.name, state }
    const members = (await keepers(ctx, [shopId])).get(shopId) ?? []
    await tellMembers(
      ctx,
      members.map((memberId) => ({ memberId, kind: 'shop.stopped' as const, key, data })),
    )
  },
})
