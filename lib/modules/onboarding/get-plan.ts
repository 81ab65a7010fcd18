import { z } from 'zod'
import { planView } from '@/lib/modules/onboarding/internal/plan-row'
import { setupPlanView } from '@/lib/modules/onboarding/schema'
import { query } from '@/lib/platform/door/use-case'

export const getPlan = query({
  name: 'setup-plan.get',
  summary: 'What the company said it needs, and the plan that follows from it',
  http: { method: 'GET', path: '/setup-plan' },
  input: z.strictObject({}),
  example: {},
  output: setupPlanView,
  run: (ctx) => planView(ctx),
})
