import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { type Demand, demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { lockAvailable, reserveStock, type Wish } from '@/lib/modules/inventory/reserve-stock'
import { ordersAllocated, ordersShort } from '@/lib/modules/orders/events'
import { type Candidate, candidates } from '@/lib/modules/orders/internal/allocation-candidates'
import { type Choice, chooseWarehouse } from '@/lib/modules/orders/internal/choose-warehouse'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'

const most = 500

/**
 * The allocation drain: takes up to 500 approved (and, where goods came, waiting) orders in the sequence of their promises,
 * sums demand per SKU, locks the balances in order, decides in memory and writes everything in a handful of statements.
 * A whole order goes to the first warehouse by priority that covers it, else it waits for purchase.
 */
export const allocateOrders = command({
  name: 'order.allocate',
  summary: 'Reserve stock for approved orders',
  audited: false,
  input: z.strictObject({ skuIds: z.array(z.uuid()).optional() }),
  async run(ctx, { skuIds }) {
    const found = await candidates(ctx, most, skuIds)
    if (found.length === 0) return { more: false }
    const warehouses = await warehousesByPriority(ctx)
    const wanted = [...new Set(found.flatMap((o) => o.lines.map((l) => l.skuId)))]
    const available = await lockAvailable(
      ctx,
      wanted,
      warehouses.map((w) => w.id),
    )
    const skus = await skusById(ctx, wanted)
    const codes = new Map([...skus].map(([id, sku]) => [id, sku.code]))
    const decided = found.map((order) => ({
      order,
      choice: chooseWarehouse(order.lines, warehouses, available, codes),
    }))
    const covered = decided.filter((d) => d.choice.warehouseId !== undefined)
    const short = decided.filter((d) => d.choice.warehouseId === undefined)
    await fulfil(ctx, covered)
    await wait(ctx, short)
    // Waiting orders that still find nothing must not keep the drain going; approved ones always leave their state.
    const progress = covered.length > 0 || short.some((d) => d.order.state === 'approved')
    return { more: found.length === most && progress }
  },
})

type Decided = { order: Candidate; choice: Choice }

async function fulfil(ctx: Context, covered: readonly Decided[]): Promise<void> {
  if (covered.length === 0) return
  const numbers = await takeNumbers(ctx, 'FS', covered.length)
  const drafts = covered.map(({ order, choice }, i) => ({
    order,
    choice,
    id: newId(),
    number: numbers[i] ?? '',
    warehouseId: choice.warehouseId ?? '',
  }))
  await insertMany(ctx, 'fulfilments', {
    id: ['uuid', drafts.map((d) => d.id)],
    number: ['text', drafts.map((d) => d.number)],
    shop_id: ['uuid', drafts.map((d) => d.order.shopId)],
    warehouse_id: ['uuid', drafts.map((d) => d.warehouseId)],
    state: ['text', drafts.map(() => 'allocated')],
    created_at: ['timestamptz', drafts.map(() => ctx.now)],
    updated_at: ['timestamptz', drafts.map(() => ctx.now)],
  })
  const lines = drafts.flatMap((d) => d.order.lines.map((line) => ({ ...line, id: newId(), draft: d })))
  await insertMany(ctx, 'fulfilment_lines', {
    id: ['uuid', lines.map((l) => l.id)],
    fulfilment_id: ['uuid', lines.map((l) => l.draft.id)],
    order_id: ['uuid', lines.map((l) => l.draft.order.id)],
    order_line_id: ['uuid', lines.map((l) => l.orderLineId)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    quantity: ['int', lines.map((l) => l.quantity)],
  })
  const wishes = lines.map(
    (l): Wish => ({
      skuId: l.skuId,
      warehouseId: l.draft.warehouseId,
      holderId: l.id,
      fulfilmentId: l.draft.id,
      quantity: l.quantity,
    }),
  )
  await reserveStock(ctx, wishes)
  await forgetDemand(
    ctx,
    covered.filter((d) => d.order.state === 'awaiting_purchase').map((d) => d.order.id),
  )
  await explain(ctx, covered)
  await moveOrders(
    ctx,
    covered.map(({ order, choice }) => ({
      orderId: order.id,
      from: order.state,
      to: 'awaiting_shipment',
      reason: choice.allocation.warehouseCode ?? '',
    })),
  )
  ctx.emit(ordersAllocated(covered.map((d) => d.order.id)))
}

async function wait(ctx: Context, short: readonly Decided[]): Promise<void> {
  const fresh = short.filter((d) => d.order.state === 'approved')
  if (short.length === 0) return
  const demands = fresh.flatMap(({ order }) =>
    order.lines.map(
      (l): Demand => ({ orderLineId: l.orderLineId, orderId: order.id, skuId: l.skuId, quantity: l.quantity }),
    ),
  )
  await demandStock(ctx, demands)
  await explain(ctx, short)
  await moveOrders(
    ctx,
    fresh.map(({ order }) => ({ orderId: order.id, from: 'approved', to: 'awaiting_purchase', reason: 'short' })),
  )
  if (fresh.length > 0) ctx.emit(ordersShort(fresh.map((d) => d.order.id)))
}

/** The reason is kept with the order: which warehouses were asked, what each lacked. */
async function explain(ctx: Context, decided: readonly Decided[]): Promise<void> {
  await ctx.sql(
    `update orders o set allocation = u.allocation from unnest($2::uuid[], $3::jsonb[]) as u(id, allocation)
      where o.tenant_id = $1 and o.id = u.id`,
    [decided.map((d) => d.order.id), decided.map((d) => JSON.stringify(d.choice.allocation))],
    'orders-explain',
  )
}
