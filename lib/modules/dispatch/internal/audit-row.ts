import { createHash } from 'node:crypto'

/**
 * What the seal covers: every column, as one JSON array that PostgreSQL writes the same way whatever the session's
 * settings are (an instant as microseconds, jsonb in its own normal form).
 */
export const canonicalRow = `jsonb_build_array(a.tenant_id, a.id, (extract(epoch from a.at) * 1000000)::bigint,
  a.actor_kind, a.actor_id, a.action, a.refs, a.detail, a.request_id)::text`

/** Before the first row. */
export const genesis: Buffer = Buffer.alloc(32)

export function sealOf(before: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(before).update(canonical).digest()
}
