import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { memberToChange, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { invitationView, localeField, memberView } from '@/lib/modules/settings/schema'
import { invite } from '@/lib/platform/auth/invitations'
import { command } from '@/lib/platform/door/use-case'

export const reinviteMember = command({
  name: 'member.reinvite',
  summary: 'Mail a new invitation to a member who has not come in yet',
  http: { method: 'POST', path: '/members/{memberId}/invitation' },
  input: z.strictObject({ memberId: id('member'), locale: localeField.optional() }),
  output: memberView.extend(invitationView.shape),
  async run(ctx, { memberId, locale }) {
    const row = await memberToChange(ctx, memberId)
    const member = view(row)
    if (member.state !== 'invited') invalid([{ path: 'memberId', code: 'not_invited' }])
    const who = { tenantId: ctx.tenantId, memberId, email: row.email, name: row.name, locale }
    const { inviteUrl, expiresAt } = await invite({ ...who, company: ctx.tenant.name, inviter: ctx.actor.name })
    ctx.touch('member', memberId)
    return { ...member, inviteUrl, inviteExpiresAt: expiresAt.toISOString() }
  },
})
