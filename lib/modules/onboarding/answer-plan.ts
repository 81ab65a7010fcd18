import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { lockPlan, planView } from '@/lib/modules/onboarding/internal/plan-row'
import { answerFields, setupPlanView } from '@/lib/modules/onboarding/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const answerPlan = command({
  name: 'setup-plan.answer',
  summary: 'Say what the company needs; nothing is switched before the plan is applied',
  http: { method: 'PUT', path: '/setup-plan' },
  input: z.strictObject({ ...answerFields, version: versionField }),
  example: {
    ...{ sellsTo: 'domestic', channels: ['taobao'], ordersPerDay: 100, warehouses: 1, people: 3 },
    ...{ goods: ['own'], roles: ['owner', 'customer_service', 'warehouse'], version: 1 },
  },
  output: setupPlanView,
  async run(ctx, { version, ...answers }) {
    expectVersion(await lockPlan(ctx), version)
    await ctx.sql('update setup_plans set answers = $2, updated_at = $3, version = version + 1 where tenant_id = $1', [
      JSON.stringify(answers),
      ctx.now,
    ])
    ctx.touch('company', ctx.tenantId)
    ctx.tell(answers)
    return planView(ctx)
  },
})
