import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { refuse } from '@/lib/kernel/refusal'
import { addDays, dayStart } from '@/lib/kernel/time'
import { type AuditView, auditFilters, auditView } from '@/lib/modules/settings/schema'
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

/** Rows looked at for one page of a search: what is rare is looked for in bounded steps, and the reader goes on. */
const mostScanned = 20_000

export const listAudit = query({
  name: 'audit.list',
  summary: 'List who did what, newest first; searched by actor, action, object, time and text',
  http: { method: 'GET', path: '/audit' },
  input: z.strictObject({ ...pageFields, ...auditFilters }),
  example: { action: 'order.review' },
  output: pageView(auditView),
  async run(ctx, { limit, cursor, action, actorId, objectId, from, to, text }) {
    // The trail names rows of every shop and warehouse, and no row says which.
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'audit.list' })
    const after = cursor ? decodeCursor(cursor, place) : undefined
    const { timeZone } = ctx.tenant
    const span = [
      after?.[0] ?? null,
      after?.[1] ?? null,
      from ? dayStart(from, timeZone) : null,
      to ? dayStart(addDays(to, 1), timeZone) : null,
    ]
    const within = `a.tenant_id = $1 and ($2::timestamptz is null or (a.at, a.id) < ($2, $3::uuid))
          and ($4::timestamptz is null or a.at >= $4) and ($5::timestamptz is null or a.at < $5)`
    const searching = Boolean(action || actorId || objectId || text)
    const rows = await ctx.sql<Row>(
      `with scanned as materialized (
         select a.* from audit_log a where ${within} order by a.at desc, a.id desc limit ${searching ? mostScanned : limit + 1})
       select a.id, a.at, a.actor_kind, a.actor_id, a.action, a.refs, a.detail, a.request_id,
              coalesce(m.name, k.name) as actor_name
         from scanned a
         left join members m on m.tenant_id = $1 and m.id = a.actor_id
         left join api_keys k on k.tenant_id = $1 and k.id = a.actor_id
        where ($6::text is null or a.action = $6) and ($7::text is null or starts_with(a.action, $7))
          and ($8::uuid is null or a.actor_id = $8)
          and ($9::text is null or exists (select 1 from jsonb_array_elements(a.refs) r where r ->> 'id' = $9))
          and ($10::text is null or strpos(lower(concat_ws(' ', a.action, a.detail - 'sealed', a.refs, a.request_id)), $10) > 0)
        order by a.at desc, a.id desc limit $11`,
      [
        ...span,
        action?.endsWith('*') ? null : (action ?? null),
        action?.endsWith('*') ? action.slice(0, -1) : null,
        actorId ?? null,
        objectId ?? null,
        text?.toLowerCase() ?? null,
        limit + 1,
      ],
    )
    const crypt = await ctx.crypt()
    const page = pageOf(rows, limit, (row) => view(crypt, row), cursorOf)
    if (page.nextCursor || !searching) return page
    const [last] = await ctx.sql<Pick<Row, 'at' | 'id'>>(
      `select a.at, a.id from audit_log a where ${within} order by a.at desc, a.id desc offset ${mostScanned - 1} limit 1`,
      span,
    )
    return last ? { ...page, nextCursor: cursorOf(last) } : page
  },
})

function cursorOf({ at, id }: Pick<Row, 'at' | 'id'>): string {
  return encodeCursor([at.toISOString(), id])
}

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
