import { newId } from '@/lib/kernel/ids'
import type { FieldError } from '@/lib/kernel/refusal'
import { addressShape, buyerShape, incomingOrder, lineShape } from '@/lib/modules/orders/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Reject = { raw: unknown; channelOrderNo: string; errors: FieldError[] }

export function rejectAad(id: string): string {
  return `intake_rejects|body|${id}`
}

const fieldNames = new Set(
  [incomingOrder, buyerShape, addressShape, lineShape].flatMap((shape) => Object.keys(shape.shape)),
)

/** A field that the sender made up may be named after the buyer: in clear only our own names and line numbers are kept. */
function ownWords(path: string): string {
  const known = (word: string) => word === '' || fieldNames.has(word) || /^\d{1,3}$/.test(word)
  return path
    .split('.')
    .map((word) => (known(word) ? word : '*'))
    .join('.')
}

/**
 * Keeps what could not be taken in, whole and sealed, with its reasons. The same payload again is counted, not doubled, and
 * tells its newest reasons; what a person has put aside stays aside, for a channel sends the same again and again.
 */
export async function keepRejects(
  ctx: Context,
  shopId: string,
  source: string,
  rejects: readonly Reject[],
): Promise<void> {
  if (rejects.length === 0) return
  const crypt = await ctx.crypt()
  const bodies = rejects.map((r) => JSON.stringify(r.raw) ?? 'null')
  const hashes = bodies.map((body) => crypt.mac(body))
  const unique = rejects.map((reject, i) => ({
    ...reject,
    errors: reject.errors.map(({ path, code }) => ({ path: ownWords(path), code })),
    id: newId(),
    body: bodies[i] ?? '',
    hash: hashes[i] ?? Buffer.alloc(0),
  }))
  const rows = [...new Map(unique.map((r) => [r.hash.toString('hex'), r])).values()]
  const known = await ctx.sql<{ body_hash: Buffer }>(
    `update intake_rejects r set attempts = r.attempts + 1, updated_at = $5, errors = u.errors,
            state = case when r.state = 'dismissed' then 'dismissed' else 'open' end
       from unnest($3::bytea[], $4::jsonb[]) as u(hash, errors)
      where r.tenant_id = $1 and r.shop_id = $2 and r.body_hash = u.hash returning r.body_hash`,
    [shopId, rows.map((r) => r.hash), rows.map((r) => JSON.stringify(r.errors)), ctx.now],
  )
  const there = new Set(known.map((k) => k.body_hash.toString('hex')))
  const fresh = rows.filter((r) => !there.has(r.hash.toString('hex')))
  await insertMany(ctx, 'intake_rejects', {
    id: ['uuid', fresh.map((r) => r.id)],
    shop_id: ['uuid', fresh.map(() => shopId)],
    channel_order_no: ['text', fresh.map((r) => r.channelOrderNo.replaceAll('\0', '').slice(0, 100))],
    source: ['text', fresh.map(() => source)],
    errors: ['jsonb', fresh.map((r) => r.errors)],
    body: ['bytea', fresh.map((r) => crypt.seal(rejectAad(r.id), r.body))],
    body_hash: ['bytea', fresh.map((r) => r.hash)],
    created_at: ['timestamptz', fresh.map(() => ctx.now)],
    updated_at: ['timestamptz', fresh.map(() => ctx.now)],
  })
}
