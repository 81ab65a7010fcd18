import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { addDays } from '@/lib/kernel/time'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { expireBatches } from '@/lib/modules/orders/expire-batches'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { trackSku } from '@/lib/modules/orders/track-sku'
import { unlockBatch } from '@/lib/modules/orders/unlock-batch'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { BatchModel, type BatchOrder, type Method, type ModelBin, modelBins } from '@/tests/support/batch-model'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** `BATCH_RUNS=500 npx vitest run tests/property/batches.test.ts` for the night. */
const runs = Number(process.env.BATCH_RUNS ?? 6)
const seed = Number(process.env.BATCH_SEED ?? Date.now() % 1_000_000_000)
const length = 40
const orders = 12
const before = 2
const zone = 'Asia/Shanghai'
const firstDay = '2026-12-01'

const kinds = [
  'receive',
  'receive',
  'lose',
  'spoil',
  'mend',
  'lock',
  'unlock',
  'approve',
  'approve',
  'ship',
  'ship',
] as const
const more = ['ship', 'unship', 'tomorrow', 'sweep', 'allocate'] as const
type Kind = (typeof kinds)[number] | (typeof more)[number]
type Step = { kind: Kind; pick: number; units: number; cost: number; expires: number }

const codeOf = (e: unknown) => (isRefusal(e) ? e.code : Promise.reject(e))
const nameOf = (expires: number) => `B${expires}`

/** The company and its clock: every command is a second after the one before. */
class Company {
  private seconds = 0
  constructor(
    readonly shop: TestShop,
    readonly orderIds: string[],
    readonly model: BatchModel,
  ) {}

  get clock() {
    const now = new Date(Date.parse(`${addDays(firstDay, this.model.day)}T08:00:00+08:00`) + 1000 * this.seconds++)
    return { now }
  }

  ask<R extends object>(sql: string, params: unknown[] = []): Promise<R[]> {
    return inTenant(
      this.shop.tenantId,
      'read',
      async (c) => (await c.query<R>(sql, [this.shop.tenantId, ...params])).rows,
    )
  }

  async parcelOf(order: BatchOrder): Promise<string> {
    const [row] = await this.ask<{ id: string }>(
      `select f.id from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
        where f.tenant_id = $1 and l.order_id = $2 and f.state <> 'cancelled'`,
      [this.orderIds[order.no]],
    )
    return row?.id ?? ''
  }

  async batchId(name: string): Promise<string> {
    const [row] = await this.ask<{ id: string }>('select id from stock_batches where tenant_id = $1 and code = $2', [
      name,
    ])
    return row?.id ?? ''
  }

  /** Every bin and batch, every figure, every receipt's rest, every order with the batches that left with it. */
  async seen(): Promise<string[]> {
    const rows = await this.ask<{ text: string }>(
      `select n.code || ' ' || k.code || ' ' || x.quantity as text from batch_balances x join bins n on n.tenant_id = $1 and n.id = x.bin_id
         join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id where x.tenant_id = $1 and x.quantity > 0
       union all select format('on hand %s blocked %s reserved %s value %s', on_hand, blocked, reserved, value_minor) from stock_balances where tenant_id = $1
       union all select 'layer ' || k.code || ' ' || l.quantity_left || '/' || l.value_left_minor || ' ' || row_number() over (partition by k.code order by l.received_at, l.id)
         from cost_layers l join stock_batches k on k.tenant_id = $1 and k.id = l.batch_id where l.tenant_id = $1 and l.quantity_left > 0
       union all select o.channel_order_no || ' ' || o.state || coalesce((
           select string_agg(' ' || t.code || ':' || t.units, '' order by t.code) from (
             select k.code, -sum(m.quantity) as units from fulfilment_lines l join stock_movements m on m.tenant_id = $1 and m.line_id = l.id
               join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id
              where l.tenant_id = $1 and l.order_id = o.id group by k.code having sum(m.quantity) <> 0) t), '') from orders o where o.tenant_id = $1`,
    )
    return rows.map((r) => r.text).sort()
  }
}

function imagined(model: BatchModel): string[] {
  const lying = modelBins.flatMap((bin) =>
    model.batches.flatMap(({ name }) =>
      model.inBin(bin, name) > 0 ? [`${bin} ${name} ${model.inBin(bin, name)}`] : [],
    ),
  )
  const counts = new Map<string, number>()
  const layers = model.layers.flatMap((l) => {
    if (l.left === 0) return []
    counts.set(l.batch, (counts.get(l.batch) ?? 0) + 1)
    return [`layer ${l.batch} ${l.left}/${l.value} ${counts.get(l.batch)}`]
  })
  const states = model.orders.map((o) => {
    const left = new Map<string, number>()
    for (const { layer, units } of o.uses) left.set(layer.batch, (left.get(layer.batch) ?? 0) + units)
    const batches = [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => ` ${name}:${n}`)
    return `M${o.no} ${o.state === 'new' ? 'pending_review' : o.state}${batches.join('')}`
  })
  const { onHand, blocked, reserved, value } = model
  return [
    ...lying,
    ...layers,
    ...states,
    `on hand ${onHand} blocked ${blocked} reserved ${reserved} value ${value}`,
  ].sort()
}

/** Asks the same of the house and of the clerk. */
async function take(step: Step, company: Company): Promise<void> {
  const { shop, model } = company
  const { owner, system } = shop
  const pickOf = <T>(list: readonly T[]): T | undefined => list[step.pick % Math.max(1, list.length)]
  const batch = pickOf(model.batches)?.name ?? ''
  const units = step.units
  if (step.kind === 'receive') {
    const expires = model.day + step.expires
    const unitCost = (step.cost / 100).toFixed(2)
    const line = {
      skuCode: 'TEA',
      quantity: units,
      unitCost,
      batchNo: nameOf(expires),
      expiresOn: addDays(firstDay, expires),
    }
    await run(receiveStock, owner, { warehouseCode: 'HZ', lines: [line] }, company.clock)
    model.receive(nameOf(expires), expires, units, BigInt(step.cost) * BigInt(units))
  } else if (step.kind === 'lose') {
    const bin = pickOf(modelBins) ?? 'DEFAULT'
    const lines = [{ skuCode: 'TEA', quantity: -units, batchNo: batch, binCode: bin }]
    const input = { warehouseCode: 'HZ', reason: 'model', lines }
    const said = await run(adjustStock, owner, input, company.clock).then((a) => a.brokenOrders.length, codeOf)
    expect(said).toBe(model.lose(batch, bin, units))
  } else if (step.kind === 'spoil' || step.kind === 'mend') {
    const way: [ModelBin, ModelBin] = step.kind === 'spoil' ? ['DEFAULT', 'X-1'] : ['X-1', 'DEFAULT']
    const lines = [{ skuCode: 'TEA', fromBin: way[0], toBin: way[1], quantity: units, batchNo: batch }]
    const said = await run(moveStock, owner, { warehouseCode: 'HZ', lines }, company.clock).then(
      (a) => a.brokenOrders.length,
      codeOf,
    )
    expect(said).toBe(model.move(batch, ...way, units))
  } else if (step.kind === 'lock') {
    const { brokenOrders } = await run(
      lockBatch,
      owner,
      { batchId: await company.batchId(batch), reason: 'model' },
      company.clock,
    )
    expect(brokenOrders.length).toBe(model.lock(batch))
  } else if (step.kind === 'unlock') {
    await run(unlockBatch, owner, { batchId: await company.batchId(batch) }, company.clock)
    model.unlock(batch)
  } else if (step.kind === 'tomorrow') model.day += 1
  else if (step.kind === 'sweep') {
    while ((await run(expireBatches, system, {}, company.clock)).more);
    model.sweep()
  } else await onOrder(step, company, pickOf)
}

async function onOrder(step: Step, company: Company, pickOf: <T>(list: readonly T[]) => T | undefined): Promise<void> {
  const { shop, model } = company
  if (step.kind === 'approve') {
    const order = pickOf(model.inState('new'))
    if (order) {
      await run(reviewOrder, shop.owner, { orderId: company.orderIds[order.no], decision: 'approve' }, company.clock)
      order.state = 'awaiting_purchase'
    }
    await run(allocateOrders, shop.system, {}, company.clock)
    return model.allocate()
  }
  if (step.kind === 'allocate') {
    await run(allocateOrders, shop.system, {}, company.clock)
    return model.allocate()
  }
  const order = pickOf(model.inState(step.kind === 'ship' ? 'awaiting_shipment' : 'shipped'))
  if (!order) return
  const fulfilmentId = await company.parcelOf(order)
  if (step.kind === 'ship') {
    const input = { fulfilmentId, carrierCode: 'sf', trackingNo: `SF-10${order.no}` }
    expect(await run(shipFulfilment, shop.owner, input, company.clock).then(() => undefined, codeOf)).toBe(
      model.ship(order),
    )
  } else {
    await run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'model' }, company.clock)
    model.unship(order)
  }
}

async function begin(method: Method, list: BatchOrder[]): Promise<Company> {
  const shop = await createShopWithStock({ TEA: 0 }, { timeZone: zone })
  await run(updateCompany, shop.owner, { costMethod: method, version: 1 })
  const owner: Actor = (await memberActor(shop.tenantId, shop.owner.id ?? '')) ?? shop.owner
  const opening = [{ skuCode: 'TEA', quantity: 6, unitCost: '10.00' }]
  await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'opening', lines: opening })
  const { warehouseId } = shop
  const bad = await run(createZone, owner, { warehouseId, code: 'X', name: 'X', kind: 'defective' })
  await run(createBin, owner, { warehouseId, code: 'X-1', zoneId: bad.id })
  const ids = await arrive(
    shop,
    list.map(({ no, quantity, promise }) =>
      incoming(`M${no}`, 'TEA', quantity, {
        promisedShipAt: new Date(Date.UTC(2026, 10, 11, 0, promise)).toISOString(),
      }),
    ),
  )
  const model = new BatchModel(method, list, before, { units: 6, value: 6000n })
  const actors = { ...shop, owner, system: { ...shop.system, tenant: owner.tenant } }
  const company = new Company(actors, ids, model)
  const [sku] = await company.ask<{ id: string }>('select id from skus where tenant_id = $1')
  const { version } = await run(getSku, owner, { skuId: sku?.id })
  await run(trackSku, owner, { skuId: sku?.id, version, batchTracked: true, sellBeforeDays: before })
  return company
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds, ...more),
  pick: fc.nat(100),
  units: fc.integer({ min: 1, max: 5 }),
  cost: fc.nat(2000),
  expires: fc.integer({ min: 0, max: 6 }),
})
const wanted = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 4 }), promise: fc.nat(12) }), {
  minLength: orders,
  maxLength: orders,
})

test(`S0.56: ${runs} walks of ${length} steps through batches end in what a clerk with batch cards comes to (seed ${seed})`, {
  timeout: 30_000 + runs * 20_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Method>('fifo', 'moving_average'),
      wanted,
      fc.array(step, { minLength: length, maxLength: length }),
      async (method, list, steps) => {
        const known = list.map(
          (o, no): BatchOrder => ({ ...o, no, promise: o.promise * 60 + no, state: 'new', uses: [], cost: 0n }),
        )
        const company = await begin(method, known)
        for (const one of steps) {
          await take(one, company)
          expect(await company.seen(), JSON.stringify(one)).toEqual(imagined(company.model))
        }
        const { items } = await run(verifyInvariants, company.shop.owner, {}, company.clock)
        expect(items.filter(({ ok }) => !ok)).toEqual([])
      },
    ),
    { numRuns: runs, seed, endOnFailure: true },
  )
})
