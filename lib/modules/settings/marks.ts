import { z } from 'zod'
import { flagColours } from '@/lib/kernel/flag-colours'
import { id } from '@/lib/kernel/ids'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { Context } from '@/lib/platform/door/context'

/** What was stuck on things that are deleted goes with them. */
export async function dropMarks(ctx: Context, kind: MarkedKind, objectIds: readonly string[]): Promise<void> {
  await ctx.sql(
    `with flags as (delete from marks where tenant_id = $1 and kind = $2 and object_id = any($3::uuid[]))
     delete from notes where tenant_id = $1 and kind = $2 and object_id = any($3::uuid[])`,
    [kind, objectIds],
  )
}

/** Somebody's words hang on the row `id`: an import that made it cannot be taken back over them. */
export const noted = (kind: MarkedKind, id: string) =>
  `exists (select 1 from notes o where o.tenant_id = $1 and o.kind = '${kind}' and o.object_id = ${id})`

/** Filters of a list whose rows can be marked. */
export const markFilters = {
  flag: z.enum(['any', ...flagColours]).optional(),
  /** `me`, `none`, or a member's id. */
  assignee: z.union([z.enum(['me', 'none']), id('member')]).optional(),
}

type Asked = { readonly flag?: string | undefined; readonly assignee?: string | undefined }

/**
 * The conditions of these filters on the id `row` of a list of `kind`; said only where they are asked for, so that the few marked rows can
 * lead to the list's and not the other way round. `bind` makes a value a parameter.
 */
export function markedWhere(
  ctx: Context,
  { kind, row, asked }: { kind: MarkedKind; row: string; asked: Asked },
  bind: (value: unknown) => string,
): string[] {
  const { flag, assignee } = asked
  const those = (condition: string) =>
    `(select m.object_id from marks m where m.tenant_id = $1 and m.kind = '${kind}' and ${condition})`
  const conditions: string[] = []
  if (flag)
    conditions.push(`${row} in ${those(flag === 'any' ? `m.flag <> ''` : `m.flag <> '' and m.flag = ${bind(flag)}`)}`)
  if (assignee === 'none')
    conditions.push(
      `not exists (select 1 from marks m where m.tenant_id = $1 and m.kind = '${kind}' and m.object_id = ${row} and m.assignee_id is not null)`,
    )
  else if (assignee)
    conditions.push(`${row} in ${those(`m.assignee_id = ${bind(assignee === 'me' ? ctx.actor.id : assignee)}::uuid`)}`)
  return conditions
}
