import { z } from 'zod'
import { setRow, setView } from '@/lib/modules/rules/internal/set-rows'
import { ruleKind } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'

export const getRules = query({
  name: 'rule.get',
  summary: 'The rules of one kind: the draft, what runs, and what to look at before the draft goes live',
  http: { method: 'GET', path: '/rules/{kind}' },
  input: z.strictObject({ kind: ruleKind }),
  async run(ctx, { kind }) {
    return setView(ctx, kind, await setRow(ctx, kind))
  },
})
