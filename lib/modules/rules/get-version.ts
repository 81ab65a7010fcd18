import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { versionsOf } from '@/lib/modules/rules/live-rules'
import { ruleKind } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'

export const getVersion = query({
  name: 'rule.version',
  summary: 'One published version of the rules of one kind',
  http: { method: 'GET', path: '/rules/{kind}/versions/{number}' },
  input: z.strictObject({ kind: ruleKind, number: z.coerce.number().int().min(1).max(2_147_483_647) }),
  async run(ctx, { kind, number }) {
    const rules = (await versionsOf(ctx, kind, [number])).get(number)
    return rules ? { kind, version: number, rules } : refuse('not_found')
  },
})
