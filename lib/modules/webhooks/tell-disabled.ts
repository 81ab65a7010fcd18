import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { tellMembers } from '@/lib/modules/settings/notices'
import { command } from '@/lib/platform/door/use-case'

/** Nobody hears a program that is no longer told: those who look after it are. */
export const tellDisabled = command({
  name: 'webhook.tell-disabled',
  summary: 'Tell who looks after a webhook that it was switched off after long failure',
  audited: false,
  input: z.strictObject({ webhookId: id('webhook') }),
  async run(ctx, { webhookId }) {
    const rows = await ctx.sql<{ name: string; updated_at: Date; member: string }>(
      `select w.name, w.updated_at, m.id as member from webhooks w join members m on m.tenant_id = $1 and m.disabled_at is null
          and (m.shop_ids is null or (w.shop_ids is not null and w.shop_ids <@ m.shop_ids))
        where w.tenant_id = $1 and w.id = $2 and w.state = 'disabled'
          and exists (select 1 from role_permissions p where p.tenant_id = $1 and p.role_id = m.role_id
                         and p.permission in ('*', 'webhook.*', 'webhook.update'))`,
      [webhookId],
    )
    await tellMembers(
      ctx,
      rows.map(({ name, updated_at, member }) => ({
        memberId: member,
        kind: 'webhook.disabled' as const,
        key: `webhook ${webhookId} ${updated_at.toISOString()}`,
        data: { webhookId, name },
      })),
    )
  },
})
