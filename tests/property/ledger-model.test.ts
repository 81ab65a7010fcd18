import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import {
  type LedgerBin,
  LedgerModel,
  type LedgerSku,
  ledgerBins,
  ledgerPlaces,
  ledgerSkus,
  type Method,
  type ModelOrder,
  roomOfShelf,
} from '@/tests/support/ledger-model'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** What fits beside everything else; `MODEL_RUNS=5000 npx vitest run tests/property/ledger-model.test.ts` for the night. */
const runs = Number(process.env.MODEL_RUNS ?? 20)
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)
const length = 60
const orders = 30

type Real = { shop: TestShop; ids: string[]; transfers: { id: string; lineId: string }[] }
type Step = fc.AsyncCommand<LedgerModel, Real>
type Kind = 'receive' | 'find' | 'lose' | 'approve' | 'cancel' | 'ship' | 'unship' | 'keep' | Move | 'send' | 'arrive'
/** Onto the shelf, off it, and to where defective goods lie and back. */
type Move = keyof typeof ways
const ways = {
  putAway: ['DEFAULT', 'A-1'],
  takeDown: ['A-1', 'DEFAULT'],
  spoil: ['DEFAULT', 'X-1'],
  spoilShelf: ['A-1', 'X-1'],
  mend: ['X-1', 'DEFAULT'],
} as const satisfies Record<string, readonly [LedgerBin, LedgerBin]>
const isMove = (kind: Kind): kind is Move => kind in ways
const codeOf = (e: unknown) => (isRefusal(e) ? e.code : Promise.reject(e))

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
    if (this.kind === 'arrive') return model.onTheWay().length > 0
    return !(this.kind in choosable) || this.choices(model).length > 0
  }

  private choices(model: Readonly<LedgerModel>): ModelOrder[] {
    return model.inState(...(choosable[this.kind] ?? []))
  }

  async run(model: LedgerModel, real: Real): Promise<void> {
    const chosen = this.choices(model)
    const order = chosen[this.pick % Math.max(1, chosen.length)]
    if (order) await this.onOrder(model, real, order)
    else if (isMove(this.kind)) await this.onBins(model, real, this.kind)
    else if (this.kind === 'send') await this.onSend(model, real)
    else if (this.kind === 'arrive') await this.onArrive(model, real)
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
    if (this.kind === 'receive') {
      await run(receiveStock, shop.owner, { warehouseCode: 'HZ', lines: [{ skuCode: sku, quantity, unitCost }] })
      return model.receive(sku, quantity, BigInt(cost) * BigInt(quantity))
    }
    const lines = [{ skuCode: sku, quantity: this.kind === 'lose' ? -quantity : quantity }]
    const booked = await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'model', lines }).catch(codeOf)
    if (this.kind === 'find') return model.receive(sku, quantity)
    const expected = model.lose(sku, quantity)
    const broken = typeof booked === 'string' ? booked : booked.brokenOrders.length
    expect(broken, String(this)).toBe(typeof expected === 'string' ? expected : expected.length)
  }

  private async onBins(model: LedgerModel, { shop }: Real, kind: Move): Promise<void> {
    const { sku, quantity } = this
    const [fromBin, toBin] = ways[kind]
    const lines = [{ skuCode: sku, fromBin, toBin, quantity }]
    const moved = await run(moveStock, shop.owner, { warehouseCode: 'HZ', lines }).catch(codeOf)
    const expected = model.move(sku, fromBin, toBin, quantity)
    const broken = typeof moved === 'string' ? moved : moved.brokenOrders.length
    expect(broken, String(this)).toBe(typeof expected === 'string' ? expected : expected.length)
  }

  private async onSend(model: LedgerModel, { shop, transfers }: Real): Promise<void> {
    const { sku, quantity } = this
    const lines = [{ skuCode: sku, quantity }]
    const made = await run(createTransfer, shop.owner, { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines })
    const sent = await run(shipTransfer, shop.owner, { transferId: made.id }).then(() => undefined, codeOf)
    expect(sent, String(this)).toBe(model.send(transfers.length, sku, quantity))
    transfers.push({ id: made.id, lineId: made.lines[0]?.id ?? '' })
  }

  /** In full, in part, over or short. */
  private async onArrive(model: LedgerModel, { shop, transfers }: Real): Promise<void> {
    const chosen = model.onTheWay()[this.pick % model.onTheWay().length]
    if (!chosen) return
    const { id: transferId = '', lineId = '' } = transfers[chosen.no] ?? {}
    const finish = this.pick % 3 === 0
    const lines = [{ lineId, quantity: this.quantity }]
    await run(receiveTransfer, shop.owner, { transferId, lines, finish, reason: 'model' })
    model.arrive(chosen, this.quantity, finish)
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

/** Every figure of each SKU in each warehouse, what is left of every receipt, what lies in every bin, and each order's state. */
async function seen({ shop }: Real) {
  const { rows } = await ask<{ text: string }>(
    shop,
    `select w.code || ' ' || s.code || ' ' || coalesce(b.on_hand, 0) || ' ' || coalesce(b.defective, 0) || ' ' || coalesce(b.reserved, 0) || ' '
            || coalesce(b.incoming, 0) || ' ' || coalesce(b.value_minor, 0) || ':' || coalesce((
              select string_agg(' ' || l.quantity_left || '/' || l.value_left_minor, '' order by l.received_at, l.id) from cost_layers l
               where l.tenant_id = $1 and l.sku_id = s.id and l.warehouse_id = w.id and l.quantity_left > 0), '') as text
       from skus s cross join warehouses w
       left join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id and b.warehouse_id = w.id
      where s.tenant_id = $1 and w.tenant_id = $1
     union all
     select w.code || ' ' || s.code || ' @ ' || n.code || ' ' || h.quantity from bin_balances h
       join bins n on n.tenant_id = $1 and n.id = h.bin_id join warehouses w on w.tenant_id = $1 and w.id = n.warehouse_id
       join skus s on s.tenant_id = $1 and s.id = h.sku_id
      where h.tenant_id = $1 and h.quantity > 0
     union all select channel_order_no || ' ' || state from orders where tenant_id = $1`,
  )
  return rows.map((r) => r.text).sort()
}

function imagined(model: LedgerModel): string[] {
  const stock = ledgerPlaces.flatMap((place) =>
    ledgerSkus.flatMap((sku) => {
      const cards = model.cards[place][sku].filter((c) => c.left > 0).map((c) => ` ${c.left}/${c.value}`)
      const figures = [model.onHand(sku, place), model.defective(sku, place), model.reserved(sku, place)]
      figures.push(place === 'GZ' ? model.incoming(sku) : 0)
      const bins = ledgerBins.filter((bin) => model.bins[place][sku][bin] > 0)
      return [
        `${place} ${sku} ${figures.join(' ')} ${model.value(sku, place)}:${cards.join('')}`,
        ...bins.map((bin) => `${place} ${sku} @ ${bin} ${model.bins[place][sku][bin]}`),
      ]
    }),
  )
  const states = model.orders.map((o) => `M${o.no} ${o.state === 'new' ? 'pending_review' : o.state}`)
  return [...stock, ...states].sort()
}

const kinds: Kind[] = ['receive', 'receive', 'find', 'lose', 'lose', 'approve', 'approve', 'approve', 'approve']
kinds.push('cancel', 'ship', 'ship', 'ship', 'unship', 'unship', 'keep', 'receive', 'send', 'send', 'arrive', 'arrive')
kinds.push('putAway', 'putAway', 'takeDown', 'spoil', 'spoilShelf', 'mend')
/** What takes goods away takes less of them, so that some are left. */
const less: readonly Kind[] = ['lose', 'send', 'arrive', 'spoil', 'spoilShelf']
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
      new LedgerStep(kind, sku, less.includes(kind) ? Math.ceil(quantity / 2) : quantity, cost, pick),
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
  const { warehouseId } = shop
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 })
  const bad = await run(createZone, owner, { warehouseId, code: 'X', name: 'X', kind: 'defective' })
  await run(createBin, owner, { warehouseId, code: 'X-1', zoneId: bad.id })
  await run(createBin, owner, { warehouseId, code: 'A-1', capacity: roomOfShelf })
  return { shop: { ...shop, owner }, ids, transfers: [] }
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
          (o, no): ModelOrder => ({
            ...o,
            no,
            promise: o.promise * 60 + no,
            state: 'new',
            place: 'HZ',
            uses: [],
            picks: [],
          }),
        )
        const real = await begin(method, known)
        await fc.asyncModelRun(() => ({ model: new LedgerModel(method, known), real }), commands)
        expect(await brokenInvariants(real.shop)).toEqual([])
      },
    ),
    { numRuns: runs, seed, endOnFailure: true },
  )
})
