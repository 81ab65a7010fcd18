import { describe, expect, test } from 'vitest'
import type { PayloadKind } from '@/lib/adapters/marketplaces/channel-order'
import { type Parsed, parsePayload } from '@/lib/adapters/marketplaces/parse'
import { type Marketplace, marketplaces, parsers } from '@/lib/adapters/marketplaces/parsers'
import { leavesOf } from '@/lib/adapters/marketplaces/reading'
import { recordedPayload } from '@/lib/adapters/marketplaces/recorded'
import { WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'
import { normaliseOrder } from '@/lib/modules/orders/internal/normalise-order'
import { incomingOrder } from '@/lib/modules/orders/schema'
import { fixture, fixtureNames, haveChannelFiles } from '@/tests/support/channel-files'

/** Every file that holds orders: number, status and total of each. All others must be told apart. */
const orders: Record<Marketplace, Record<string, [no: string, status: string, total: string, currency: string][]>> = {
  taobao: { 'trade_fullinfo_get.mock-2017.json': [['500001084', 'paid', '323.58', 'CNY']] },
  pinduoduo: { 'order_list_get.doc-shape.json': [['1', 'paid', '1', 'CNY']] },
  shopify: {
    'py.order.json': [['450789469', 'unpaid', '409.94', 'USD']],
    'rest-2026-04.order.test_1.json': [['450789469', 'paid', '598.94', 'USD']],
    'rest-2026-04.order.test_2.json': [['450789469', 'paid', '598.94', 'USD']],
    'rest-2026-04.order.test_5.json': [['450789469', 'unpaid', '598.94', 'USD']],
    'rest-2026-04.order.test_8.json': [['450789469', 'paid', '598.94', 'USD']],
    'rest-2026-04.order.test_11.json': [['450789469', 'paid', '598.94', 'USD']],
    'rest-2026-04.order.test_15.json': [['450789469', 'cancelled', '598.94', 'USD']],
    'rest-2026-04.order.test_16.json': [['1073459976', 'paid', '238.47', 'EUR']],
  },
  amazon: {
    'ordersV0.getOrder.200.sandbox0.json': [['902-1845936-5435065', 'paid', '11.01', 'USD']],
    'ordersV0.getOrder.200.sandbox1.json': [['921-3175655-0452641', 'shipped', '100.00', 'EUR']],
    'ordersV0.getOrders.200.example.json': [['902-3159896-1390916', 'unpaid', '0', 'USD']],
    'ordersV0.getOrders.200.sandbox0.json': [
      ['902-1845936-5435065', 'paid', '11.01', 'USD'],
      ['902-8745147-1934268', 'paid', '11.01', 'USD'],
    ],
    'orders_2026-01-01.getOrder.200.example.json': [['202-1234567-8901234', 'shipped', '103.97', 'GBP']],
    'orders_2026-01-01.getOrder.200.sandbox1.json': [['028-1234567-8901234', 'shipped', '125.00', 'TRY']],
    'orders_2026-01-01.searchOrders.200.example.json': [['123-4567890-1234567', 'delivered', '154.99', 'USD']],
    'orders_2026-01-01.searchOrders.200.sandbox0.json': [['250-1234567-8901234', 'shipped', '19940', 'JPY']],
    'orders_2026-01-01.searchOrders.200.sandbox1.json': [['202-7654321-1098765', 'shipped', '34.99', 'GBP']],
    'orders_2026-01-01.searchOrders.200.sandbox2.json': [['171-2345678-9012345', 'paid', '1599.90', 'BRL']],
  },
  woocommerce: {
    'v3.orders.0.json': [['727', 'paid', '29.35', 'USD']],
    'v3.orders.1.json': [['727', 'paid', '29.35', 'USD']],
    'v3.orders.3.json': [['727', 'shipped', '29.35', 'USD']],
    'v3.orders.4.json': [['727', 'shipped', '29.35', 'USD']],
  },
}

/** Orders whose published example does not add up, or has amounts without items. */
const inconsistent = /mock-2017|py\.order|ordersV0\.|doc-shape/

describe.skipIf(!haveChannelFiles)('recorded payloads (skipped without ../shared/channels)', () => {
  for (const channel of marketplaces) {
    test(`${channel}: orders are read to the cent, and everything else is told apart`, () => {
      const found: Record<string, unknown> = {}
      for (const name of fixtureNames(channel)) {
        const parsed = read(channel, 'order', payloadOf(channel, name))
        if (parsed) found[name] = parsed.items.map((o) => [o.channelOrderNo, o.status, o.total, o.currency])
      }
      expect(found).toEqual(orders[channel])
    })

    test(`${channel}: what is read is what intake takes, and the amounts add up`, () => {
      for (const name of Object.keys(orders[channel])) {
        for (const item of read(channel, 'order', payloadOf(channel, name))?.items ?? []) {
          const normal = normaliseOrder(incomingOrder.parse(item), 0, item)
          if (!inconsistent.test(name)) expect(normal.goods - normal.discount + normal.freight, name).toBe(normal.total)
        }
      }
    })

    test(`${channel}: every leaf of a payload is mapped or unmapped, and which it is shows in the items`, () => {
      for (const name of Object.keys(orders[channel])) {
        const payload = payloadOf(channel, name)
        const whole = read(channel, 'order', payload)
        const unmapped = whole?.unmapped ?? []
        const leaves = leavesOf(payload)
        expect(unmapped.every((path) => leaves.includes(path))).toBe(true)
        const before = JSON.stringify(whole?.items)
        // Nothing reads an unmapped leaf, so a part of them, another in each file, stands for all.
        const some = new Set(unmapped.filter((_, i) => i % 11 === name.length % 11))
        for (const path of leaves.filter((leaf) => some.has(leaf) || !unmapped.includes(leaf))) {
          const changes = anyChange(
            payload,
            path,
            (other) => JSON.stringify(read(channel, 'order', other)?.items) !== before,
          )
          expect(changes, `${name} ${path}`).toBe(!unmapped.includes(path))
        }
      }
    })
  }

  test('the other kinds are found where they are, and only there', () => {
    const kinds: PayloadKind[] = ['refund', 'listing', 'webhook', 'tracking']
    const counts = marketplaces.flatMap((channel) =>
      kinds.map((kind) => {
        const files = fixtureNames(channel).filter((name) => read(channel, kind, payloadOf(channel, name)))
        return [`${channel} ${kind}`, files.length] as const
      }),
    )
    expect(Object.fromEntries(counts.filter(([, count]) => count > 0))).toMatchInlineSnapshot(`
      {
        "amazon listing": 2,
        "amazon refund": 5,
        "amazon webhook": 6,
        "pinduoduo webhook": 1,
        "shopify listing": 1,
        "shopify refund": 1,
        "woocommerce listing": 8,
        "woocommerce refund": 3,
        "woocommerce webhook": 19,
      }
    `)
  })

  test('Pinduoduo pushes whole fen, and its orders yuan', () => {
    const pushed = read('pinduoduo', 'webhook', payloadOf('pinduoduo', 'push.refund-created.json'))
    expect(pushed?.items).toEqual([
      {
        event: 'refund',
        topic: 'pdd_refund_RefundCreated',
        channelOrderNo: '210707-339507978993455',
        refundNo: '7381745730',
        amount: '19.90',
        at: '2021-07-07T05:57:05.016Z',
      },
    ])
  })
})

function payloadOf(channel: Marketplace, name: string): Json {
  return recordedPayload(fixture(channel, name))
}

/** undefined: it is no payload of that kind. */
function read<K extends PayloadKind>(channel: Marketplace, kind: K, payload: Json): Parsed<K> | undefined {
  try {
    const parsed = parsePayload(parsers[channel], kind, payload)
    return parsed.broken.length > 0 ? undefined : parsed
  } catch (e) {
    if (e instanceof WrongPayload) return undefined
    throw e
  }
}

/** Whether any change of one leaf, in ways that matter to whatever reads it, is noticed. The payload is in the end what it was. */
function anyChange(payload: Json, path: string, noticed: (changed: Json) => boolean): boolean {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let at = payload as Record<string, Json>
  for (const key of keys) at = at[key] as Record<string, Json>
  const before = at[last] ?? null
  try {
    return [null, 'x', '4', true, 'Ж', 'DELIVERED', 'fulfilled'].some((value) => {
      at[last] = value
      return noticed(payload)
    })
  } finally {
    at[last] = before
  }
}
