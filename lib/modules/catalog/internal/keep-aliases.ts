import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Alias = { readonly code: string; readonly codeKey: string; readonly skuId: string }

/** Codes under which a SKU is still found: those it had, and those of SKUs that were merged into it. */
export async function keepAliases(
  ctx: Context,
  aliases: readonly Alias[],
  reason: 'renamed' | 'merged',
): Promise<void> {
  await insertMany(
    ctx,
    'sku_aliases',
    {
      code_key: ['text', aliases.map((a) => a.codeKey)],
      code: ['text', aliases.map((a) => a.code)],
      sku_id: ['uuid', aliases.map((a) => a.skuId)],
      reason: ['text', aliases.map(() => reason)],
      at: ['timestamptz', aliases.map(() => ctx.now)],
      actor_kind: ['text', aliases.map(() => ctx.actor.kind)],
      actor_id: ['uuid', aliases.map(() => ctx.actor.id)],
    },
    `on conflict (tenant_id, code_key) do update set code = excluded.code, sku_id = excluded.sku_id, reason = excluded.reason,
       at = excluded.at, actor_kind = excluded.actor_kind, actor_id = excluded.actor_id`,
  )
}

/** Who is called so now is meant by the code, and nobody else any more. */
export async function dropAliases(ctx: Context, codeKeys: readonly string[]): Promise<void> {
  if (codeKeys.length === 0) return
  await ctx.sql('delete from sku_aliases where tenant_id = $1 and code_key = any($2)', [codeKeys])
}
