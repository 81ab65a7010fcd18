import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { type AuditHead, verifyAuditChain } from '@/lib/modules/dispatch/verify-audit-chain'
import { pool } from '@/lib/platform/db/pools'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

const act = command({
  name: 'probe.act',
  summary: 'Act',
  input: z.strictObject({ what: z.string() }),
  async run(ctx, { what }) {
    ctx.touch('thing', what)
    ctx.tell({ what, 数量: 3 })
    ctx.emit({ name: 'probe.acted', payload: {} })
  },
})

async function tenantWithRows(count: number): Promise<TestTenant> {
  const tenant = await createTenant()
  for (let i = 0; i < count; i++) await run(act, tenant.owner, { what: `row ${i}` })
  return tenant
}

const verify = (tenant: TestTenant, kept?: AuditHead) =>
  inTenant(tenant.tenantId, 'snapshot', (client) =>
    verifyAuditChain(new Context(client, tenant.system, new Date()), kept),
  )

/** What only somebody with the machine itself can do. */
const force = (sql: string, params: unknown[]) =>
  withClient(db.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    const result = await client.query(sql, params)
    expect(result.rowCount).toBeGreaterThan(0)
    return result.rows
  })
const auditIdAt = async (tenant: TestTenant, seq: number): Promise<string> => {
  const rows = await force('select audit_id from audit_seals where tenant_id = $1 and seq = $2', [tenant.tenantId, seq])
  return rows[0].audit_id
}

describe('the audit chain', () => {
  it('seals every row once, without a gap, by the same drain as in the workers', async () => {
    const tenant = await tenantWithRows(6)
    await drainAll(tenant.tenantId)
    expect(await verify(tenant)).toMatchObject({ sealed: 6, unsealed: 0, broken: undefined })
    await run(act, tenant.owner, { what: 'later' })
    expect(await verify(tenant)).toMatchObject({ sealed: 6, unsealed: 1 })
    await drainAll(tenant.tenantId)
    expect(await verify(tenant)).toMatchObject({ sealed: 7, unsealed: 0, broken: undefined })
  })

  it('stays gapless when several sealers run at once', async () => {
    const tenant = await tenantWithRows(30)
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => run(sealAudit, tenant.system, {})))
    expect(outcomes.some((o) => o.status === 'fulfilled')).toBe(true)
    await drainAll(tenant.tenantId)
    expect(await verify(tenant)).toMatchObject({ sealed: 30, unsealed: 0, broken: undefined })
  })

  it('finds the row of a transaction that commits after younger ones were sealed', async () => {
    const tenant = await tenantWithRows(1)
    const slow = await pool('app').connect()
    await slow.query(`begin; select app_set_tenant('${tenant.tenantId}')`)
    const insert =
      "insert into audit_log (tenant_id, id, at, actor_kind, action) values ($1, $2, now(), 'system', 'probe.slow')"
    await slow.query(insert, [tenant.tenantId, newId()])
    await run(act, tenant.owner, { what: 'younger' })
    await run(sealAudit, tenant.system, {})
    expect((await verify(tenant)).sealed).toBe(2)
    await slow.query('commit')
    slow.release()
    await run(sealAudit, tenant.system, {})
    expect(await verify(tenant)).toMatchObject({ sealed: 3, unsealed: 0, broken: undefined })
  })

  it('leaves a row with a far older id to the full pass, which takes it', async () => {
    const tenant = await tenantWithRows(2)
    await run(sealAudit, tenant.system, {})
    const old = '01900000-0000-7000-8000-000000000001'
    await force(
      "insert into audit_log (tenant_id, id, at, actor_kind, action) values ($1, $2, '2024-01-01', 'system', 'probe.old')",
      [tenant.tenantId, old],
    )
    await run(sealAudit, tenant.system, {})
    expect(await verify(tenant)).toMatchObject({ sealed: 2, unsealed: 1 })
    await run(sealAudit, tenant.system, { full: true })
    expect(await verify(tenant)).toMatchObject({ sealed: 3, unsealed: 0, broken: undefined })
  })

  it.each([
    ['action', "action = 'probe.other'"],
    ['instant', "at = at + interval '1 microsecond'"],
    ['actor', 'actor_id = null'],
    ['references', "refs = '[]'"],
    ['detail', 'detail = detail || \'{"数量": 4}\''],
  ])('names the row whose %s was edited', async (_what, set) => {
    const tenant = await tenantWithRows(5)
    await run(sealAudit, tenant.system, {})
    const auditId = await auditIdAt(tenant, 3)
    await force(`update audit_log set ${set} where tenant_id = $1 and id = $2`, [tenant.tenantId, auditId])
    expect((await verify(tenant)).broken).toEqual({ seq: 3n, auditId, reason: 'row_edited' })
  })

  it('names the row that was deleted', async () => {
    const tenant = await tenantWithRows(5)
    await run(sealAudit, tenant.system, {})
    const auditId = await auditIdAt(tenant, 4)
    await force('delete from audit_log where tenant_id = $1 and id = $2', [tenant.tenantId, auditId])
    expect((await verify(tenant)).broken).toEqual({ seq: 4n, auditId, reason: 'row_deleted' })
  })

  it.each([1, 3])('names the place where seal %i was cut out', async (seq) => {
    const tenant = await tenantWithRows(5)
    await run(sealAudit, tenant.system, {})
    await force('delete from audit_seals where tenant_id = $1 and seq = $2', [tenant.tenantId, seq])
    expect((await verify(tenant)).broken).toEqual({ seq: BigInt(seq), auditId: null, reason: 'seal_missing' })
  })

  it('proves a cut tail and a chain computed anew against a head kept elsewhere', async () => {
    const tenant = await tenantWithRows(5)
    await run(sealAudit, tenant.system, {})
    const { head } = await verify(tenant)
    expect((await verify(tenant, head)).broken).toBeUndefined()
    const last = await auditIdAt(tenant, 5)
    await force('delete from audit_seals where tenant_id = $1 and seq = 5', [tenant.tenantId])
    await force('delete from audit_log where tenant_id = $1 and id = $2', [tenant.tenantId, last])
    expect((await verify(tenant)).broken).toBeUndefined()
    expect((await verify(tenant, head)).broken).toEqual({ seq: 5n, auditId: null, reason: 'seal_missing' })
    await run(act, tenant.owner, { what: 'instead' })
    await run(sealAudit, tenant.system, {})
    expect((await verify(tenant, head)).broken).toMatchObject({ seq: 5n, reason: 'row_edited' })
  })

  it('gives the app no way to change a row or a seal', async () => {
    const tenant = await tenantWithRows(1)
    await run(sealAudit, tenant.system, {})
    const forbidden = [
      "update audit_log set action = 'x' where tenant_id = $1",
      'delete from audit_log where tenant_id = $1',
      'update audit_seals set seq = 9 where tenant_id = $1',
      'delete from audit_seals where tenant_id = $1',
    ]
    for (const sql of forbidden) {
      const attempt = inTenant(tenant.tenantId, 'write', (client) => client.query(sql, [tenant.tenantId]))
      await expect(attempt, sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})
