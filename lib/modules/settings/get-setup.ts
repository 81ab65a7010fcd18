import { z } from 'zod'
import { nilId } from '@/lib/kernel/ids'
import { setupSteps } from '@/lib/modules/settings/setup-steps'
import { may } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

type Facts = Record<(typeof setupSteps)[number]['key'], boolean> & { hidden: boolean }

export const getSetup = query({
  name: 'setup.get',
  summary: 'The first steps of whoever asks, with what is done already',
  http: { method: 'GET', path: '/setup' },
  input: z.strictObject({}),
  example: {},
  output: z.object({
    /** Put away by the member. */
    hidden: z.boolean(),
    steps: z.array(z.object({ key: z.string(), done: z.boolean() })),
  }),
  async run(ctx) {
    const mine = setupSteps.filter(({ permission }) => may(ctx.actor, permission))
    if (mine.length === 0) return { hidden: true, steps: [] }
    const [facts] = await ctx.sql<Facts>(factsSql, [ctx.actor.id ?? nilId], 'setup-facts')
    return {
      hidden: facts?.hidden ?? false,
      steps: mine.map(({ key }) => ({ key, done: facts?.[key] ?? false })),
    }
  },
})

/** Facts, not ticks: what was done by import or by a colleague is done, and whoever ships has found out without a plan. */
const factsSql = `
  select exists (select 1 from members where tenant_id = $1 and id = $2 and setup_hidden_at is not null) as hidden,
         (exists (select 1 from setup_plans where tenant_id = $1)
           or exists (select 1 from fulfilments where tenant_id = $1 and state in ('shipped', 'delivered'))) as plan,
         exists (select 1 from companies where tenant_id = $1 and profile is not null) as company,
         exists (select 1 from members where tenant_id = $1 order by id offset 1 limit 1) as members,
         exists (select 1 from shops where tenant_id = $1) as shop,
         exists (select 1 from warehouses where tenant_id = $1) as warehouse,
         exists (select 1 from products where tenant_id = $1) as product,
         exists (select 1 from stock_movements where tenant_id = $1) as stock,
         exists (select 1 from orders where tenant_id = $1) as "order",
         exists (select 1 from orders where tenant_id = $1
                    and state in ('approved', 'awaiting_purchase', 'awaiting_shipment', 'shipped', 'delivered')) as review,
         exists (select 1 from fulfilments where tenant_id = $1 and state in ('shipped', 'delivered')) as ship`
