import { refuse } from '@/lib/kernel/refusal'
import { seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

/** Rules speak of every order of the company: who sees a part of them only must not write any, nor see what they do to all. */
export function forWholeCompany(ctx: Context, permission: string): void {
  if (!seesAll(ctx.actor)) refuse('forbidden', { permission })
}
