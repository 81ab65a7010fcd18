import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { command } from '@/lib/platform/door/use-case'

/** One that is read already, or a colleague's, is not counted; there is nothing to refuse. */
export const readNotices = command({
  name: 'notice.read',
  summary: 'Mark a notice as read, or all of one’s own',
  http: { method: 'POST', path: '/notices/read' },
  input: z.strictObject({ noticeId: id('notice').optional() }),
  example: {},
  output: z.object({ read: z.int() }),
  async run(ctx, { noticeId }) {
    const read = await ctx.sql(
      `update notices set read_at = $4 where tenant_id = $1 and member_id = $2 and read_at is null
          and ($3::uuid is null or id = $3) returning id`,
      [ctx.actor.id, noticeId ?? null, ctx.now],
    )
    return { read: read.length }
  },
})
