import { createHash } from 'node:crypto'
import { nilId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'

type Key = { key: string; useCase: string; input: unknown }

/**
 * The answer given before to this key, if any. While the first call with the key runs, the second is told `in_flight`;
 * another body under the same key is `idempotency_mismatch`. A refused command rolls back and so leaves no row.
 */
export async function answered(ctx: Context, key: Key): Promise<{ answer: unknown } | undefined> {
  const lock = createHash('sha256')
    .update(`${ctx.tenantId} ${actorId(ctx)} ${key.key}`)
    .digest()
    .readBigInt64BE()
  const [got] = await ctx.sql<{ free: boolean }>(
    'select $1::uuid is not null and pg_try_advisory_xact_lock($2) as free',
    [lock],
  )
  if (!got?.free) refuse('in_flight')
  const [row] = await ctx.sql<{ request_hash: Buffer; answer: Buffer }>(
    'select request_hash, answer from idempotency_keys where tenant_id = $1 and actor_id = $2 and key = $3',
    [actorId(ctx), key.key],
  )
  if (!row) return undefined
  if (!row.request_hash.equals(hashOf(key))) refuse('idempotency_mismatch')
  const crypt = await ctx.crypt()
  return { answer: JSON.parse(crypt.open(aad(ctx, key), row.answer)) }
}

/** The answer is kept sealed: it may show masked buyers, and the row must tell nothing to who reads the table. */
export async function remember(ctx: Context, key: Key, answer: unknown): Promise<void> {
  const crypt = await ctx.crypt()
  await ctx.sql(
    'insert into idempotency_keys (tenant_id, actor_id, key, request_hash, answer, created_at) values ($1, $2, $3, $4, $5, $6)',
    [actorId(ctx), key.key, hashOf(key), crypt.seal(aad(ctx, key), JSON.stringify(answer ?? null)), ctx.now],
  )
}

function actorId(ctx: Context): string {
  return ctx.actor.id ?? nilId
}

function aad(ctx: Context, key: Key): string {
  return `idempotency_keys|answer|${actorId(ctx)}|${key.key}`
}

function hashOf({ useCase, input }: Key): Buffer {
  return createHash('sha256').update(useCase).update('\0').update(JSON.stringify(input, sorted)).digest()
}

/** Field order is not part of a request's identity. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
