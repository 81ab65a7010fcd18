import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { kindField, kindOf, numberField, numberOf } from '@/lib/modules/rules/kind-field'
import { versionsOf } from '@/lib/modules/rules/live-rules'
import { query } from '@/lib/platform/door/use-case'

export const getVersion = query({
  name: 'rule.version',
  summary: 'One published version of the rules of one kind',
  http: { method: 'GET', path: '/rules/{kind}/versions/{number}' },
  input: z.strictObject({ kind: kindField, number: numberField }),
  async run(ctx, { kind: asked, number: version }) {
    const kind = kindOf(asked)
    const number = numberOf(version)
    const rules = (await versionsOf(ctx, kind, [number])).get(number)
    return rules ? { kind, version: number, rules } : refuse('not_found')
  },
})
