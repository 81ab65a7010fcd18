import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { memberToChange, readMember, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const enableMember = command({
  name: 'member.enable',
  summary: 'Let a disabled member in again',
  http: { method: 'POST', path: '/members/{memberId}/enable' },
  input: z.strictObject({ memberId: id('member'), version: versionField.optional() }),
  output: memberView,
  async run(ctx, { memberId, version }) {
    const row = await memberToChange(ctx, memberId)
    expectVersion(row, version)
    if (!row.disabled_at) return view(row)
    await ctx.db
      .updateTable('members')
      .set({ disabled_at: null, version: row.version + 1 })
      .where('id', '=', memberId)
      .execute()
    ctx.touch('member', memberId)
    return view(await readMember(ctx, memberId))
  },
})
