import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { fold } from '@/lib/kernel/text'
import { keepTag, mostTags } from '@/lib/modules/orders/internal/keep-tag'
import { tagView } from '@/lib/modules/orders/schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Removed = Pick<z.output<typeof tagView>, 'name' | 'tone'> & {
  version: number
  order_ids: string[]
  created_at: Date
}

/** As `tag.create` has it. */
const longestName = 30

/**
 * The undo of a deletion: the same tag, so that rules, views and links that mean it mean it again. Where its name is another's by now,
 * it comes back as "name (2)".
 */
export const restoreTag = command({
  name: 'tag.restore',
  summary: 'Bring back a tag that was deleted in the last month, on the orders it was on',
  http: { method: 'POST', path: '/tags/{tagId}/restore' },
  input: z.strictObject({ tagId: id('tag') }),
  output: tagView.extend({ version: z.int(), orders: z.int() }),
  async run(ctx, { tagId }) {
    const [removed] = await ctx.sql<Removed>(
      `delete from removed_tags where tenant_id = $1 and id = $2 and removed_at >= $3::timestamptz - interval '30 days'
       returning name, tone, version, order_ids, created_at`,
      [tagId, ctx.now],
    )
    if (!removed) return refuse('not_found')
    const { name: before, tone, created_at: createdAt } = removed
    const version = removed.version + 1
    let name = before
    let kept = await keepTag(ctx, { id: tagId, name, tone, version, createdAt })
    if (kept === 'taken') {
      // Given away meanwhile: nobody should have to rename another tag first. `keepTag` judges anew whether it is free.
      name = await freeName(ctx, before)
      kept = await keepTag(ctx, { id: tagId, name, tone, version, createdAt })
    }
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

/** "name (2)", or the first number after it that no tag has; cut where it would be longer than a name may be. */
async function freeName(ctx: Context, name: string): Promise<string> {
  const bare = name.replace(/ \(\d+\)$/, '')
  const names = Array.from({ length: mostTags + 1 }, (_, i) => {
    const number = ` (${i + 2})`
    return `${cut(bare, longestName - number.length)}${number}`
  })
  const taken = await ctx.sql<{ key: string }>(
    'select name_key as key from tags where tenant_id = $1 and name_key = any($2::text[])',
    [names.map(fold)],
  )
  const keys = new Set(taken.map(({ key }) => key))
  // There are more of them than tags, so one is free.
  return names.find((one) => !keys.has(fold(one))) ?? name
}

/** By whole characters: half of one could not be stored. */
function cut(text: string, most: number): string {
  let kept = ''
  for (const sign of text) {
    if (kept.length + sign.length > most) break
    kept += sign
  }
  return kept.trimEnd()
}
