import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { grantableRole, mustCoverScope } from '@/lib/modules/settings/internal/grant'
import { readMember, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { invitationView, localeField, memberEmail, memberFields, memberView } from '@/lib/modules/settings/schema'
import { invite } from '@/lib/platform/auth/invitations'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createMember = command({
  name: 'member.create',
  summary: 'Invite a new member',
  http: { method: 'POST', path: '/members', status: 201 },
  input: z
    .object({
      ...memberFields,
      shopIds: memberFields.shopIds.optional(),
      warehouseIds: memberFields.warehouseIds.optional(),
    })
    .extend({ email: memberEmail, locale: localeField.optional() })
    .strict(),
  example: { name: '王芳', email: 'fang@acme.example', role: 'customer_service', shopIds: null },
  output: memberView.extend(invitationView.shape),
  async run(ctx, { name, email, role, locale, ...scope }) {
    // Left out means: as far as whoever invites may go.
    const { shopIds = own(ctx.actor.scope.shopIds), warehouseIds = own(ctx.actor.scope.warehouseIds) } = scope
    const roleId = await grantableRole(ctx, role)
    await mustCoverScope(ctx, { shopIds, warehouseIds })
    const id = newId()
    await orTaken({ members_email_uq: 'email' }, () =>
      ctx.db
        .insertInto('members')
        .values({ id, name, email, role_id: roleId, shop_ids: shopIds, warehouse_ids: warehouseIds })
        .execute(),
    )
    ctx.touch('member', id)
    ctx.tell({ role })
    // Written by the sign-in role, outside this transaction: should it roll back, the link leads to nobody and the mail is not sent.
    const who = { tenantId: ctx.tenantId, memberId: id, email, name, locale }
    const { inviteUrl, expiresAt } = await invite({ ...who, company: ctx.tenant.name, inviter: ctx.actor.name })
    return { ...view(await readMember(ctx, id)), inviteUrl, inviteExpiresAt: expiresAt.toISOString() }
  },
})

function own(ids: readonly string[] | null): string[] | null {
  return ids && [...ids]
}
