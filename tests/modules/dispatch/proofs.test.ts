import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { getCheck } from '@/lib/modules/dispatch/get-check'
import { getStressRun } from '@/lib/modules/dispatch/get-stress-run'
import { listChecks } from '@/lib/modules/dispatch/list-checks'
import { listStressRuns } from '@/lib/modules/dispatch/list-stress-runs'
import { nightlyCheck } from '@/lib/modules/dispatch/nightly-check'
import { startCheck } from '@/lib/modules/dispatch/start-check'
import { startStress } from '@/lib/modules/dispatch/start-stress'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

const db = await setupWorkerDatabase()
const day = 86_400_000
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  )

test('a check is asked for, done by a worker and kept with its figures; a second one waits for the first', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const asked = await run(startCheck, shop.owner, {})
  expect(asked).toMatchObject({ state: 'queued', items: [], broken: null })
  expect((await run(startCheck, shop.owner, {})).id).toBe(asked.id)
  await drainAll(shop.tenantId)
  const done = await run(getCheck, shop.owner, { checkId: asked.id })
  expect(done).toMatchObject({ state: 'done', broken: 0 })
  expect(done.items.length).toBeGreaterThan(20)
  expect((await run(listChecks, shop.owner, { limit: 1 })).items).toEqual([done])
  expect((await run(startCheck, shop.owner, {})).id).not.toBe(asked.id)
})

test('a row broken by hand is found by the next check, named, and told', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  await withClient(db.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query('update stock_balances set on_hand = on_hand + 1 where tenant_id = $1', [shop.tenantId])
  })
  const { id } = await run(startCheck, shop.owner, {})
  await drainAll(shop.tenantId)
  const { broken, items } = await run(getCheck, shop.owner, { checkId: id })
  expect(broken).toBeGreaterThan(0)
  expect(items.find(({ ok }) => !ok)?.firstRow).toContain('CUP')
})

test('the daily check comes once a day, and only where something has happened since', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const count = async () => (await run(listChecks, shop.owner, {})).items.length
  await run(nightlyCheck, shop.system, {})
  await run(nightlyCheck, shop.system, {})
  expect(await count()).toBe(1)
  await drainAll(shop.tenantId)
  // Two days later nothing has been told but the check itself.
  const later = new Date(Date.now() + 2 * day)
  await run(nightlyCheck, shop.system, {}, { now: later })
  expect(await count()).toBe(1)
})

test('orders fired at once at a copy of a SKU oversell nothing, and leave no trace in the books', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const asked = await run(startStress, shop.owner, { skuCode: 'cup', units: 10, orders: 30, clients: 8 })
  expect(asked).toMatchObject({ state: 'queued', skuCode: 'CUP', result: null })
  expect(await refusal(run(startStress, shop.owner, { skuCode: 'CUP' }))).toBe('in_flight')
  await drainAll(shop.tenantId)
  const { state, result } = await run(getStressRun, shop.owner, { stressRunId: asked.id })
  expect(state).toBe('done')
  expect(result).toMatchObject({
    reserved: 10,
    waiting: 20,
    oversold: 0,
    refused: {},
    balance: { onHand: 10, reserved: 10, available: 0 },
    broken: [],
  })
  expect((await run(countOrders, shop.owner, {})).all.n).toBe(0)
  // The next one uses the same company, with a copy of its own.
  await run(startStress, shop.owner, { skuCode: 'CUP', units: 0, orders: 3, clients: 1 })
  await drainAll(shop.tenantId)
  const [second] = (await run(listStressRuns, shop.owner, {})).items
  expect(second?.result).toMatchObject({ reserved: 0, waiting: 3, oversold: 0, broken: [] })
  const page = await run(listStressRuns, shop.owner, { limit: 1 })
  const next: Record<string, unknown> = { limit: 1, cursor: page.nextCursor }
  expect([page.items[0]?.id, (await run(listStressRuns, shop.owner, next)).items[0]?.id]).toEqual([
    second?.id,
    asked.id,
  ])
})

test('what cannot be is refused', async () => {
  const shop = await createShopWithStock({ CUP: 1 })
  expect(await refusal(run(startStress, shop.owner, { skuCode: 'NOBODY' }))).toBe('invalid')
  expect(await refusal(run(startStress, shop.owner, { skuCode: 'CUP', orders: 501 }))).toBe('invalid')
  expect(await refusal(run(getCheck, shop.owner, { checkId: newId() }))).toBe('not_found')
  expect(await refusal(run(getStressRun, shop.owner, { stressRunId: newId() }))).toBe('not_found')
  const limited = { ...shop.owner, scope: { shopIds: [shop.shopId], warehouseIds: null } }
  expect(await refusal(run(startCheck, limited, {}))).toBe('forbidden')
  expect(await refusal(run(startStress, limited, { skuCode: 'CUP' }))).toBe('forbidden')
  expect(await refusal(run(listChecks, limited, {}))).toBe('forbidden')
})
