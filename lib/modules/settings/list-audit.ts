import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type AuditView, auditView } from '@/lib/modules/settings/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { openDetail } from '@/lib/platform/door/trail'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

type Row = {
  id: string
  at: Date
  actor_kind: AuditView['actor']['kind']
  actor_id: string | null
  actor_name: string | null
  action: string
  refs: AuditView['refs']
  detail: AuditView['detail']
  request_id: string | null
}

const place = z.tuple([z.iso.datetime(), z.uuid()])

export const listAudit = query({
  name: 'audit.list',
  summary: 'List who did what, newest first',
  http: { method: 'GET', path: '/audit' },
  input: z.strictObject({
    ...pageFields,
    /** A use case, or all of a resource: `order.*`. */
    action: z
      .string()
      .max(100)
      .regex(/^[a-z-]+\.([a-z-]+|\*)$/)
      .optional(),
    actorId: id('actor').optional(),
  }),
  example: { action: 'order.review' },
  output: pageView(auditView),
  async run(ctx, { limit, cursor, action, actorId }) {
    // The trail names rows of every shop and warehouse, and no row says which.
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'audit.list' })
    const from = cursor ? decodeCursor(cursor, place) : undefined
    const rows = await ctx.sql<Row>(
      `select a.id, a.at, a.actor_kind, a.actor_id, a.action, a.refs, a.detail, a.request_id,
              coalesce(m.name, k.name) as actor_name
         from audit_log a
         left join members m on m.tenant_id = $1 and m.id = a.actor_id
         left join api_keys k on k.tenant_id = $1 and k.id = a.actor_id
        where a.tenant_id = $1
          and ($2::timestamptz is null or (a.at, a.id) < ($2, $3::uuid))
          and ($4::text is null or a.action = $4) and ($5::text is null or starts_with(a.action, $5))
          and ($6::uuid is null or a.actor_id = $6)
        order by a.at desc, a.id desc limit $7`,
      [
        from?.[0] ?? null,
        from?.[1] ?? null,
        action?.endsWith('*') ? null : (action ?? null),
        action?.endsWith('*') ? action.slice(0, -1) : null,
        actorId ?? null,
        limit + 1,
      ],
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (row) => view(crypt, row),
      (row) => encodeCursor([row.at.toISOString(), row.id]),
    )
  },
})

function view(crypt: TenantCrypt, row: Row): AuditView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    refs: row.refs,
    detail: openDetail(crypt, row.id, row.detail),
    requestId: row.request_id,
  }
}
