import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

export const markMailedAlerts = command({
  name: 'alert.mark-mailed',
  summary: 'Remember which stock alerts a mail has told of',
  audited: false,
  input: z.strictObject({ batch: z.uuid() }),
  async run(ctx, { batch }) {
    await ctx.sql(
      'update stock_alerts set mailed_at = $3 where tenant_id = $1 and mail_batch = $2 and mailed_at is null',
      [batch, ctx.now],
    )
    return {}
  },
})
