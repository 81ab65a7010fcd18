import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readMember } from '@/lib/modules/settings/internal/member-rows'
import { memberSessions as sessionsOf } from '@/lib/platform/auth/own-sessions'
import { query } from '@/lib/platform/door/use-case'

export const memberSessions = query({
  name: 'member.sessions',
  summary: 'Where a member is signed in to this company at the moment',
  http: { method: 'GET', path: '/members/{memberId}/sessions' },
  input: z.strictObject({ memberId: id('member') }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        userAgent: z.string(),
        createdAt: z.string(),
        lastSeenAt: z.string(),
        secondFactor: z.boolean(),
      }),
    ),
  }),
  async run(ctx, { memberId }) {
    const { id: known } = await readMember(ctx, memberId)
    return { items: await sessionsOf(ctx.tenantId, known) }
  },
})
