import { z } from 'zod'
import { nilId } from '@/lib/kernel/ids'
import { canonicalRow, genesis, sealOf } from '@/lib/modules/dispatch/internal/audit-row'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const batch = 1000

/** Longer than any transaction of ours may stay open; a row that commits later still is found by the full pass. */
const lateMs = 120_000

type Unsealed = { id: string; canonical: string }

/**
 * Chains committed audit rows: each hash covers the row and the hash before it. A job and not part of the command,
 * because a chain written at commit makes all commands of a tenant wait for each other.
 * Rows are found by having no seal, not by a watermark: one that commits late has an id below those already sealed.
 */
export const sealAudit = command({
  name: 'audit.seal',
  summary: 'Chain new audit rows',
  audited: false,
  input: z.strictObject({ full: z.boolean().default(false) }),
  async run(ctx, { full }) {
    const [last] = await ctx.sql<{ seq: bigint; audit_id: string; hash: Buffer }>(
      'select seq, audit_id, hash from audit_seals where tenant_id = $1 order by seq desc limit 1',
      [],
      'seal-last',
    )
    const rows = await unsealed(ctx, full || !last ? nilId : floorOf(last.audit_id, ctx.now))
    let hash = last?.hash ?? genesis
    const hashes = rows.map(({ canonical }) => (hash = sealOf(hash, canonical)))
    if (rows.length > 0) {
      await ctx.sql(
        `insert into audit_seals (tenant_id, seq, audit_id, hash)
         select $1, $2::bigint + s.n, s.id, s.hash from unnest($3::uuid[], $4::bytea[]) with ordinality as s(id, hash, n)`,
        [last?.seq ?? 0n, rows.map((row) => row.id), hashes],
        'seal-insert',
      )
    }
    return { more: rows.length === batch, sealed: rows.length }
  },
})

function unsealed(ctx: Context, from: string): Promise<Unsealed[]> {
  return ctx.sql<Unsealed>(
    `select a.id, ${canonicalRow} as canonical from audit_log a
      where a.tenant_id = $1 and a.id >= $2
        and not exists (select 1 from audit_seals s where s.tenant_id = $1 and s.audit_id = a.id)
      order by a.id limit ${batch}`,
    [from],
  )
}

/** Ids begin with the millisecond they were made in, whatever instant the command itself was given. */
function floorOf(lastId: string, now: Date): string {
  const last = Number.parseInt(lastId.replaceAll('-', '').slice(0, 12), 16)
  const from = Math.max(0, Math.min(last, now.getTime()) - lateMs)
  const hex = from.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
