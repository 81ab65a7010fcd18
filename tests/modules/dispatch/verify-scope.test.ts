import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('who is limited to shops or warehouses does not check the whole company, whatever the role', async () => {
  const { tenantId } = await createTenant()
  for (const scope of [{ shopIds: [newId()] }, { warehouseIds: [newId()] }]) {
    await expect(run(verifyInvariants, await createKeyActor(tenantId, 'owner', scope), {})).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  const { items } = await run(verifyInvariants, await createKeyActor(tenantId, 'owner'), {})
  expect(items.every(({ ok }) => ok)).toBe(true)
})
