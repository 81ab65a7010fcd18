import { z } from 'zod'
import { setRow, setView } from '@/lib/modules/rules/internal/set-rows'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { query } from '@/lib/platform/door/use-case'

export const getRules = query({
  name: 'rule.get',
  summary: 'The rules of one kind: the draft, what runs, and what to look at before the draft goes live',
  http: { method: 'GET', path: '/rules/{kind}' },
  input: z.strictObject({ kind: kindField }),
  async run(ctx, { kind: asked }) {
    const kind = kindOf(asked)
    return setView(ctx, kind, await setRow(ctx, kind))
  },
})
