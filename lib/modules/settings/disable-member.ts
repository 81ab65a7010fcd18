import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import {
  memberToChange,
  mustKeepOwner,
  readMember,
  memberView as view,
} from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { endSessionsOf } from '@/lib/platform/auth/sessions'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const disableMember = command({
  name: 'member.disable',
  summary: 'Shut a member out, with all its sessions; its traces stay',
  http: { method: 'POST', path: '/members/{memberId}/disable' },
  input: z.strictObject({ memberId: id('member'), version: versionField.optional() }),
  output: memberView,
  async run(ctx, { memberId, version }) {
    const row = await memberToChange(ctx, memberId)
    expectVersion(row, version)
    if (row.disabled_at) return view(row)
    await mustKeepOwner(ctx, row, 'memberId')
    await ctx.db
      .updateTable('members')
      .set({ disabled_at: ctx.now, version: row.version + 1 })
      .where('id', '=', memberId)
      .execute()
    // The disabled row alone shuts out within seconds; ending the sessions keeps them ended when the member comes back.
    await endSessionsOf(ctx.tenantId, memberId)
    ctx.touch('member', memberId)
    return view(await readMember(ctx, memberId))
  },
})
