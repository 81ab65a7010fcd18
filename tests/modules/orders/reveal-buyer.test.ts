import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { revealBuyer } from '@/lib/modules/orders/reveal-buyer'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest } from '@/tests/support/orders'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('under one key every look is written down and asks for today’s scope, and no clear data is kept', async () => {
  const { owner, tenantId, shopId } = await createShopWithStock({ 'TEA-1': 5 })
  const line = { sku: 'TEA-1', quantity: 1, price: '20.00' }
  const [orderId = ''] = await ingest(owner, 'tmall', [{ at: '2026-11-11T08:00:00Z', lines: [line] }])
  const service = await createMember(tenantId, 'customer_service', { shopIds: [shopId] })
  const look = (actor = service) =>
    run(revealBuyer, actor, { orderId, purpose: 'Call the buyer' }, { idempotencyKey: 'look-1' })

  expect((await look()).address.name).toBe('张三')
  expect(await look()).toEqual(await look())
  expect((await run(listAudit, owner, { action: 'buyer.reveal' })).items).toHaveLength(3)

  await expect(look({ ...service, scope: { shopIds: [newId()], warehouseIds: null } })).rejects.toMatchObject({
    code: 'not_found',
  })
  const kept = await inTenant(tenantId, 'read', (client) =>
    client.query('select 1 from idempotency_keys where tenant_id = $1', [tenantId]),
  )
  expect(kept.rowCount).toBe(0)
})
