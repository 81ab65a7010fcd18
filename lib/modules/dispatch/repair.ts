import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { flows } from '@/lib/modules/channels/schema'
import { flowAgain, pullAgain, refusedAgain } from '@/lib/modules/channels/send-again'
import { getShop } from '@/lib/modules/settings/get-shop'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { askedAgain } from '@/lib/platform/queue/tasks'

/** Further back than this a marketplace hardly answers, and nobody means it. */
const mostDays = 30

export const repairFlow = command({
  name: 'dispatch.repair',
  summary:
    'Start now what waits for its next attempt: a shop’s pull (also from an earlier moment on), a flow, refused stock, a drain',
  http: { method: 'POST', path: '/dispatch/repairs' },
  input: z.strictObject({
    what: z.enum(['pull', 'flow', 'listing', 'drain']),
    shopId: id('shop').optional(),
    /** The flow or the drain. */
    name: z.string().max(100).optional(),
    /** Of a pull: everything changed since then is asked for once more. */
    from: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional(),
  }),
  example: { what: 'pull', shopId: '0193e000-0000-7000-8000-000000000000' },
  async run(ctx, { what, shopId, name, from }) {
    if (what === 'drain') {
      if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'dispatch.repair' })
      const known = await ctx.sql('select 1 from drain_runs where tenant_id = $1 and name = $2', [name ?? ''])
      if (known.length === 0) refuse('not_found')
      ctx.emit({ name: askedAgain, payload: { job: name } })
      ctx.tell({ what, name })
      return { started: true }
    }
    if (!shopId) return invalid([{ path: 'shopId', code: 'required' }])
    await getShop.within(ctx, { shopId })
    ctx.touch('shop', shopId)
    ctx.tell({ what, name: name ?? null })
    if (what === 'listing') {
      await refusedAgain(ctx, shopId)
      return { started: true }
    }
    if (what === 'flow') {
      const flow = flows.find((one) => one === name) ?? invalid([{ path: 'name', code: 'unknown' }])
      await flowAgain(ctx, shopId, flow)
      return { started: true }
    }
    if (from && ctx.now.getTime() - from.getTime() > mostDays * 86_400_000) invalid([{ path: 'from', code: 'too_old' }])
    return { started: await pullAgain(ctx, shopId, from) }
  },
})
