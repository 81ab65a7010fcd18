import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { lockSet, readRules, setRow, setView } from '@/lib/modules/rules/internal/set-rows'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { exampleRule, mostRules, rulesShape } from '@/lib/modules/rules/schema'
import { forWholeCompany } from '@/lib/modules/rules/whole-company'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

const fields = { kind: kindField, version: versionField }

/** The draft as a whole, in its sequence. Nothing runs differently until it is published. */
export const saveRules = command({
  name: 'rule.save',
  summary: 'Replace the draft of the rules of one kind',
  http: { method: 'PUT', path: '/rules/{kind}/draft' },
  input: z.strictObject({ ...fields, rules: z.array(z.unknown()).max(mostRules) }),
  documented: z.strictObject({ ...fields, rules: z.union([rulesShape('review'), rulesShape('routing')]) }),
  example: { rules: [exampleRule], version: 1 },
  async run(ctx, { kind: asked, rules: raw, version }) {
    const kind = kindOf(asked)
    forWholeCompany(ctx, 'rule.save')
    const rules = readRules(kind, raw)
    const row = await lockSet(ctx, kind)
    expectVersion(row, version)
    await ctx.sql(
      `update rule_sets set draft = $3, updated_at = $4, updated_by = $5, version = version + 1
        where tenant_id = $1 and kind = $2`,
      [kind, JSON.stringify(rules), ctx.now, ctx.actor.name],
    )
    ctx.tell({ kind, rules: rules.length })
    return setView(ctx, kind, await setRow(ctx, kind))
  },
})
