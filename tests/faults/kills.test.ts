import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { clientOf, keyFor, type View } from '@/tests/support/api'
import { brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { type Part, startInstance } from '@/tests/support/instance'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

const instance = await startInstance()
const shop = await createShopWithStock({ TEA: 1000 })
const call = clientOf(instance.url, await keyFor(shop.owner))

const kills: Part[] = [
  ...Array.from({ length: 7 }, (): Part => 'database'),
  ...Array.from({ length: 7 }, (): Part => 'api'),
  ...Array.from({ length: 6 }, (): Part => 'worker'),
]
const seed = Date.now() % 1_000_000
const random = seeded(seed)

/** What was asked for, by Idempotency-Key; the answer once it came. */
const asked = new Map<string, View | undefined>()
const surprises: string[] = []
let retries = 0
let working = true

/**
 * As a careful client: the same key until an answer comes. Only "not now" and silence are reasons to ask again; that
 * another of the clients holds the order for a moment is a "not now" to who would ship it.
 */
async function insist(key: string, path: string, body: unknown): Promise<View> {
  asked.set(key, undefined)
  for (;;) {
    const answer = await call('POST', path, body, { 'idempotency-key': key }).catch(() => undefined)
    if (answer && answer.status < 300) {
      asked.set(key, answer.body)
      return answer.body
    }
    if (answer && answer.status !== 503 && !['in_flight', 'on_hold'].includes(answer.body.code)) {
      surprises.push(`${path} ${JSON.stringify(answer.body)}`)
      throw new Error('a surprise')
    }
    retries += 1
    await sleep(50 + random.int(100))
  }
}

let next = 0
async function takeOrders(): Promise<void> {
  while (working) {
    const no = `K${next++}`
    const order = incoming(no, 'TEA', 1 + random.int(3))
    const { results } = await insist(`ingest-${no}`, '/orders/ingest', { shopCode: 'tmall', orders: [order] })
    const id = results[0]?.orderId
    await insist(`note-${no}`, `/orders/${id}/notes`, { text: 'gift box' })
    await insist(`review-${no}`, `/orders/${id}/review`, { decision: 'approve' })
    if (random.int(8) === 0)
      await insist(`hold-${no}`, `/orders/${id}/hold`, { note: 'wait' }).then(() =>
        insist(`free-${no}`, `/orders/${id}/release-hold`, { code: 'manual' }),
      )
    await sleep(random.int(60))
  }
}

const allocated = () =>
  call('GET', '/fulfilments?state=allocated&limit=50').then(
    ({ status, body }) => (status === 200 ? body.items : undefined),
    () => undefined,
  )

async function shipParcels(): Promise<void> {
  while (working) {
    for (const { id } of (await allocated()) ?? [])
      await insist(`ship-${id}`, `/fulfilments/${id}/ship`, { carrierCode: 'sf', trackingNo: `SF-${id}` })
    await sleep(100)
  }
}

async function receiveGoods(): Promise<void> {
  for (let n = 0; working; n++) {
    await insist(`adjust-${n}`, '/stock/adjustments', {
      warehouseCode: 'HZ',
      reason: 'receipt',
      lines: [{ skuCode: 'TEA', quantity: 2, unitCost: '10.00' }],
    })
    await sleep(150)
  }
}

const acknowledged = (kind = '') => [...asked].filter(([key, answer]) => key.startsWith(kind) && answer).length

test(`20 times kill -9 of database, API and worker: every acknowledged effect once (seed ${seed})`, {
  timeout: 180_000,
}, async () => {
  instance.start('api')
  instance.start('worker')
  const clients = Promise.all([takeOrders(), takeOrders(), takeOrders(), shipParcels(), receiveGoods()])
  clients.catch(() => undefined)
  for (const part of kills.sort(() => random.int(3) - 1)) {
    const before = acknowledged()
    await until(
      async () => acknowledged(),
      (n) => n >= before + 8 || surprises.length > 0,
      40_000,
    )
    expect(surprises, instance.output('api').slice(-3000)).toEqual([])
    expect(acknowledged(), instance.output('api').slice(-3000)).toBeGreaterThanOrEqual(before + 8)
    await sleep(random.int(400))
    await instance.kill(part)
  }
  const before = acknowledged()
  await until(
    async () => acknowledged(),
    (n) => n >= before + 8 || surprises.length > 0,
    40_000,
  )
  working = false
  await clients.catch(() => undefined)
  expect(surprises).toEqual([])

  // What was still under way comes to its end.
  working = true
  const rest = shipParcels()
  const orders = acknowledged('ingest-')
  const ended = await until(
    () => statesOf(shop),
    (states) => states.shipped === orders,
    30_000,
  )
  working = false
  await rest
  expect(ended, instance.output('worker').slice(-3000)).toEqual({ shipped: orders })
  expect([...asked].filter(([, answer]) => !answer)).toEqual([])
  expect(retries).toBeGreaterThan(20)

  // One line of the audit log, one answer kept and one row for every key; nothing else.
  const audit = await instance.ask<{ action: string; n: number }>(
    'select action, count(*)::int as n from audit_log where tenant_id = $1 group by action',
    [shop.tenantId],
  )
  const done = Object.fromEntries(audit.map(({ action, n }) => [action, n]))
  const actions = {
    'order.ingest': 'ingest-',
    'order.add-note': 'note-',
    'order.review': 'review-',
    'order.hold': 'hold-',
    'order.release-hold': 'free-',
    'fulfilment.ship': 'ship-',
    'stock.adjust': 'adjust-',
  }
  for (const [action, kind] of Object.entries(actions)) {
    const opening = action === 'stock.adjust' ? 1 : 0
    expect([action, (done[action] ?? 0) - opening]).toEqual([action, acknowledged(kind)])
  }
  const [rows] = await instance.ask<Record<string, number>>(
    `select (select count(*)::int from orders where tenant_id = $1) as orders,
            (select count(distinct channel_order_no)::int from orders where tenant_id = $1) as numbers,
            (select count(*)::int from order_notes where tenant_id = $1) as notes,
            (select count(*)::int from order_events where tenant_id = $1 and kind = 'state') as moves,
            (select count(*)::int from (select distinct order_id, to_state from order_events where tenant_id = $1 and kind = 'state') m) as different,
            (select count(*)::int from stock_movements where tenant_id = $1 and reason = 'shipment') as shipments,
            (select sum(-quantity)::int from stock_movements where tenant_id = $1 and reason = 'shipment') as shipped,
            (select sum(units)::int from orders where tenant_id = $1) as units,
            (select count(*)::int from idempotency_keys where tenant_id = $1) as keys`,
    [shop.tenantId],
  )
  expect(rows).toEqual({
    orders,
    numbers: orders,
    notes: orders,
    moves: 4 * orders,
    different: 4 * orders,
    shipments: orders,
    shipped: rows?.units,
    units: expect.any(Number),
    keys: asked.size,
  })
  expect(orders).toBeGreaterThan(20)
  const onHand = 1000 + 2 * acknowledged('adjust-') - (rows?.units ?? 0)
  expect(await stockOf(shop)).toEqual({ TEA: { onHand, reserved: 0, value: `${onHand * 10}.00` } })
  // What was answered is what is there.
  const parcels = await instance.ask<{ id: string; tracking: string }>(
    "select id, tracking_no as tracking from fulfilments where tenant_id = $1 and state = 'shipped'",
    [shop.tenantId],
  )
  const answers = [...asked].flatMap(([key, answer]) =>
    key.startsWith('ship-') ? [[answer?.id, answer?.trackingNo]] : [],
  )
  expect(parcels.map(({ id, tracking }) => [id, tracking]).sort()).toEqual(answers.sort())

  const unsent = await until(
    () =>
      instance.ask<{ n: number }>('select count(*)::int as n from outbox where tenant_id = $1 and sent_at is null', [
        shop.tenantId,
      ]),
    ([row]) => row?.n === 0,
  )
  expect(unsent).toEqual([{ n: 0 }])
  expect(await brokenInvariants(shop)).toEqual([])
})
