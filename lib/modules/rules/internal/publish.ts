import { routingPublished } from '@/lib/modules/rules/events'
import type { SetRow } from '@/lib/modules/rules/internal/set-rows'
import type { Rule } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** What was typed when a version was published is sealed for that version. */
export const versionAad = (kind: string, version: number) => wordsAad('rule_versions', kind, version)

type What = { rules: readonly Rule[]; note: string; fromVersion: number | null }

/** Makes the next version and lets it run from this transaction on; the set's row is locked by the caller. Answers its number. */
export async function publish(ctx: Context, set: SetRow, { rules, note, fromVersion }: What): Promise<number> {
  const [made] = await ctx.sql<{ version: number }>(
    'select coalesce(max(v.version), 0) + 1 as version from rule_versions v where v.tenant_id = $1 and v.kind = $2',
    [set.kind],
  )
  if (!made) throw new Error('a version is always made')
  const words = sealWords(await ctx.crypt(), versionAad(set.kind, made.version), note)
  await ctx.sql(
    `insert into rule_versions (tenant_id, kind, version, rules, words, from_version, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [set.kind, made.version, JSON.stringify(rules), words, fromVersion, ctx.now, ctx.actor.name],
  )
  await ctx.sql('update rule_sets set live_version = $3, version = version + 1 where tenant_id = $1 and kind = $2', [
    set.kind,
    made.version,
  ])
  if (set.kind === 'routing') ctx.emit(routingPublished)
  ctx.tell({ kind: set.kind, version: made.version, rules: rules.length, ...(fromVersion && { fromVersion }) })
  return made.version
}
