import { readRules, setRow } from '@/lib/modules/rules/internal/set-rows'
import type { Rule, RuleKind } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'

/** The rules somebody wants to try: those that were sent, else the saved draft. */
export async function rulesToTry(ctx: Context, kind: RuleKind, raw: readonly unknown[] | undefined): Promise<Rule[]> {
  return raw ? readRules(kind, raw) : ((await setRow(ctx, kind))?.draft ?? [])
}
