import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { LedgerModel, type LedgerSku, ledgerSkus, type Method, type ModelOrder } from '@/tests/support/ledger-model'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** What fits beside everything else; `MODEL_RUNS=5000 npx vitest run tests/property/ledger-model.test.ts` for the night. */
const runs = Number(process.env.MODEL_RUNS ?? 30)
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)
const length = 60
const orders = 30

type Real = { shop: TestShop; ids: string[] }
type Step = fc.AsyncCommand<LedgerModel, Real>
type Kind = 'receive' | 'find' | 'lose' | 'approve' | 'cancel' | 'ship' | 'unship' | 'keep'

/** One command: what it asks of the house, what it asks of the clerk, and then whether both say the same. */
class LedgerStep implements Step {
  constructor(
    readonly kind: Kind,
    readonly sku: LedgerSku,
    readonly quantity: number,
    /** Fen for one unit. */
    readonly cost: number,
    readonly pick: number,
  ) {}

  check(model: Readonly<LedgerModel>): boolean {
    return !(this.kind in choosable) || this.choices(model).length > 0
  }

  private choices(model: Readonly<LedgerModel>): ModelOrder[] {
    return model.inState(...(choosable[this.kind] ?? []))
  }

  async run(model: LedgerModel, real: Real): Promise<void> {
    const chosen = this.choices(model)
    const order = chosen[this.pick % Math.max(1, chosen.length)]
    if (order) await this.onOrder(model, real, order)
    else await this.onStock(model, real)
    expect(await seen(real), String(this)).toEqual(imagined(model))
  }

  private async onStock(model: LedgerModel, { shop }: Real): Promise<void> {
    const { sku, quantity, cost } = this
    if (this.kind === 'keep') {
      // Tomorrow's midnight: everything that follows is dated before that snapshot and has to correct it.
      await run(snapshotStock, shop.system, {}, { now: new Date(Date.now() + 86_400_000) })
      return
    }
    const unitCost = `${Math.floor(cost / 100)}.${String(cost % 100).padStart(2, '0')}`
    const line = { skuCode: sku, quantity: this.kind === 'lose' ? -quantity : quantity }
    const lines = [{ ...line, ...(this.kind === 'receive' && { unitCost }) }]
    const booked = await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'model', lines }).catch((e) =>
      isRefusal(e) ? e.code : Promise.reject(e),
    )
    if (this.kind !== 'lose') {
      model.receive(sku, quantity, this.kind === 'receive' ? BigInt(cost) * BigInt(quantity) : undefined)
      return
    }
    const expected = model.lose(sku, quantity)
    const broken = typeof booked === 'string' ? booked : booked.brokenOrders.length
    expect(broken, String(this)).toBe(typeof expected === 'string' ? expected : expected.length)
  }

  private async onOrder(model: LedgerModel, { shop, ids }: Real, order: ModelOrder): Promise<void> {
    const { owner } = shop
    const orderId = ids[order.no] ?? ''
    if (this.kind === 'approve') {
      await run(reviewOrder, owner, { orderId, decision: 'approve' })
      await run(allocateOrders, shop.system, {})
      model.approve(order)
    } else if (this.kind === 'cancel') {
      await run(cancelOrder, owner, { orderId, reason: 'model' })
      order.state = 'cancelled'
    } else if (this.kind === 'ship') {
      const parcel = { fulfilmentId: await parcelOf(shop, orderId), carrierCode: 'sf', trackingNo: `SF-${order.no}` }
      await run(shipFulfilment, owner, parcel)
      model.ship(order)
    } else {
      await run(unshipFulfilment, owner, { fulfilmentId: await parcelOf(shop, orderId), reason: 'model' })
      model.unship(order)
    }
  }

  toString(): string {
    return `${this.kind} ${this.sku} ${this.quantity} at ${this.cost}, pick ${this.pick}`
  }
}

const choosable: Partial<Record<Kind, ModelOrder['state'][]>> = {
  approve: ['new'],
  cancel: ['awaiting_shipment', 'awaiting_purchase'],
  ship: ['awaiting_shipment'],
  unship: ['shipped'],
}

async function parcelOf(shop: TestShop, orderId: string): Promise<string> {
  const { rows } = await ask<{ id: string }>(
    shop,
    `select f.id from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
      where f.tenant_id = $1 and l.order_id = $2 and f.state <> 'cancelled'`,
    [orderId],
  )
  return rows[0]?.id ?? ''
}

const ask = <R extends object>(shop: TestShop, sql: string, params: unknown[] = []) =>
  inTenant(shop.tenantId, 'read', (client) => client.query<R>(sql, [shop.tenantId, ...params]))

/** On hand, reserved, value and what is left of every receipt, of each SKU; and the state of every order. */
async function seen({ shop }: Real) {
  const { rows } = await ask<{ text: string }>(
    shop,
    `select s.code || ' ' || coalesce(b.on_hand, 0) || ' ' || coalesce(b.reserved, 0) || ' ' || coalesce(b.value_minor, 0) || ':' || coalesce((
              select string_agg(' ' || l.quantity_left || '/' || l.value_left_minor, '' order by l.received_at, l.id) from cost_layers l
               where l.tenant_id = $1 and l.sku_id = s.id and l.quantity_left > 0), '') as text
       from skus s left join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id where s.tenant_id = $1
     union all select channel_order_no || ' ' || state from orders where tenant_id = $1`,
  )
  return rows.map((r) => r.text).sort()
}

function imagined(model: LedgerModel): string[] {
  const stock = ledgerSkus.map((sku) => {
    const cards = model.cards[sku].filter((c) => c.left > 0).map((c) => ` ${c.left}/${c.value}`)
    return `${sku} ${model.onHand(sku)} ${model.reserved(sku)} ${model.value(sku)}:${cards.join('')}`
  })
  const states = model.orders.map((o) => `M${o.no} ${o.state === 'new' ? 'pending_review' : o.state}`)
  return [...stock, ...states].sort()
}

const kinds: Kind[] = ['receive', 'receive', 'find', 'lose', 'lose', 'approve', 'approve', 'approve', 'approve']
kinds.push('cancel', 'ship', 'ship', 'ship', 'unship', 'unship', 'keep')
const step = fc
  .tuple(
    fc.constantFrom(...kinds),
    fc.constantFrom(...ledgerSkus),
    fc.integer({ min: 1, max: 12 }),
    fc.nat(2000),
    fc.nat(100),
  )
  .map(
    ([kind, sku, quantity, cost, pick]) =>
      new LedgerStep(kind, sku, kind === 'lose' ? Math.ceil(quantity / 2) : quantity, cost, pick),
  )
const wanted = fc.array(
  fc.record({ sku: fc.constantFrom(...ledgerSkus), quantity: fc.integer({ min: 1, max: 5 }), promise: fc.nat(12) }),
  { minLength: orders, maxLength: orders },
)

async function begin(method: Method, list: readonly ModelOrder[]): Promise<Real> {
  const shop = await createShopWithStock({ TEA: 0, CUP: 0 })
  await run(updateCompany, shop.owner, { costMethod: method, version: 1 })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (owner?.tenant.settings.costMethod !== method) throw new Error('the method is not told')
  const ids = await arrive(
    shop,
    list.map(({ no, sku, quantity, promise }) =>
      incoming(`M${no}`, sku, quantity, { promisedShipAt: new Date(Date.UTC(2026, 10, 11, 0, promise)).toISOString() }),
    ),
  )
  return { shop: { ...shop, owner }, ids }
}

test(`${runs} walks of ${length} commands: stock, value, receipts and promises are what a clerk comes to (seed ${seed})`, {
  timeout: 60_000 + runs * 10_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Method>('fifo', 'moving_average'),
      wanted,
      fc.array(step, { minLength: length, maxLength: length }),
      async (method, list, commands) => {
        const known = list.map(
          (o, no): ModelOrder => ({ ...o, no, promise: o.promise * 60 + no, state: 'new', uses: [] }),
        )
        const real = await begin(method, known)
        await fc.asyncModelRun(() => ({ model: new LedgerModel(method, known), real }), commands)
        expect(await brokenInvariants(real.shop)).toEqual([])
      },
    ),
    { numRuns: runs, seed, endOnFailure: true },
  )
})
