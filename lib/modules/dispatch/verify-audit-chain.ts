import { canonicalRow, genesis, sealOf } from '@/lib/modules/dispatch/internal/audit-row'
import type { Context } from '@/lib/platform/door/context'

const batch = 2000

/** The end of the chain. Whoever keeps one outside the database can later prove that nothing before it was cut off. */
export type AuditHead = { readonly seq: bigint; readonly hash: string }

export type BrokenAudit = {
  readonly seq: bigint
  readonly auditId: string | null
  /** `seal_missing`: rows are gone from the chain itself, in the middle, at its start, or behind a head kept elsewhere. */
  readonly reason: 'row_deleted' | 'row_edited' | 'seal_missing'
}

export type AuditChain = {
  readonly sealed: number
  readonly unsealed: number
  readonly head: AuditHead
  readonly broken: BrokenAudit | undefined
}

type Row = { seq: bigint; audit_id: string; hash: Buffer; canonical: string | null }

/**
 * Walks the whole chain and names the first row that was edited, deleted or cut out. Rows that were put in by force
 * are sealed like any other; a tail cut off together with its seals shows only against a head kept elsewhere.
 */
export async function verifyAuditChain(ctx: Context, kept?: AuditHead): Promise<AuditChain> {
  let head = { seq: 0n, hash: genesis }
  let broken: BrokenAudit | undefined
  for (let rows = await page(ctx, 0n); rows.length > 0 && !broken; rows = await page(ctx, head.seq)) {
    for (const row of rows) {
      broken = breakOf(head, row, kept)
      if (broken) break
      head = { seq: row.seq, hash: row.hash }
    }
  }
  if (!broken && kept && kept.seq > head.seq) broken = { seq: head.seq + 1n, auditId: null, reason: 'seal_missing' }
  const [waiting] = await ctx.sql<{ count: bigint }>(
    `select count(*) from audit_log a
      where a.tenant_id = $1 and not exists (select 1 from audit_seals s where s.tenant_id = $1 and s.audit_id = a.id)`,
  )
  return {
    sealed: Number(head.seq),
    unsealed: Number(waiting?.count ?? 0),
    head: { seq: head.seq, hash: head.hash.toString('hex') },
    broken,
  }
}

function page(ctx: Context, after: bigint): Promise<Row[]> {
  return ctx.sql<Row>(
    `select s.seq, s.audit_id, s.hash, case when a.id is null then null else ${canonicalRow} end as canonical
       from audit_seals s left join audit_log a on a.tenant_id = $1 and a.id = s.audit_id
      where s.tenant_id = $1 and s.seq > $2 order by s.seq limit ${batch}`,
    [after],
  )
}

function breakOf(
  before: { seq: bigint; hash: Buffer },
  row: Row,
  kept: AuditHead | undefined,
): BrokenAudit | undefined {
  if (row.seq !== before.seq + 1n) return { seq: before.seq + 1n, auditId: null, reason: 'seal_missing' }
  const found = { seq: row.seq, auditId: row.audit_id }
  if (row.canonical === null) return { ...found, reason: 'row_deleted' }
  if (!sealOf(before.hash, row.canonical).equals(row.hash)) return { ...found, reason: 'row_edited' }
  // A chain that was computed anew after an edit is sound in itself and ends in another hash.
  if (kept && kept.seq === row.seq && kept.hash !== row.hash.toString('hex')) return { ...found, reason: 'row_edited' }
  return undefined
}
