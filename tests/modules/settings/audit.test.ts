import { beforeAll, expect, test } from 'vitest'
import { openTable } from '@/lib/adapters/files/open-table'
import { exportAudit } from '@/lib/modules/exchange/export-audit'
import { createShop } from '@/lib/modules/settings/create-shop'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { updateMember } from '@/lib/modules/settings/update-member'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { sourceOf } from '@/tests/support/tables'
import { createKeyActor, createMember, createTenant, type TestTenant } from '@/tests/support/tenant'
import { call } from '@/tests/support/uploads'

await setupWorkerDatabase()

let tenant: TestTenant
let shopId: string

beforeAll(async () => {
  tenant = await createTenant()
  const shop = { code: 'S1', name: 'S1', channel: 'manual' as const, currency: 'CNY', timeZone: 'Asia/Shanghai' }
  shopId = (await run(createShop, tenant.owner, shop)).id
  const clerk = await createMember(tenant.tenantId, 'sales')
  await run(updateMember, tenant.owner, { memberId: clerk.id, role: 'finance', version: 1 })
})

const found = async (search: object) => (await run(listAudit, tenant.owner, search)).items.map(({ action }) => action)

test('the trail is searched by actor, action, object, day and text, alone and together', async () => {
  expect(await found({})).toEqual(['member.update', 'shop.create'])
  expect(await found({ action: 'shop.*' })).toEqual(['shop.create'])
  expect(await found({ actorId: tenant.owner.id })).toHaveLength(2)
  expect(await found({ objectId: shopId })).toEqual(['shop.create'])
  expect(await found({ text: 'FINANCE' })).toEqual(['member.update'])
  expect(await found({ text: 'finance', action: 'shop.*' })).toEqual([])
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  expect(await found({ from: today, to: today })).toHaveLength(2)
  expect(await found({ to: '2020-01-01' })).toEqual([])
  expect(await found({ from: '2999-01-01' })).toEqual([])
  // What a pattern would mean elsewhere is a text here.
  expect(await found({ text: '%' })).toEqual([])
})

test('a search in a long trail goes on in bounded steps and finds the one row at its end', async () => {
  const { owner, tenantId } = await createTenant()
  await inTenant(tenantId, 'write', (db) =>
    db.query(
      `insert into audit_log (tenant_id, id, at, actor_kind, action, detail)
       select $1, gen_random_uuid(), now() - n * interval '1 second', 'system', 'order.ingest',
              case when n = 30000 then '{"needle": "in the hay"}' else '{}' end::jsonb from generate_series(1, 30000) n`,
      [tenantId],
    ),
  )
  const first = await run(listAudit, owner, { text: 'needle' })
  expect(first.items).toEqual([])
  expect(first.nextCursor).not.toBeNull()
  const second = await run(listAudit, owner, { text: 'needle', cursor: first.nextCursor })
  expect(second).toMatchObject({ items: [{ detail: { needle: 'in the hay' } }], nextCursor: null })
})

test('an export is written down with its search, holds every row once, and nothing in it is a formula', async () => {
  const { owner, tenantId } = await createTenant()
  const member = await createMember(tenantId, 'admin')
  await inTenant(tenantId, 'write', async (db) => {
    await db.query(`update members set name = '=cmd|''/c calc''!A1' where tenant_id = $1 and id = $2`, [
      tenantId,
      member.id,
    ])
    await db.query(
      `insert into audit_log (tenant_id, id, at, actor_kind, actor_id, action)
       select $1, gen_random_uuid(), now() - n * interval '1 second', 'member', $2, 'order.ingest' from generate_series(1, 450) n`,
      [tenantId, member.id],
    )
  })
  const answer = await call(owner, 'GET', '/audit/export?action=order.*&text=ingest&locale=en')
  expect(answer.headers.get('content-disposition')).toMatch(/audit-\d{4}-\d\d-\d\d\.csv/)
  const lines = (await answer.text()).trimEnd().split(/\r?\n/)
  expect(lines[0]).toBe('Time,Kind of actor,By,Action,Objects,Details,Request')
  expect(lines).toHaveLength(451)
  expect(lines[1]).toMatch(/,member,"?'=cmd\|'\/c calc'!A1"?,order\.ingest,/)
  const book = await call(owner, 'GET', '/audit/export?action=order.*&text=ingest&format=xlsx')
  const { table } = await openTable(sourceOf(Buffer.from(await book.arrayBuffer())))
  const rows: number[] = []
  for await (const { row } of table.rows()) rows.push(row)
  expect(rows).toHaveLength(451)
  const { items } = await run(listAudit, owner, { action: 'audit.export' })
  expect(items).toMatchObject([
    { detail: { action: 'order.*', text: 'ingest', format: 'xlsx' } },
    { detail: { action: 'order.*', text: 'ingest', format: 'csv' } },
  ])
})

test('who is limited to some shops neither reads nor exports the trail', async () => {
  const limited = await createKeyActor(tenant.tenantId, 'owner', { shopIds: [shopId] })
  for (const ask of [() => run(listAudit, limited, {}), () => run(exportAudit, limited, {})]) {
    await expect(ask()).rejects.toMatchObject({ code: 'forbidden' })
  }
})
