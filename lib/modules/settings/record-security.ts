import { z } from 'zod'
import { memberActor } from '@/lib/platform/auth/actors'
import { membershipsOf } from '@/lib/platform/auth/sessions'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

export const securityEvents = [
  'signed_in_anew',
  'password_changed',
  'password_reset',
  'factor_added',
  'factor_dropped',
  'recovery_renewed',
  'sessions_ended',
] as const
type SecurityEvent = (typeof securityEvents)[number]

/** What somebody did to their own account stands in the trail of every company they work in; of the device or place it says nothing. */
export const recordSecurity = command({
  name: 'account.record-security',
  summary: 'Write down what a member did to their own account',
  input: z.strictObject({ event: z.enum(securityEvents), count: z.int().min(0).optional() }),
  async run(ctx, { event, count }) {
    if (ctx.actor.id) ctx.touch('member', ctx.actor.id)
    ctx.tell({ event, ...(count !== undefined && { count }) })
    return {}
  },
})

/** In each company under the member's own name. It is no right of a role: the house writes it, whatever the member may do there. */
export async function tellSecurity(userId: string, event: SecurityEvent, count?: number): Promise<void> {
  for (const { tenantId, memberId } of await membershipsOf(userId)) {
    const actor = await memberActor(tenantId, memberId)
    if (!actor) continue
    await run(recordSecurity, { ...actor, permissions: new Set([recordSecurity.name]) }, { event, count })
  }
}
