import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { OrderModel, type Sku, skus, type Units, type Word } from '@/tests/support/order-model'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const decisions = ['approved', 'awaiting_contact', 'invalid', 'pending_review', 'cancelled', 'delivered'] as const
type Step =
  | ({ kind: 'hear' } & Word)
  | { kind: 'decide'; no: number; to: (typeof decisions)[number] }
  | { kind: 'hold' | 'ship' | 'track'; no: number }
  | { kind: 'release'; no: number; code: 'manual' | 'address_changed' }
  | { kind: 'adjust'; sku: Sku; quantity: number }
  | { kind: 'allocate' }

const no = fc.nat(4)
const one = <T extends string>(value: T) => fc.constant(value)
const hear = fc.record({
  kind: one('hear'),
  no,
  status: fc.constantFrom('unpaid', 'paid', 'paid', 'paid', 'paid', 'shipped', 'delivered', 'cancelled'),
  units: fc.record({ CUP: fc.nat(3), POT: fc.nat(2) }),
  street: fc.constantFrom('文三路 1 号', '文三路 1 号', '文三路 1 号', '龙井路 9 号'),
  minute: fc.nat(40),
})
const any: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: hear },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: one('decide'),
      no,
      to: fc.constantFrom('approved', 'approved', 'approved', ...decisions),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('ship', 'ship', 'track', 'hold'), no }) },
  { weight: 2, arbitrary: fc.record({ kind: one('release'), no, code: fc.constantFrom('manual', 'address_changed') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one('adjust'),
      sku: fc.constantFrom(...skus),
      quantity: fc.integer({ min: -3, max: 4 }).filter((n) => n !== 0),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: one('allocate') }) },
)
/** The straight way, which steps by pure chance would seldom go to its end. */
const straight = fc.tuple(hear, fc.nat(2)).map(([word, ahead]): Step[] => {
  const { no } = word
  const start: Step[] = [
    { ...word, status: 'paid', minute: ahead },
    { kind: 'decide', no, to: 'approved' },
  ]
  return [...start, { kind: 'allocate' }, { kind: 'ship', no }]
})
const walk = fc
  .array(fc.oneof({ weight: 9, arbitrary: any.map((step) => [step]) }, { weight: 1, arbitrary: straight }), {
    minLength: 60,
    maxLength: 60,
  })
  .map((parts) => parts.flat().slice(0, 60))

const at = (minute: number) => new Date(Date.UTC(2026, 10, 11, 1, minute)).toISOString()

function payload({ no, status, units, street, minute }: Word) {
  const ordered = skus.filter((sku) => units[sku] > 0)
  const total = (20 * ordered.reduce((n, sku) => n + units[sku], 0)).toFixed(2)
  const base = incoming(`W${no}`, 'CUP')
  return {
    ...base,
    status,
    ...(status === 'unpaid' && { paidAt: null }),
    promisedShipAt: at(no),
    modifiedAt: at(minute),
    address: { ...base.address, line1: street },
    lines: ordered.map((sku) => ({
      ...base.lines[0],
      channelLineNo: sku,
      sellerSku: sku,
      title: sku,
      quantity: units[sku],
    })),
    total,
    paid: total,
  }
}

class Real {
  private readonly ids = new Map<number, string>()
  constructor(private readonly shop: TestShop) {}

  /** The same command to the house; answers what it answered, in the model's words. */
  async do(step: Step, count: number): Promise<string> {
    const { owner, system } = this.shop
    if (step.kind === 'hear') {
      const { results } = await run(ingestOrders, owner, { shopCode: 'tmall', orders: [payload(step)] })
      if (results[0]?.orderId) this.ids.set(step.no, results[0].orderId)
      return results[0]?.outcome ?? 'nothing'
    }
    if (step.kind === 'adjust') {
      const lines = [{ skuCode: step.sku, quantity: step.quantity }]
      return code(run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'walk', lines }))
    }
    if (step.kind === 'allocate') return code(run(allocateOrders, system, {}))
    const orderId = this.ids.get(step.no)
    if (!orderId) return step.kind === 'track' ? 'unknown' : 'not_found'
    if (step.kind === 'hold') return code(run(holdOrder, owner, { orderId, note: 'walk' }))
    if (step.kind === 'release') return code(run(releaseHold, owner, { orderId, code: step.code }))
    if (step.kind === 'decide') return code(this.decide(orderId, step.to))
    const parcel = { carrierCode: 'sf', trackingNo: `SF-${orderId}` }
    if (step.kind === 'track') {
      const event = { ...parcel, at: at(count), status: 'delivered' }
      const { results } = await run(recordTracking, owner, { events: [event] })
      return results[0]?.outcome === 'unknown' ? 'unknown' : 'ok'
    }
    const fulfilmentId = (await run(getOrder, owner, { orderId })).fulfilments.at(-1)?.id
    return fulfilmentId ? code(run(shipFulfilment, owner, { ...parcel, fulfilmentId })) : 'not_found'
  }

  private decide(orderId: string, to: (typeof decisions)[number]): Promise<unknown> {
    const { owner } = this.shop
    if (to === 'pending_review') return run(unapproveOrder, owner, { orderId })
    if (to === 'cancelled') return run(cancelOrder, owner, { orderId, reason: 'walk' })
    if (to === 'delivered') return run(deliverOrder, owner, { orderId })
    const decision = to === 'approved' ? 'approve' : to === 'awaiting_contact' ? 'contact' : 'invalid'
    return run(reviewOrder, owner, { orderId, decision })
  }
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e) => (isRefusal(e) ? e.code : Promise.reject(e)),
  )

function imagine(model: OrderModel, step: Step): string {
  switch (step.kind) {
    case 'hear': {
      const { kind: _, ...word } = step
      return model.hear(word)
    }
    case 'decide':
      return model.decide(step.no, step.to)
    case 'release':
      return model.release(step.no, step.code)
    case 'adjust':
      return model.adjust(step.sku, step.quantity)
    case 'allocate':
      model.allocate()
      return 'ok'
    default:
      return model[step.kind](step.no)
  }
}

/** State, units and holds of each order, and how far the parcels are. */
async function seen({ owner }: TestShop) {
  const { items } = await run(listOrders, owner, { limit: 200 })
  const orders = items.map((o) => [o.channelOrderNo, o.state, o.units, ...o.holds.map((h) => h.code).sort()])
  const parcels = (await run(listFulfilments, owner, { limit: 200 })).items.map((f) => f.state)
  return { orders: orders.sort(), parcels: parcels.filter((state) => state !== 'cancelled').sort() }
}

function imagined(model: OrderModel) {
  const orders = [...model.orders.values()]
  const units = ({ CUP, POT }: Units) => CUP + POT
  return {
    orders: orders.map((o) => [`W${o.no}`, o.state, units(o.left ?? o.units), ...[...o.holds].sort()]).sort(),
    parcels: orders.flatMap(({ parcel }) => (parcel && parcel !== 'cancelled' ? [parcel] : [])).sort(),
  }
}

test('60 commands in any sequence, from persons, channels, carriers and drains, end as the model says', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      const shop = await createShopWithStock({ CUP: 5, POT: 3 })
      const model = new OrderModel({ CUP: 5, POT: 3 })
      const real = new Real(shop)
      for (const [count, step] of steps.entries()) {
        const hint = `${count}: ${JSON.stringify(step)}`
        expect(await real.do(step, count), hint).toBe(imagine(model, step))
        expect(await seen(shop), hint).toEqual(imagined(model))
        const stock = await stockOf(shop)
        for (const sku of skus)
          expect([sku, stock[sku]?.onHand, stock[sku]?.reserved], hint).toEqual([
            sku,
            model.onHand[sku],
            model.reserved(sku),
          ])
      }
      expect(await brokenInvariants(shop)).toEqual([])
    }),
    { numRuns: 8, endOnFailure: true },
  )
})
