import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupBy } from '@/lib/kernel/group'
import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { addGift } from '@/lib/modules/orders/add-gift'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { OrderModel, type Word } from '@/tests/support/order-model'
import { type Sku, skus, type Units } from '@/tests/support/parcel-model'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const runs = Number(process.env.WALK_RUNS ?? 8)

const decisions = ['approved', 'awaiting_contact', 'invalid', 'pending_review', 'cancelled', 'delivered'] as const
type Of<K, Rest> = K extends string ? { kind: K } & Rest : never
type Step =
  | ({ kind: 'hear' } & Word)
  | { kind: 'decide'; no: number; to: (typeof decisions)[number] }
  | Of<'hold' | 'unsplit' | 'takeBack' | 'unmerge', { no: number }>
  | Of<'ship' | 'track', { no: number; at: number }>
  | { kind: 'split'; no: number; at: number; sku: Sku; quantity: number }
  | { kind: 'merge'; no: number; other: number }
  | { kind: 'give'; no: number; n: number }
  | { kind: 'release'; no: number; code: 'manual' | 'address_changed' | 'refund_requested' }
  | { kind: 'adjust'; sku: Sku; quantity: number }
  | { kind: 'allocate' }

type ParcelStep = Extract<Step, { kind: 'merge' | 'unmerge' | 'split' | 'ship' | 'track' }>

const no = fc.nat(4)
const one = <T extends string>(value: T) => fc.constant(value)
const hear = fc.record({
  kind: one('hear'),
  no,
  status: fc.constantFrom('unpaid', 'paid', 'paid', 'paid', 'paid', 'shipped', 'delivered', 'cancelled'),
  units: fc.record({ CUP: fc.nat(3), POT: fc.nat(2), PIN: fc.constant(0) }),
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
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('ship', 'ship', 'track'), no, at: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('hold', 'unsplit', 'takeBack'), no }) },
  { weight: 1, arbitrary: fc.record({ kind: one('unmerge'), no }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: one('split'), no, at: fc.nat(3), sku: fc.constantFrom('CUP', 'POT') },
      quantity: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: one('merge'), no, other: no }) },
  { weight: 3, arbitrary: fc.record({ kind: one('give'), no, n: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: one('release'), no },
      code: fc.constantFrom('manual', 'address_changed', 'refund_requested'),
    }),
  },
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
  return [
    ...start,
    { kind: 'allocate' },
    { kind: 'split', no, at: 0, sku: 'CUP', quantity: 1 },
    { kind: 'ship', no, at: 0 },
  ]
})
/** Two orders to one address, in one parcel, and what then happens. */
const together = fc
  .tuple(hear, hear, fc.nat(3), fc.array(any, { minLength: 1, maxLength: 4 }))
  .map(([one, two, first, then]): Step[] => {
    const nos = [first, first + 1]
    const both = [one, two].map((word, i): Step => {
      const units = { ...word.units, CUP: 1 }
      return { ...word, units, no: first + i, status: 'paid', street: '文三路 1 号', minute: 40 }
    })
    const approved = nos.map((no): Step => ({ kind: 'decide', no, to: 'approved' }))
    return [...both, ...approved, { kind: 'allocate' }, { kind: 'merge', no: first, other: first + 1 }, ...then]
  })
const walk = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: any.map((step) => [step]) },
      { weight: 1, arbitrary: straight },
      { weight: 2, arbitrary: together },
    ),
    { minLength: 60, maxLength: 60 },
  )
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
    const order = { orderId }
    if (step.kind === 'hold') return code(run(holdOrder, owner, { ...order, note: 'walk' }))
    if (step.kind === 'release') return code(run(releaseHold, owner, { ...order, code: step.code }))
    if (step.kind === 'decide') return code(this.decide(orderId, step.to))
    if (step.kind === 'unsplit') return code(run(unsplitOrder, owner, order))
    if (step.kind === 'give') return code(run(addGift, owner, { ...order, skuCode: 'PIN', quantity: step.n }))
    if (step.kind === 'takeBack') {
      const { lines } = await run(getOrder, owner, order)
      const gift = lines.findLast((l) => l.kind === 'gift' && l.quantity > 0)
      return code(run(removeGift, owner, { ...order, orderLineId: gift?.id ?? newId() }))
    }
    return this.parcel(step, orderId, count)
  }

  /** Steps that are about one of the order's parcels: the same that the model means. */
  private async parcel(step: ParcelStep, orderId: string, count: number): Promise<string> {
    const { owner } = this.shop
    const parcels = await parcelsOf(this.shop)
    const pick = (no: number, at: number, state?: string) => {
      const own = parcels.filter((p) => p.nos.includes(no) && (!state || p.state === state))
      const looks = [...new Set(own.map((p) => p.look))].sort()
      return own.find((p) => p.look === looks[at % Math.max(1, looks.length)])?.id
    }
    if (step.kind === 'merge') {
      const fulfilmentIds = [pick(step.no, 0, 'allocated'), pick(step.other, 0, 'allocated')]
      return fulfilmentIds.includes(undefined) ? 'not_found' : code(run(mergeOrders, owner, { fulfilmentIds }))
    }
    if (step.kind === 'unmerge') {
      const shared = parcels.find((p) => p.nos.includes(step.no) && p.nos.length > 1 && p.state === 'allocated')
      return shared ? code(run(unmergeFulfilment, owner, { fulfilmentId: shared.id })) : 'not_found'
    }
    if (step.kind === 'split') {
      const fulfilmentId = pick(step.no, step.at, 'allocated')
      if (!fulfilmentId) return 'not_found'
      const line = (await run(getOrder, owner, { orderId })).lines.find((l) => l.channelLineNo === step.sku)
      const lines = [{ orderLineId: line?.id ?? newId(), quantity: step.quantity }]
      return code(run(splitOrder, owner, { orderId, fulfilmentId, parcels: [{ lines }] }))
    }
    const fulfilmentId = pick(step.no, step.at)
    const label = { carrierCode: 'sf', trackingNo: `SF-${fulfilmentId}` }
    if (step.kind === 'ship')
      return fulfilmentId ? code(run(shipFulfilment, owner, { ...label, fulfilmentId })) : 'not_found'
    const event = { ...label, at: at(count), status: 'delivered' }
    const { results } = await run(recordTracking, owner, { events: [event] })
    return results[0]?.outcome === 'unknown' ? 'unknown' : 'ok'
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
    case 'ship':
    case 'track':
      return model[step.kind](step.no, step.at)
    case 'split':
      return model.split(step.no, step.at, step.sku, step.quantity)
    case 'merge':
      return model.merge(step.no, step.other)
    case 'give':
      return model.give(step.no, step.n)
    default:
      return model[step.kind](step.no)
  }
}

type Seen = { id: string; state: string; look: string; nos: number[] }

/** The parcels that are not over, the oldest first, each as the model would draw it. */
async function parcelsOf({ tenantId }: TestShop): Promise<Seen[]> {
  type Row = { id: string; state: string; block: string | null; no: string; sku: Sku; n: number }
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<Row>(
      `select f.id, f.state, f.block_reason as block, o.channel_order_no as no, s.code as sku, sum(l.quantity)::int as n
         from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
         join orders o on o.tenant_id = $1 and o.id = l.order_id join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where f.tenant_id = $1 and f.state <> 'cancelled' group by f.id, f.state, f.block_reason, o.channel_order_no, s.code order by f.id, 4, 5`,
      [tenantId],
    ),
  )
  return [...groupBy(rows, (r) => r.id)].map(([id, lines]) => {
    const parts = [...groupBy(lines, (l) => l.no)].map(([no, own]) => {
      const units = skus.map((sku) => own.find((l) => l.sku === sku)?.n ?? 0)
      return `${no}:${units.join(',')}`
    })
    const [{ state, block }] = lines as [Row]
    const nos = [...new Set(lines.map((l) => Number(l.no.slice(1))))]
    return { id, state, nos, look: `${state} ${block ?? 'free'} ${parts.join(' ')}` }
  })
}

/** State, units and holds of each order, and what is in which parcel. */
async function seen(shop: TestShop) {
  const { items } = await run(listOrders, shop.owner, { limit: 200 })
  const orders = items.map((o) => [o.channelOrderNo, o.state, o.units, ...o.holds.map((h) => h.code).sort()])
  return { orders: orders.sort(), parcels: (await parcelsOf(shop)).map((p) => p.look).sort() }
}

function imagined(model: OrderModel) {
  const orders = [...model.orders.values()]
  const units = ({ CUP, POT }: Units) => CUP + POT
  return {
    orders: orders.map((o) => [`W${o.no}`, o.state, units(o.left ?? o.units), ...[...o.holds].sort()]).sort(),
    parcels: model.parcels
      .alive()
      .map((p) => model.parcels.signature(p))
      .sort(),
  }
}

test('60 commands in any sequence, with splits, merges and gifts, from persons, channels, carriers and drains, end as the model says', {
  timeout: 60_000 + runs * 15_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      const shop = await createShopWithStock({ CUP: 8, POT: 5, PIN: 3 })
      const model = new OrderModel({ CUP: 8, POT: 5, PIN: 3 })
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
    { numRuns: runs, endOnFailure: true },
  )
})
