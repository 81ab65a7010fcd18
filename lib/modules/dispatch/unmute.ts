import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

export const unmuteTrouble = command({
  name: 'dispatch.unmute',
  summary: 'Show a trouble again that was put aside',
  http: { method: 'POST', path: '/dispatch/mutes/end' },
  input: z.strictObject({ key: z.string().min(1).max(300) }),
  example: { key: 'workers' },
  async run(ctx, { key }) {
    const rows = await ctx.sql('delete from dispatch_mutes where tenant_id = $1 and key = $2 returning key', [key])
    ctx.tell({ key })
    return { ended: rows.length > 0 }
  },
})
