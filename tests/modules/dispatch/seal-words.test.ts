import { expect, it } from 'vitest'
import { sealWords } from '@/lib/modules/dispatch/seal-words'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { getRules } from '@/lib/modules/rules/get-rules'
import { listVersions } from '@/lib/modules/rules/list-versions'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { plansOf } from '@/tests/support/plans'
import { createShopWithStock, incoming } from '@/tests/support/shop'

const db = await setupWorkerDatabase()

const typed = '王小明 13800138000 不要了'
const tables = ['order_events', 'order_holds', 'stock_movements', 'stock_adjustments', 'rule_versions']
const ask = (sql: string, params: unknown[] = []) =>
  withClient(db.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    return (await client.query(sql, params)).rows
  })
const inClear = async (tenantId: string) => {
  const found = []
  for (const table of tables)
    found.push(
      ...(await ask(`select '${table}' as name from ${table} x where tenant_id = $1 and x::text ~ '王小明'`, [
        tenantId,
      ])),
    )
  return [...new Set(found.map((row) => row.name))]
}

it('seals what people type, shows it as it was typed, and seals what older versions kept in clear', async () => {
  const shop = await createShopWithStock({ TEA: 5 })
  const { owner, tenantId } = shop
  const { results } = await run(ingestOrders, owner, { shopCode: 'tmall', orders: [incoming('1', 'TEA')] })
  const orderId = results[0]?.orderId ?? ''
  await run(reviewOrder, owner, { orderId, decision: 'contact', reason: typed })
  await run(unapproveOrder, owner, { orderId, reason: typed })
  await run(holdOrder, owner, { orderId, note: typed })
  await run(adjustStock, owner, {
    warehouseCode: 'HZ',
    reason: typed,
    lines: [{ skuCode: 'TEA', quantity: 1 }],
  })
  const { version } = await run(getRules, owner, { kind: 'review' })
  await run(publishRules, owner, { kind: 'review', note: typed, version })
  const seen = async () => {
    const order = await run(getOrder, owner, { orderId })
    const [adjustment] = (await run(listAdjustments, owner, {})).items
    const { lines } = await run(getAdjustment, owner, { adjustmentId: adjustment?.id ?? '' })
    const [listed] = (await run(listOrders, owner, {})).items
    return {
      activity: order.activity.map((e) => e.reason),
      holds: [order.holds[0]?.note, listed?.holds[0]?.note],
      stock: [adjustment?.reason, lines[0]?.note],
      rules: (await run(listVersions, owner, { kind: 'review' })).items.map((v) => v.note),
    }
  }
  const shown = {
    activity: ['member', typed, typed, typed],
    holds: [typed, typed],
    stock: [typed, typed],
    rules: [typed],
  }
  expect(await seen()).toEqual(shown)
  expect(await inClear(tenantId)).toEqual([])

  // As it was before texts were sealed: in clear, and nothing beside it.
  await ask(
    `update order_events set words = null, reason = case when seq = 1 then reason else $2 end where tenant_id = $1`,
    [tenantId, typed],
  )
  await ask('update order_holds set words = null, note = $2 where tenant_id = $1', [tenantId, typed])
  await ask(`update stock_movements set words = null, note = $2 where tenant_id = $1`, [tenantId, typed])
  await ask(`update stock_adjustments set words = null, reason = $2 where tenant_id = $1`, [tenantId, typed])
  await ask(`update rule_versions set words = null, note = $2 where tenant_id = $1`, [tenantId, typed])
  expect(await inClear(tenantId)).toEqual(tables)
  expect(await seen()).toEqual(shown)

  await drainAll(tenantId, { sweep: true })
  expect(await inClear(tenantId)).toEqual([])
  expect(await seen()).toEqual(shown)
  // Codes stay codes, and what is done is no longer looked at.
  expect(await ask(`select reason from order_events where tenant_id = $1 and seq = 1`, [tenantId])).toEqual([
    { reason: 'member' },
  ])
})

it.each([
  ["update order_events set reason = ''", 'words that are there'],
  ["update order_events set reason = '', words = '\\x01'", 'a second time'],
  ["update stock_movements set note = 'x', words = '\\x01'", 'another text'],
  ["update stock_adjustments set reason = 'other'", 'another text'],
  ["update rule_versions set note = 'other'", 'another text'],
])('%s: refused to the application and to the owner (%s)', async (sql) => {
  const { owner, tenantId } = await createShopWithStock({ TEA: 5 })
  await run(ingestOrders, owner, { shopCode: 'tmall', orders: [incoming('1', 'TEA')] })
  await run(publishRules, owner, { kind: 'review', version: 1 })
  await expect(
    withClient(db.DATABASE_URL, async (client) => {
      await client.query('begin')
      await client.query('select app_set_tenant($1)', [tenantId])
      return client.query(sql)
    }),
  ).rejects.toMatchObject({ code: '23001' })
  await expect(withClient(db.superuserUrl, (client) => client.query(sql))).rejects.toMatchObject({ code: '23001' })
})

it('looks at nothing but what is left: its statements walk the indexes of that', async () => {
  const { owner } = await createShopWithStock({ TEA: 5 })
  const nodes = await plansOf(owner, (ctx) => sealWords.within(ctx, {}))
  for (const table of tables) expect(nodes.map((n) => n['Index Name'])).toContain(`${table}_clear_ix`)
})
