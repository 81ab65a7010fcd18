import { z } from 'zod'
import { ruleKinds } from '@/lib/modules/rules/schema'
import { ruleTemplates } from '@/lib/modules/rules/templates'
import { query } from '@/lib/platform/door/use-case'

export const listTemplates = query({
  name: 'rule.templates',
  summary: 'Rules to begin with: each is whole and can be put into a draft as it stands',
  http: { method: 'GET', path: '/rule-templates' },
  input: z.strictObject({ kind: z.enum(ruleKinds).default('review') }),
  example: { kind: 'review' },
  async run(ctx, { kind }) {
    return { items: ruleTemplates(kind, ctx.tenant.currency) }
  },
})
