import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { markedKinds } from '@/lib/kernel/marked-kinds'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { recordsAssigned } from '@/lib/modules/marks/events'
import { seenOf } from '@/lib/modules/marks/internal/seen'
import { flagField } from '@/lib/modules/marks/schema'
import { command } from '@/lib/platform/door/use-case'

const marked = z.object({ objectId: z.string(), flag: flagField, memberId: z.string().nullable() })

/** Orders have `order.set-flags` and `order.assign`. An assignee gains no right to see what is given to them. */
export const setMarks = command({
  name: 'mark.set',
  summary: 'Stick a colour flag on products, customers or return requests, or give them to a member to follow up',
  http: { method: 'POST', path: '/marks' },
  input: z.strictObject({
    kind: z.enum(markedKinds),
    objectIds: z.array(id('marked')).min(1).max(5000),
    /** '': takes it off. Left out: stays as it is. */
    flag: flagField.optional(),
    /** null: to nobody. Left out: stays as it is. */
    memberId: id('member').nullable().optional(),
    /** Only where these are now: how a change is undone without undoing a colleague's. */
    from: z.strictObject({ flag: flagField.optional(), memberId: id('member').nullable().optional() }).optional(),
  }),
  example: { kind: 'product', objectIds: ['0199b3c4-0000-7000-8000-000000000001'], flag: 'red' },
  /** What was changed, with what stood there before. */
  output: z.object({ changed: z.array(marked) }),
  async run(ctx, { kind, objectIds, flag, memberId, from = {} }) {
    if (flag === undefined && memberId === undefined) invalid([{ path: 'flag', code: 'required' }])
    const seen = await seenOf(ctx, kind, objectIds)
    if (seen.length < new Set(objectIds).size) refuse('not_found')
    if (memberId) {
      const [member] = await ctx.sql('select 1 from members where tenant_id = $1 and id = $2 and disabled_at is null', [
        memberId,
      ])
      if (!member) invalid([{ path: 'memberId', code: 'unknown' }])
    }
    // Rows are made first and then locked in one sequence: two who mark the same things wait for each other and both stand.
    await ctx.sql(
      `insert into marks (tenant_id, kind, object_id, updated_at)
       select $1, $2, i, $4 from unnest($3::uuid[]) as u(i) order by i on conflict do nothing`,
      [kind, seen, ctx.now],
    )
    const before = await ctx.sql<z.output<typeof marked>>(
      `select object_id as "objectId", flag, assignee_id as "memberId" from marks
        where tenant_id = $1 and kind = $2 and object_id = any($3::uuid[]) order by object_id for update`,
      [kind, seen],
    )
    const changed = before.filter(
      (mark) =>
        (from.flag === undefined || mark.flag === from.flag) &&
        (from.memberId === undefined || mark.memberId === from.memberId) &&
        ((flag !== undefined && mark.flag !== flag) || (memberId !== undefined && mark.memberId !== memberId)),
    )
    const ids = changed.map(({ objectId }) => objectId)
    await ctx.sql(
      `update marks set flag = coalesce($4, flag), assignee_id = case when $5 then $6::uuid else assignee_id end, updated_at = $7
        where tenant_id = $1 and kind = $2 and object_id = any($3::uuid[])`,
      [kind, ids, flag ?? null, memberId !== undefined, memberId ?? null, ctx.now],
    )
    const given = changed.filter((mark) => memberId && mark.memberId !== memberId).map(({ objectId }) => objectId)
    if (memberId && given.length > 0)
      ctx.emit(recordsAssigned(kind, given, { memberId, by: ctx.actor.id, at: ctx.now }))
    // A page of them by name; of more the record says how many, and the cells themselves what they are now.
    for (const objectId of ids.slice(0, 200)) ctx.touch(kind, objectId)
    ctx.tell({
      kind,
      count: changed.length,
      ...(flag !== undefined && { flag }),
      ...(memberId !== undefined && { memberId }),
    })
    return { changed }
  },
})
