import type { Checked } from '@/lib/modules/dispatch/schema'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { run } from '@/lib/platform/door/run'
import type { TestTenant } from '@/tests/support/tenant'

/** Takes orders of the wire's own shape in at shop `tmall` and answers their ids, in the same sequence. */
export async function arrive({ owner }: TestTenant, orders: readonly unknown[]): Promise<string[]> {
  const { results } = await run(ingestOrders, owner, { shopCode: 'tmall', orders })
  return results.map((result) => {
    if (!result.orderId) throw new Error(`rejected: ${JSON.stringify(result)}`)
    return result.orderId
  })
}

export type StockFigures = Record<string, { onHand: number; reserved: number; value: string }>

/** What the one warehouse of a test says of each SKU. */
export async function stockOf({ owner }: TestTenant): Promise<StockFigures> {
  const { items } = await run(listStock, owner, { limit: 200 })
  return Object.fromEntries(items.map(({ skuCode, onHand, reserved, value }) => [skuCode, { onHand, reserved, value }]))
}

/** How many orders are in each state, of those that have any. */
export async function statesOf({ owner }: TestTenant): Promise<Record<string, number>> {
  const { states } = await run(countOrders, owner, {})
  return Object.fromEntries(Object.entries(states).flatMap(([state, { n }]) => (n > 0 ? [[state, n]] : [])))
}

/** Everything `verify` finds wrong; a test expects nothing. */
export async function brokenInvariants({ owner }: TestTenant): Promise<Checked[]> {
  const { items } = await run(verifyInvariants, owner, {})
  if (items.length < 15) throw new Error('invariants are missing')
  return items.filter(({ ok }) => !ok)
}
