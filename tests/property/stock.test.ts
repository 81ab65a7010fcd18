import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

const db = await setupWorkerDatabase()

const skus = ['TEA', 'CUP'] as const
type Sku = (typeof skus)[number]
type AdjustLine = { sku: Sku; quantity: number; cost?: string }
type Command =
  | { kind: 'adjust'; lines: AdjustLine[] }
  | { kind: 'order'; sku: Sku; quantity: number }
  | { kind: 'ship' | 'release'; pick: number }

const sku = fc.constantFrom(...skus)
const up = fc.record({ sku, quantity: fc.integer({ min: 1, max: 9 }), cost: fc.option(cost(), { nil: undefined }) })
const down = fc.record({ sku, quantity: fc.integer({ min: -9, max: -1 }) })
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.oneof(up, down), { minLength: 1, maxLength: 3 }).map(adjustment) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('order' as const), sku, quantity: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('ship' as const, 'release' as const), pick: fc.nat(50) }) },
)

/** Up to six digits behind the point, so that the value of a receipt has to be rounded once. */
function cost(): fc.Arbitrary<string> {
  return fc
    .integer({ min: 0, max: 99_999_999 })
    .map((n) => `${Math.floor(n / 1e6)}.${String(n % 1e6).padStart(6, '0')}`)
}

function adjustment(lines: AdjustLine[]): Command {
  return { kind: 'adjust', lines: lines.filter((l, i) => lines.findIndex((m) => m.sku === l.sku) === i) }
}

/** Half up on fen: what a part of `all` units is worth of `value`. */
const part = (value: bigint, take: number, all: number) =>
  (2n * value * BigInt(take) + BigInt(all)) / (2n * BigInt(all))

/** `'1.234567'` × 3 in fen, half to even. */
function receiptValue(price: string, quantity: number): bigint {
  const micro = BigInt(price.replace('.', '')) * BigInt(quantity)
  const [whole, rest] = [micro / 10_000n, micro % 10_000n]
  return rest > 5000n || (rest === 5000n && whole % 2n === 1n) ? whole + 1n : whole
}

type Layer = { left: number; value: bigint }
type Parcel = { orderId: string; fulfilmentId: string; sku: Sku; quantity: number }

/** First in, first out, as a clerk with a stack of cards would do it. */
class Clerk {
  readonly layers: Record<Sku, Layer[]> = { TEA: [], CUP: [] }
  readonly reserved: Record<Sku, number> = { TEA: 0, CUP: 0 }
  parcels: Parcel[] = []

  onHand = (sku: Sku) => this.layers[sku].reduce((n, l) => n + l.left, 0)
  value = (sku: Sku) => this.layers[sku].reduce((n, l) => n + l.value, 0n)

  takes(lines: AdjustLine[]): boolean {
    return lines.every(({ sku, quantity }) => this.onHand(sku) + quantity >= 0)
  }
  /** Those to whom it was promised last lose what is no longer there. */
  losers(): Parcel[] {
    const lost: Parcel[] = []
    for (const parcel of [...this.parcels].reverse()) {
      if (this.reserved[parcel.sku] <= this.onHand(parcel.sku)) continue
      this.reserved[parcel.sku] -= parcel.quantity
      lost.push(parcel)
    }
    this.parcels = this.parcels.filter((p) => !lost.includes(p))
    return lost
  }
  receive({ sku, quantity, cost }: AdjustLine): void {
    const [all, value] = [this.onHand(sku), this.value(sku)]
    const average = all === 0 ? 0n : part(value, quantity, all)
    this.layers[sku].push({ left: quantity, value: cost === undefined ? average : receiptValue(cost, quantity) })
  }
  issue(sku: Sku, quantity: number): void {
    for (let open = quantity; open > 0; ) {
      const oldest = this.layers[sku][0]
      if (!oldest) throw new Error('the clerk has no card left')
      const take = Math.min(open, oldest.left)
      oldest.value -= part(oldest.value, take, oldest.left)
      oldest.left -= take
      open -= take
      if (oldest.left === 0) this.layers[sku].shift()
    }
  }
}

/** Everything the books say of a company, to see that a refusal has changed nothing. */
async function books(tenantId: string): Promise<string> {
  const tables = [
    'stock_balances',
    'stock_movements',
    'cost_layers',
    'reservations',
    'bin_balances',
    'outbox',
    'audit_log',
  ]
  tables.push('stock_adjustments', 'orders', 'order_events', 'fulfilments')
  return withClient(db.superuserUrl.replace('/postgres?', `/${db.name}?`), async (client) => {
    const sums = tables.map(
      (t) => `select '${t}', md5(string_agg(x::text, '|' order by x::text)) as sum from ${t} x where tenant_id = $1`,
    )
    return JSON.stringify((await client.query(sums.join(' union all '), [tenantId])).rows)
  })
}

const codeOf = (e: unknown) => (isRefusal(e) ? e.code : Promise.reject(e))

async function step(shop: TestShop, clerk: Clerk, command: Command, no: number): Promise<void> {
  const { owner } = shop
  if (command.kind === 'adjust') {
    const lines = command.lines.map(({ sku: skuCode, quantity, cost }) => ({
      skuCode,
      quantity,
      ...(cost !== undefined && { unitCost: cost }),
    }))
    const fits = clerk.takes(command.lines)
    const before = fits ? '' : await books(shop.tenantId)
    const booked = await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'test', lines }).catch(codeOf)
    if (!fits) {
      expect(booked).toBe('insufficient_stock')
      return expect(await books(shop.tenantId)).toBe(before)
    }
    for (const line of command.lines) {
      if (line.quantity > 0) clerk.receive(line)
      else clerk.issue(line.sku, -line.quantity)
    }
    const lost = clerk.losers().map((parcel) => parcel.orderId)
    // Place by place; the clerk's cards are of all places together.
    const broken = typeof booked === 'object' ? booked.brokenOrders : []
    expect(broken.map(({ orderId, outcome }) => `${orderId} ${outcome}`).sort()).toEqual(
      lost.map((orderId) => `${orderId} cancelled`).sort(),
    )
    for (const orderId of lost) {
      expect((await run(getOrder, owner, { orderId })).state).toBe('awaiting_purchase')
      await run(cancelOrder, owner, { orderId, reason: 'lost' })
    }
  } else if (command.kind === 'order') {
    const { sku, quantity } = command
    const [orderId = ''] = await arrive(shop, [incoming(`N${no}`, sku, quantity)])
    const fits = clerk.onHand(sku) - clerk.reserved[sku] >= quantity
    await run(reviewOrder, owner, { orderId, decision: 'approve' })
    await run(allocateOrders, shop.system, {})
    const { state, fulfilments } = await run(getOrder, owner, { orderId })
    expect(state).toBe(fits ? 'awaiting_shipment' : 'awaiting_purchase')
    if (!fits) await run(cancelOrder, owner, { orderId, reason: 'short' })
    else {
      clerk.reserved[sku] += quantity
      clerk.parcels.push({ orderId, fulfilmentId: fulfilments[0]?.id ?? '', sku, quantity })
    }
  } else {
    const parcel = clerk.parcels[command.pick % clerk.parcels.length]
    if (!parcel) return
    clerk.parcels = clerk.parcels.filter((p) => p !== parcel)
    clerk.reserved[parcel.sku] -= parcel.quantity
    const { orderId, fulfilmentId } = parcel
    if (command.kind === 'release') return void (await run(cancelOrder, owner, { orderId, reason: 'test' }))
    await run(shipFulfilment, owner, { fulfilmentId, carrierCode: 'sf', trackingNo: `SF${no}000` })
    clerk.issue(parcel.sku, parcel.quantity)
    const before = await books(shop.tenantId)
    const late = await run(cancelOrder, owner, { orderId, reason: 'late' }).then(() => undefined, codeOf)
    expect(late).toBe('already_shipped')
    expect(await books(shop.tenantId)).toBe(before)
  }
}

const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

test('stock and its value are what a clerk with cards comes to, to the fen', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 15, maxLength: 25 }), async (commands) => {
      const shop = await createShopWithStock({ TEA: 0, CUP: 0 })
      const clerk = new Clerk()
      for (const [no, command] of commands.entries()) {
        await step(shop, clerk, command, no)
        const expected = skus.map((s) => ({
          onHand: clerk.onHand(s),
          reserved: clerk.reserved[s],
          value: yuan(clerk.value(s)),
        }))
        const none = { onHand: 0, reserved: 0, value: '0.00' }
        const found = await stockOf(shop)
        expect(skus.map((s) => found[s] ?? none)).toEqual(expected)
      }
      // Balances = Σ movements = Σ layers = Σ bins, value as well, asked of the rows themselves.
      expect(await brokenInvariants(shop)).toEqual([])
    }),
    { numRuns: 10, endOnFailure: true },
  )
})
