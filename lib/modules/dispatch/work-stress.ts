import { beginStress } from '@/lib/modules/dispatch/begin-stress'
import { fireOrders } from '@/lib/modules/dispatch/internal/fire-orders'
import { clearGround, createGround, prepareGround } from '@/lib/modules/dispatch/internal/proving-ground'
import { keepStress } from '@/lib/modules/dispatch/keep-stress'
import type { StressResult } from '@/lib/modules/dispatch/schema'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** Fires, counts, proves, clears away. Started again after a crash it begins anew, with a copy of its own. */
export async function workStress(system: Actor, { stressRunId }: { stressRunId: string }): Promise<void> {
  const asked = await run(beginStress, system, { stressRunId })
  if (!asked) return
  const groundId = asked.ground_id ?? (await createGround(system.tenant))
  await run(keepStress, system, { stressRunId, groundId })
  const { units } = asked
  const { actor, copy } = await prepareGround(groundId, system.tenant, { skuCode: asked.sku_code, units })
  const began = performance.now()
  const { orderIds, refused } = await fireOrders(actor, copy, asked.orders, asked.clients)
  const tookMs = Math.round(performance.now() - began)
  const result = { ...(await countOutcome(actor, copy, orderIds, units)), refused, tookMs }
  for (const orderId of orderIds) await run(cancelOrder, actor, { orderId, reason: 'stress run over' })
  await clearGround(actor, copy, units)
  await run(keepStress, system, { stressRunId, groundId, result })
}

type Outcome = Omit<StressResult, 'refused' | 'tookMs'>

/** Counted order by order and against the balance, so that a figure of one cannot hide a fault of the other. */
async function countOutcome(actor: Actor, copy: string, orderIds: string[], units: number): Promise<Outcome> {
  let reserved = 0
  let waiting = 0
  for (const orderId of orderIds) {
    const { state } = await run(getOrder, actor, { orderId })
    if (state === 'awaiting_shipment') reserved++
    else if (state === 'awaiting_purchase') waiting++
  }
  const { items } = await run(listStock, actor, { skuCode: copy })
  const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + of(item), 0)
  const balance = {
    onHand: sum((i) => i.onHand),
    reserved: sum((i) => i.reserved),
    available: sum((i) => i.available),
  }
  const checked = (await run(verifyInvariants, actor, {})).items
  const oversold = Math.max(0, reserved - units, balance.reserved - units)
  return { reserved, waiting, oversold, balance, invariants: checked.length, broken: checked.filter(({ ok }) => !ok) }
}
