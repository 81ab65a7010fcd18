import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { memberToChange, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { endSessionsOf } from '@/lib/platform/auth/sessions'
import { command } from '@/lib/platform/door/use-case'

export const endMemberSessions = command({
  name: 'member.end-sessions',
  summary: 'Sign a member out of this company everywhere',
  http: { method: 'POST', path: '/members/{memberId}/end-sessions' },
  input: z.strictObject({ memberId: id('member') }),
  output: memberView,
  async run(ctx, { memberId }) {
    const row = await memberToChange(ctx, memberId)
    await endSessionsOf(ctx.tenantId, memberId)
    ctx.touch('member', memberId)
    return view(row)
  },
})
