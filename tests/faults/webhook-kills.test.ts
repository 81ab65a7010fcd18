import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { createWebhook } from '@/lib/modules/webhooks/create-webhook'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { type Heard, type Receiver, type Reply, startReceiver } from '@/tests/support/receiver'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { startWorker, type WorkerProcess } from '@/tests/support/worker-process'

const db = await setupWorkerDatabase()
const ask = <R extends object>(sql: string) =>
  withClient(db.superuserUrl, async (client) => (await client.query<R>(sql)).rows)

let worker: WorkerProcess | undefined
let receiver: Receiver | undefined
afterEach(async () => {
  if (worker && !worker.exited()) await worker.kill('SIGKILL')
  await receiver?.close()
})

/** As if the time of leases, claims and waits were over. */
async function hurry() {
  await ask(
    `update webhook_messages set due_at = now() where state = 'waiting' and attempts < 9 and due_at > now() and due_at < now() + interval '1 day'`,
  )
  await ask(
    'update webhooks set due_at = least(due_at, now()), lease_until = now() where lease_until is not null or due_at > now()',
  )
}

test('workers are killed while webhooks go out and three of ten attempts fail: each message at least once under one id, in sequence per order; T-24', {
  timeout: 240_000,
}, async () => {
  const company = await createShopWithStock({ TEA: 1000 })
  const random = seeded(24)
  const out = await startReceiver()
  receiver = out
  const replies: Reply[] = [500, 'reset', 429, 'redirect']
  // Silence costs ten seconds: once is enough to see that nobody is stuck behind it.
  let silences = 1
  out.reply = (): Reply => {
    if (random.int(10) >= 3) return 204
    return silences-- > 0 ? 'silent' : random.pick(replies)
  }
  const webhook = await run(createWebhook, company.owner, {
    name: 'Books',
    url: out.url,
    events: ['order.created', 'order.cancelled'],
  })
  out.secret = webhook.secret
  const ids: string[] = []
  for (let round = 0; round < 2; round++) {
    worker = startWorker('tests/support/quick-worker.ts', { LOG_LEVEL: 'error' })
    const orders = Array.from({ length: 10 }, (_, i) => incoming(`K${round}-${i}`, 'TEA'))
    const { results } = await run(ingestOrders, company.owner, { shopCode: 'tmall', orders })
    const fresh = results.map((r) => r.orderId ?? '')
    ids.push(...fresh)
    for (const orderId of fresh) await run(cancelOrder, company.owner, { orderId, reason: 'test' })
    const before = out.heard.length
    await until(
      async () => out.heard.length,
      (n) => n > before + 6,
      30_000,
    )
    await sleep(random.int(400))
    await worker.kill('SIGKILL')
    await hurry()
  }
  worker = startWorker('tests/support/quick-worker.ts', { LOG_LEVEL: 'error' })
  const left = async () => {
    await hurry()
    return (await ask<{ n: number }>(`select count(*)::int as n from webhook_messages where state <> 'taken'`))[0]?.n
  }
  expect(await until(left, (n) => n === 0, 120_000)).toBe(0)
  const of = (orderId: string, type: string): Heard[] =>
    out.heard.filter((h) => h.data.orderId === orderId && h.type === type)
  for (const orderId of ids) {
    const [created, cancelled] = [of(orderId, 'order.created'), of(orderId, 'order.cancelled')]
    for (const sent of [created, cancelled]) {
      expect(new Set(sent.map((h) => h.id)).size).toBe(1)
      expect(sent.some((h) => h.taken)).toBe(true)
    }
    const first = out.heard.findIndex((h) => h.data.orderId === orderId && h.type === 'order.created' && h.taken)
    const next = out.heard.findIndex((h) => h.data.orderId === orderId && h.type === 'order.cancelled')
    expect(first).toBeLessThan(next)
  }
  expect(out.heard.every((h) => h.signed)).toBe(true)
  expect(out.heard.some((h) => !h.taken)).toBe(true)
})
