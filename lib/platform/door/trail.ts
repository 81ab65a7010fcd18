import { newId } from '@/lib/kernel/ids'
import type { Context } from '@/lib/platform/door/context'

/** Audit references beyond this are counted, not listed: a page of orders names itself in the orders' own events. */
const listed = 50

/** Audit row and outbox rows, in the command's own transaction: either the effect and its trail exist, or neither. */
export async function writeTrail(ctx: Context, action: string | undefined): Promise<void> {
  if (action) {
    const { actor, refs } = ctx
    const detail = refs.length > listed ? { ...ctx.detail, references: refs.length } : ctx.detail
    await ctx.sql(
      `insert into audit_log (tenant_id, id, at, actor_kind, actor_id, action, refs, detail, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        ctx.now,
        actor.kind,
        actor.id,
        action,
        JSON.stringify(refs.slice(0, listed)),
        JSON.stringify(detail),
        ctx.requestId,
      ],
      'trail-audit',
    )
  }
  if (ctx.events.length > 0) {
    await ctx.sql(
      `insert into outbox (tenant_id, id, event, payload)
       select $1, e.id, e.event, e.payload from unnest($2::uuid[], $3::text[], $4::jsonb[]) as e(id, event, payload)
       on conflict do nothing`,
      [ctx.events.map(() => newId()), ctx.events.map((e) => e.name), ctx.events.map((e) => JSON.stringify(e.payload))],
      'trail-outbox',
    )
  }
}
