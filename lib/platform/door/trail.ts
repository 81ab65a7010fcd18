import { newId } from '@/lib/kernel/ids'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { wordsAad } from '@/lib/platform/words'

/** Audit references beyond this are counted, not listed: a page of orders names itself in the orders' own events. */
const listed = 50

/** Audit row and outbox rows, in the command's own transaction: either the effect and its trail exist, or neither. */
export async function writeTrail(ctx: Context, action: string | undefined): Promise<void> {
  await together([audit(ctx, action), outbox(ctx)])
}

async function audit(ctx: Context, action: string | undefined): Promise<void> {
  if (action) {
    const { actor, refs } = ctx
    const id = newId()
    const detail = {
      ...ctx.detail,
      ...(refs.length > listed && { references: refs.length }),
      ...(Object.keys(ctx.words).length > 0 && { sealed: await sealedWords(ctx, id) }),
    }
    await ctx.sql(
      `insert into audit_log (tenant_id, id, at, actor_kind, actor_id, action, refs, detail, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
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
}

async function outbox(ctx: Context): Promise<void> {
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

/** Within `detail`, so that the chain over the audit rows covers it like everything else. */
async function sealedWords(ctx: Context, auditId: string): Promise<string> {
  const crypt = await ctx.crypt()
  return crypt.seal(wordsAad('audit_log', auditId), JSON.stringify(ctx.words)).toString('base64url')
}

/** The detail of an audit row with what a person typed in clear, for those who may read the trail. */
export function openDetail(crypt: TenantCrypt, auditId: string, detail: AuditDetail): AuditDetail {
  const { sealed, ...rest } = detail
  if (typeof sealed !== 'string') return detail
  return { ...rest, ...JSON.parse(crypt.open(wordsAad('audit_log', auditId), Buffer.from(sealed, 'base64url'))) }
}

type AuditDetail = Record<string, unknown>
