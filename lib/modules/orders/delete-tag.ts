import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { command } from '@/lib/platform/door/use-case'

/** From all orders at once; their time lines keep its name. It can be brought back for a month. */
export const deleteTag = command({
  name: 'tag.delete',
  summary: 'Do away with a tag',
  http: { method: 'DELETE', path: '/tags/{tagId}' },
  input: z.strictObject({ tagId: id('tag') }),
  async run(ctx, { tagId }) {
    const [tag] = await ctx.sql<{ id: string; name: string }>(
      'select id, name from tags where tenant_id = $1 and id = $2 for update',
      [tagId],
    )
    if (!tag) return refuse('not_found')
    const gone = await ctx.sql<{ order_id: string }>(
      'delete from order_tags where tenant_id = $1 and tag_id = $2 returning order_id',
      [tagId],
    )
    await ctx.sql('update orders set tag_count = tag_count - 1 where tenant_id = $1 and id = any($2::uuid[])', [
      gone.map((one) => one.order_id),
    ])
    await ctx.sql(
      `with gone as (delete from tags where tenant_id = $1 and id = $2 returning id, name, tone, version, created_at)
       insert into removed_tags (tenant_id, id, name, tone, version, order_ids, created_at, removed_at)
       select $1, id, name, tone, version, $3::uuid[], created_at, $4 from gone`,
      [tagId, gone.map((one) => one.order_id), ctx.now],
    )
    ctx.touch('tag', tagId)
    return { ...tag, orders: gone.length }
  },
})
