import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { keepTag } from '@/lib/modules/orders/internal/keep-tag'
import { tagView } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

type Removed = Pick<z.output<typeof tagView>, 'name' | 'tone'> & {
  version: number
  order_ids: string[]
  created_at: Date
}

/** The undo of a deletion: the same tag, so that rules, views and links that name it mean it again. */
export const restoreTag = command({
  name: 'tag.restore',
  summary: 'Bring back a tag that was deleted in the last month, on the orders it was on',
  http: { method: 'POST', path: '/tags/{tagId}/restore' },
  input: z.strictObject({ tagId: id('tag') }),
  output: tagView.extend({ version: z.int(), orders: z.int() }),
  async run(ctx, { tagId }) {
    const [removed] = await ctx.sql<Removed>(
      'delete from removed_tags where tenant_id = $1 and id = $2 returning name, tone, version, order_ids, created_at',
      [tagId],
    )
    if (!removed) return refuse('not_found')
    const { name, tone, created_at: createdAt } = removed
    const version = removed.version + 1
    const kept = await keepTag(ctx, { id: tagId, name, tone, version, createdAt })
    if (kept !== 'kept') invalid([{ path: 'id', code: kept === 'taken' ? 'name_taken' : kept }])
    const back = await ctx.sql(
      `with found as (select id from orders where tenant_id = $1 and id = any($3::uuid[]) order by id for no key update),
            put as (insert into order_tags (tenant_id, order_id, tag_id) select $1, id, $2 from found returning order_id)
       update orders o set tag_count = o.tag_count + 1 from put where o.tenant_id = $1 and o.id = put.order_id returning o.id`,
      [tagId, removed.order_ids],
    )
    ctx.touch('tag', tagId)
    ctx.tell({ orders: back.length })
    return { id: tagId, name, tone, version, orders: back.length }
  },
})
