import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { flagColours } from '@/lib/kernel/flag-colours'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { bulkTargets } from '@/lib/modules/orders/internal/bulk-targets'
import { orderFilter } from '@/lib/modules/orders/order-filter'
import { startedBulk, startFound } from '@/lib/modules/settings/bulk-over'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const { limit: _limit, cursor: _cursor, ...filters } = orderFilter.shape

const what = z.strictObject({
  action: z.enum([
    'order.review',
    'order.set-flags',
    'order.set-tags',
    'order.assign',
    'rule.rerun',
    'rule.rerun-routing',
  ]),
  decision: z.enum(['approve', 'contact', 'invalid']).optional(),
  reason: z.string().trim().max(500).optional(),
  flag: z.enum(['', ...flagColours]).optional(),
  add: z.array(id('tag')).max(20).optional(),
  remove: z.array(id('tag')).max(20).optional(),
  memberId: id('member').nullable().optional(),
  /** Of the live rules, which somebody has read: others by the time a row is worked on refuse it. */
  version: versionField.optional(),
})
type What = z.output<typeof what>

/** Which of the fields an action takes; the first of them it cannot do without. */
const fieldsOf = {
  'order.review': ['decision', 'reason'],
  'order.set-flags': ['flag'],
  'order.set-tags': ['add', 'remove'],
  'order.assign': ['memberId'],
  'rule.rerun': ['version'],
  'rule.rerun-routing': ['version'],
} as const satisfies Record<What['action'], readonly (keyof What)[]>

/** After these goods are reserved row by row, or by the drain that follows at once: the sequence is the one of the promises. */
const handsOut: readonly What['action'][] = ['order.review', 'rule.rerun', 'rule.rerun-routing']

/** The filter is looked up once, now: what comes later is not part of what somebody decided. */
export const startOrderBulk = command({
  name: 'order.start-bulk',
  summary: 'Do the same to all orders a filter finds (up to 5,000), as a job with progress',
  http: { method: 'POST', path: '/orders/bulk', status: 201 },
  input: z.strictObject({ filter: z.strictObject(filters), what }),
  example: { filter: { state: 'pending_review' }, what: { action: 'order.set-flags', flag: 'red' } },
  output: startedBulk,
  async run(ctx, { filter, what }) {
    const { action } = what
    if (!may(ctx.actor, action)) refuse('forbidden', { permission: action })
    const input = inputOf(what)
    await mustExist(ctx, what)
    const found = await bulkTargets(ctx, { ...filter, limit: 1 }, handsOut.includes(action))
    return startFound(ctx, { action, input, found: found.map(({ id, number }) => ({ id, label: number })) })
  },
})

function inputOf(what: What): Record<string, unknown> {
  const [first, ...rest] = fieldsOf[what.action]
  if (what[first] === undefined && rest.every((name) => what[name] === undefined))
    invalid([{ path: `what.${first}`, code: 'required' }])
  return Object.fromEntries([first, ...rest].flatMap((name) => (what[name] === undefined ? [] : [[name, what[name]]])))
}

/** Refused at once and not five thousand times. */
async function mustExist(ctx: Context, { add = [], remove = [], memberId }: What): Promise<void> {
  const tags = [...new Set([...add, ...remove])]
  const [found] = await ctx.sql<{ tags: number; members: number }>(
    `select (select count(*)::int from tags where tenant_id = $1 and id = any($2::uuid[])) as tags,
            (select count(*)::int from members where tenant_id = $1 and id = $3 and disabled_at is null) as members`,
    [tags, memberId ?? null],
  )
  if (found?.tags !== tags.length || (memberId && found.members === 0)) refuse('not_found')
}
