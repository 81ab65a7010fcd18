import { describe, expect, test } from 'vitest'
import { openTable } from '@/lib/adapters/files/open-table'
import { newId } from '@/lib/kernel/ids'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { cancelBulk } from '@/lib/modules/settings/cancel-bulk'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { listBulk } from '@/lib/modules/settings/list-bulk'
import { recordBulkRows } from '@/lib/modules/settings/record-bulk-rows'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import { forgetActors } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop } from '@/tests/support/orders'
import { sourceOf } from '@/tests/support/tables'
import { createMember, createTenant } from '@/tests/support/tenant'
import { call } from '@/tests/support/uploads'

await setupWorkerDatabase()

async function company(count: number) {
  const tenant = await createTenant()
  const shop = await makeShop(tenant.owner)
  const ids = await ingest(
    tenant.owner,
    shop.code,
    Array.from({ length: count }, (_, i) => ({
      at: new Date(Date.UTC(2026, 10, 1, 0, i)).toISOString(),
      lines: [{ sku: 'X', quantity: 1, price: '10.00' }],
    })),
  )
  return { ...tenant, shop, ids }
}

const invalid = { action: 'order.review', decision: 'invalid', reason: '测试单' } as const

describe('a bulk job over all that match a filter', () => {
  test('works row by row with the rights of its owner, says what was refused and why, and tries that again', async () => {
    const { owner, system, ids, tenantId } = await company(45)
    // What somebody else has decided meanwhile is refused row by row, and stops no other row.
    const started = await run(startOrderBulk, owner, { filter: { state: 'pending_review' }, what: invalid })
    expect(started).toMatchObject({ total: 45, capped: false })
    for (const orderId of ids.slice(0, 3)) await run(reviewOrder, owner, { orderId, decision: 'invalid' })

    await workBulk(system, { jobId: started.jobId })
    const job = await run(getBulk, owner, { jobId: started.jobId })
    expect(job).toMatchObject({ state: 'done', total: 45, done: 42, refused: 3 })
    expect(job.reasons).toMatchObject([{ refusal: { code: 'illegal_transition' }, count: 3 }])
    expect(new Set(job.rows.map(({ targetId }) => targetId))).toEqual(new Set(ids.slice(0, 3)))
    await inTenant(tenantId, 'write', (client) =>
      client.query(
        `insert into bulk_rows (tenant_id, job_id, seq, target_id, label, state, refusal)
         select $1, $2, 100 + n, gen_random_uuid(), '=X' || n, 'refused', '{"code":"not_found","params":{}}' from generate_series(1, 600) n`,
        [tenantId, started.jobId],
      ),
    )
    const file = (format: string) =>
      call(owner, 'GET', `/bulk-jobs/${started.jobId}/refused?locale=en&format=${format}`)
    const lines = (await (await file('csv')).text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(604)
    expect(lines[0]).toBe('Item,Reason')
    expect(lines[1]).toMatch(/^[^,]+,.*Invalid/)
    expect(lines.at(-1)).toMatch(/^'=X600,/)
    const { table } = await openTable(sourceOf(Buffer.from(await (await file('xlsx')).arrayBuffer())))
    const rows: (readonly string[])[] = []
    for await (const { fields } of table.rows()) rows.push(fields)
    expect(rows).toHaveLength(604)
    await inTenant(tenantId, 'write', (client) =>
      client.query('delete from bulk_rows where tenant_id = $1 and seq > 100', [tenantId]),
    )
    expect((await run(countOrders, owner, {})).states.invalid?.n).toBe(45)
    expect((await run(getOrder, owner, { orderId: ids[9] ?? '' })).events.at(-1)?.reason).toBe('测试单')

    const again = await run(retryBulk, owner, { jobId: started.jobId })
    expect(again).toMatchObject({ state: 'running', refused: 0, done: 42 })
    await workBulk(system, { jobId: started.jobId })
    expect(await run(getBulk, owner, { jobId: started.jobId })).toMatchObject({ state: 'done', done: 42, refused: 3 })
  })

  test('started twice or told twice, each row is done once', async () => {
    const { owner, system, ids } = await company(5)
    const { jobId } = await run(startOrderBulk, owner, { filter: {}, what: { action: 'order.set-flags', flag: 'red' } })
    await Promise.all([workBulk(system, { jobId }).catch(() => 0), workBulk(system, { jobId }).catch(() => 0)])
    await workBulk(system, { jobId })
    await run(recordBulkRows, system, { jobId, rows: [{ seq: 1, refusal: { code: 'fault', params: {} } }] })
    expect(await run(getBulk, owner, { jobId })).toMatchObject({ state: 'done', done: 5, refused: 0 })
    for (const orderId of ids) {
      const { activity, flag } = await run(getOrder, owner, { orderId })
      expect([flag, activity.filter(({ data }) => data.flag === 'red').length]).toEqual(['red', 1])
    }
  })

  test('a disabled owner’s job does nothing more, a stopped one neither', async () => {
    const { tenantId, owner, system, ids } = await company(4)
    const clerk = await createMember(tenantId, 'customer_service')
    const { jobId } = await run(startOrderBulk, clerk, { filter: {}, what: invalid })
    await run(disableMember, owner, { memberId: clerk.id ?? '' })
    forgetActors()
    await workBulk(system, { jobId })
    expect((await run(countOrders, owner, {})).states.pending_review?.n).toBe(4)

    const own = await run(startOrderBulk, owner, { filter: {}, what: invalid })
    expect(await run(cancelBulk, owner, { jobId: own.jobId })).toMatchObject({ state: 'cancelled' })
    await workBulk(system, { jobId: own.jobId })
    expect((await run(countOrders, owner, {})).states.pending_review?.n).toBe(4)
    // Gone on with, it does the rows that were not begun.
    await run(retryBulk, owner, { jobId: own.jobId })
    await workBulk(system, { jobId: own.jobId })
    expect((await run(countOrders, owner, {})).states.invalid?.n).toBe(ids.length)
  })

  test('needs the right to the action itself and stays within the scope of who starts it', async () => {
    const { tenantId, owner, system, shop } = await company(3)
    const other = await makeShop(owner)
    await ingest(owner, other.code, [{ at: '2026-11-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
    const purchaser = await createMember(tenantId, 'purchaser')
    await expect(run(startOrderBulk, purchaser, { filter: {}, what: invalid })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const limited = await createMember(tenantId, 'customer_service', { shopIds: [shop.id] })
    const { jobId, total } = await run(startOrderBulk, limited, { filter: {}, what: invalid })
    expect(total).toBe(3)
    await workBulk(system, { jobId })
    expect((await run(countOrders, owner, {})).states.pending_review?.n).toBe(1)
    // Jobs are their owner's, and of those who may read the audit log.
    expect(await run(getBulk, owner, { jobId })).toMatchObject({ done: 3 })
    const colleague = await createMember(tenantId, 'customer_service')
    await expect(run(getBulk, colleague, { jobId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await run(listBulk, limited, {})).items.map(({ id }) => id)).toEqual([jobId])
    expect((await run(listBulk, owner, {})).items).toEqual([])
  })

  test('what finds nothing, or would be done to nobody, is refused at once', async () => {
    const { owner } = await company(1)
    const start = (filter: object, what: object) => run(startOrderBulk, owner, { filter, what })
    await expect(start({ set: newId() }, invalid)).rejects.toMatchObject({ code: 'not_found' })
    await expect(start({}, { action: 'order.assign', memberId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(start({}, { action: 'order.set-flags' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(start({}, { action: 'rule.rerun' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('the live rules go over all that match; once others run, each row is refused with the version there is', async () => {
    const { owner, system } = await company(3)
    const rules = [
      { id: 'r', name: 'Big', when: [[{ field: 'units', op: 'gt', value: '0' }]], actions: [{ type: 'urgent' }] },
    ]
    await run(saveRules, owner, { kind: 'review', rules, version: 1 })
    const { live } = await run(publishRules, owner, { kind: 'review', version: 2 })
    const version = live?.version ?? 0
    const again = async (of: number) => {
      const what = { action: 'rule.rerun', version: of }
      const { jobId } = await run(startOrderBulk, owner, { filter: {}, what })
      await workBulk(system, { jobId })
      return run(getBulk, owner, { jobId })
    }
    expect(await again(version)).toMatchObject({ done: 3, refused: 0 })
    const { items } = await run(listOrders, owner, {})
    expect(items.map(({ urgent }) => urgent)).toEqual([true, true, true])
    expect(await again(version + 1)).toMatchObject({
      done: 0,
      refused: 3,
      reasons: [{ refusal: { code: 'version_conflict' } }],
    })
  })
})
