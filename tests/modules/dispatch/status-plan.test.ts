import { beforeAll, expect, test } from 'vitest'
import { firstIdAt } from '@/lib/kernel/ids'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
let company: TestShop
const rows = 12_000

/** A month that went well: much was said to the outside, some of it just now, and hardly any of it is open; and a queue that gave up a lot. */
beforeAll(async () => {
  company = await createShopWithStock({ 'SKU-1': 1 })
  const old = firstIdAt(new Date(Date.now() - 86_400_000)).slice(0, 24)
  const fresh = firstIdAt(new Date(Date.now() - 60_000)).slice(0, 24)
  const id = `((case when n > ${rows - 200} then '${fresh}' else '${old}' end) || lpad(to_hex(n), 12, '0'))::uuid`
  await withClient(superuserUrl, async (client) => {
    // Rows without their parents' checks: what is tested is how they are found.
    await client.query('set session_replication_role = replica')
    const fill = (table: string, columns: Record<string, string>) =>
      client.query(
        `insert into ${table} (tenant_id, ${Object.keys(columns)}) select $1, ${Object.values(columns)} from generate_series(1, ${rows}) n`,
        [company.tenantId],
      )
    const shop_id = `'${company.shopId}'::uuid`
    const last = (open: string, over: string) => `case when n % 4000 = 0 then '${open}' else '${over}' end`
    await fill('channel_deliveries', {
      ...{ id, shop_id, delivery_key: 'n::text', topic: `''`, event: `''`, channel_order_no: `''`, body: `''` },
      ...{ state: last('failed', 'done'), received_at: 'now()' },
    })
    await fill('webhook_messages', {
      ...{ id, webhook_id: id, event: `''`, subject: id, dedupe: 'n::text', body: `'{}'` },
      ...{ state: last('dead', 'taken'), due_at: 'now()', created_at: 'now()' },
    })
    await fill('listings', {
      id,
      shop_id,
      item_id: 'n::text',
      item_key: 'n::text',
      sku_id: id,
      mapped_by: `'auto'`,
      seen_at: 'now()',
      created_at: 'now()',
      updated_at: 'now()',
    })
    await fill('stock_pushes', {
      ...{ id, listing_id: id, at: 'now()', quantity: '1', cause: `''`, inputs: `'{}'`, outcome: `'taken'` },
    })
    await fill('queue_jobs', {
      ...{ event_id: id, name: `'order.heal'`, queue: `'each'`, event: `''`, payload: `'{}'` },
      ...{ state: `case when n % 2 = 0 then 'parked' else 'done' end`, finished_at: `now() - interval '1 day'` },
    })
    await client.query('analyze channel_deliveries, webhook_messages, listings, stock_pushes, queue_jobs, shops')
  })
})

const histories = ['channel_deliveries', 'webhook_messages', 'listings', 'stock_pushes', 'queue_jobs']

test('the control room reads no history, whole or narrowed, and counts a backlog only so far; S1.99', async () => {
  const limited = await createMember(company.tenantId, 'owner', { shopIds: [company.shopId] })
  for (const who of [company.owner, limited]) {
    const plans = await plansOf(who, (ctx) => getStatus.within(ctx, {}))
    expect(sequentialScans(plans).filter((table) => histories.includes(table))).toEqual([])
  }
  const { edges, queues } = await run(getStatus, company.owner, {})
  expect(edges.find(({ edge }) => edge === 'push')).toMatchObject({ passed: 200, waiting: 0, failed: rows / 4000 })
  expect(edges.find(({ edge }) => edge === 'webhooks')).toMatchObject({ waiting: 0, failed: rows / 4000 })
  expect(edges.find(({ edge }) => edge === 'stock')).toMatchObject({ passed: 200 })
  expect(queues.find(({ queue }) => queue === 'each')).toMatchObject({
    parked: 5000,
    parkedCapped: true,
    openCapped: false,
  })
  const narrowed = await run(getStatus, limited, {})
  expect(narrowed.edges.find(({ edge }) => edge === 'stock')).toMatchObject({ passed: 200 })
  expect(narrowed.queues.find(({ queue }) => queue === 'each')).toMatchObject({ parked: 0, parkedCapped: false })
})
