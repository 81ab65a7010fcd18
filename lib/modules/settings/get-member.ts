import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readMember, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getMember = query({
  name: 'member.get',
  summary: 'Show one member',
  http: { method: 'GET', path: '/members/{memberId}' },
  input: z.strictObject({ memberId: id('member') }),
  output: memberView,
  async run(ctx, { memberId }) {
    return view(await readMember(ctx, memberId))
  },
})
