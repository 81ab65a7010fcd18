import { fold } from '@/lib/kernel/text'
import type { Context } from '@/lib/platform/door/context'

export const mostTags = 200

type Tag = { id: string; name: string; tone: string; version: number; createdAt: Date }

/** A tag among the company's, unless another has its name or there are as many as there may be. */
export async function keepTag(ctx: Context, tag: Tag): Promise<'kept' | 'taken' | 'too_many'> {
  const key = fold(tag.name)
  const [kept] = await ctx.sql(
    `insert into tags (tenant_id, id, name, name_key, tone, version, created_at)
     select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from tags where tenant_id = $1) < ${mostTags}
     on conflict on constraint tags_name_uq do nothing returning id`,
    [tag.id, tag.name, key, tag.tone, tag.version, tag.createdAt],
  )
  if (kept) return 'kept'
  const [same] = await ctx.sql('select 1 from tags where tenant_id = $1 and name_key = $2', [key])
  return same ? 'taken' : 'too_many'
}
