import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { incomingOrder } from '@/lib/modules/orders/schema'
import { orderStates } from '@/lib/modules/orders/states'
import { systemActor } from '@/lib/platform/auth/actors'
import { signIn } from '@/lib/platform/auth/sign-in'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { later } from '@/prisma/seed/calendar'
import { seedDemo } from '@/prisma/seed/demo'
import { demoPassword } from '@/prisma/seed/demo-password'
import { makeOrders } from '@/prisma/seed/orders'
import { demoSkus } from '@/prisma/seed/skus'
import { setupWorkerDatabase } from '@/tests/support/database'

await setupWorkerDatabase()

const anchor = new Date('2026-11-22T15:00:00+08:00')
const joined = later(anchor, -7 * 24)

describe('what the demo company is made of', () => {
  test('three hundred SKUs, each with a code, a price above its cost and a barcode whose check digit is right', () => {
    expect(demoSkus).toHaveLength(300)
    for (const unique of ['code', 'barcode', 'name'] as const)
      expect(new Set(demoSkus.map((s) => s[unique])).size).toBe(300)
    for (const { barcode, price, cost } of demoSkus) {
      const digits = [...barcode].map(Number)
      expect(digits).toHaveLength(13)
      expect(digits.reduce((sum, d, i) => sum + d * (i % 2 === 0 ? 1 : 3), 0) % 10).toBe(0)
      expect(price).toBeGreaterThan(cost)
    }
  })

  test('the same orders for the same moment, in the past, each one that intake understands', () => {
    const orders = makeOrders(5000, anchor, joined)
    expect(makeOrders(5000, anchor, joined)).toEqual(orders)
    expect(new Set(orders.map((o) => o.incoming.channelOrderNo)).size).toBe(5000)
    for (const { incoming } of orders) incomingOrder.parse(incoming)
    expect(orders.every((o) => o.createdAt <= anchor && o.createdAt > later(anchor, -91 * 24))).toBe(true)
  })

  test('the feast stands out, evenings are busy, a fifth of the SKUs makes most of the sales', () => {
    const orders = makeOrders(5000, anchor, joined)
    const of = (day: string) => orders.filter((o) => o.incoming.createdAt.startsWith(day)).length
    expect(of('2026-11-11')).toBeGreaterThan(4 * of('2026-11-04'))
    const hour = (o: (typeof orders)[number]) => (o.createdAt.getUTCHours() + 8) % 24
    expect(orders.filter((o) => hour(o) >= 19 && hour(o) <= 22).length).toBeGreaterThan(
      5 * orders.filter((o) => hour(o) >= 2 && hour(o) <= 5).length,
    )
    const units = new Map<string, number>()
    for (const line of orders.flatMap((o) => o.incoming.lines))
      units.set(line.sellerSku, (units.get(line.sellerSku) ?? 0) + line.quantity)
    const sorted = [...units.values()].sort((a, b) => b - a)
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
    expect(sum(sorted.slice(0, 60)) / sum(sorted)).toBeGreaterThan(0.7)
  })

  test('a password made once, easy to read, for its owner only', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'caravan-demo-'))
    const password = demoPassword(folder)
    expect(password).toMatch(/^([a-z]+-){4}\d{4}$/)
    expect(demoPassword(folder)).toBe(password)
    expect(readFileSync(path.join(folder, 'demo-password'), 'utf8').trim()).toBe(password)
    expect(statSync(path.join(folder, 'demo-password')).mode & 0o777).toBe(0o600)
    rmSync(folder, { recursive: true })
  })
})

test('S1.116 the demo company is set up through the front door, breaks no invariant, and a second seed changes nothing', async () => {
  const password = 'cedar-lantern-river-plum-4711'
  const { tenantId, email } = await seedDemo(password, { orders: 1500, anchor })
  const states = async () => {
    const { rows } = await inTenant(tenantId, 'read', (client) =>
      client.query<{ state: string; n: number }>(
        'select state, count(*)::int as n from orders where tenant_id = $1 group by state',
        [tenantId],
      ),
    )
    return Object.fromEntries(rows.map((r) => [r.state, r.n]))
  }
  const stock = async () =>
    (await run(listBinStock, await systemActor(tenantId), { limit: 200 })).items.map((b) => [
      b.skuCode,
      b.binCode,
      b.quantity,
    ])
  const [first, lying] = [await states(), await stock()]
  expect(Object.values(first).reduce((a, b) => a + b, 0)).toBe(1500)
  for (const state of orderStates.all.filter((s) => s !== 'approved')) expect(first[state], state).toBeGreaterThan(0)
  const broken = async () =>
    (await run(verifyInvariants, await systemActor(tenantId), {})).items.filter(({ ok }) => !ok)
  expect(await broken()).toEqual([])
  for (const address of [email, 'service@caravan.example', 'warehouse@caravan.example']) {
    expect((await signIn({ email: address, password }, { address: 'test' })).session.tenantId).toBe(tenantId)
  }
  await seedDemo(password, { orders: 1500, anchor })
  expect(await states()).toEqual(first)
  expect(await stock()).toEqual(lying)
  expect(await broken()).toEqual([])
}, 180_000)
