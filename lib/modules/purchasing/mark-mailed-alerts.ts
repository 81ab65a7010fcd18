import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

export const markMailedAlerts = command({
  name: 'alert.mark-mailed',
  summary: 'Remember which stock alerts a mail has told of',
  audited: false,
  input: z.strictObject({ alertIds: z.array(z.uuid()).max(1000) }),
  async run(ctx, { alertIds }) {
    await ctx.sql('update stock_alerts set mailed_at = $3 where tenant_id = $1 and id = any($2::uuid[])', [
      alertIds,
      ctx.now,
    ])
    return {}
  },
})
