import { isRefusal } from '@/lib/kernel/refusal'
import { placeCode } from '@/lib/modules/dispatch/internal/proving-ground'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

const drains = 3

export type Fired = { orderIds: string[]; refused: Record<string, number> }

/**
 * `clients` at once, each taking its share of the orders in and approving it, while several drains allocate, as several
 * workers would. Ends when every order has been decided.
 */
export async function fireOrders(actor: Actor, copy: string, orders: number, clients: number): Promise<Fired> {
  const fired: Fired = { orderIds: [], refused: {} }
  let next = 0
  const client = async () => {
    while (next < orders) {
      const order = orderOf(copy, next++, actor.tenant.currency)
      try {
        const { results } = await run(ingestOrders, actor, { shopCode: placeCode, orders: [order] })
        const orderId = results[0]?.orderId
        if (!orderId) throw new Error(`a stress order was ${results[0]?.outcome}`)
        fired.orderIds.push(orderId)
        await run(reviewOrder, actor, { orderId, decision: 'approve' })
      } catch (e) {
        const code = isRefusal(e) ? e.code : 'fault'
        fired.refused[code] = (fired.refused[code] ?? 0) + 1
      }
    }
  }
  let busy = true
  const drain = async () => {
    while (busy) await run(allocateOrders, actor, {})
    while ((await run(allocateOrders, actor, {})).more);
  }
  const firing = Promise.all(Array.from({ length: clients }, client)).finally(() => {
    busy = false
  })
  await Promise.all([firing, ...Array.from({ length: drains }, drain)])
  // A drain may have ended while another still held the last orders.
  while ((await run(allocateOrders, actor, {})).more);
  return fired
}

/** Each from a buyer of its own: a suspicion of doubles is not what this is about. */
function orderOf(copy: string, n: number, currency: string) {
  const at = new Date().toISOString()
  const no = String(n).padStart(4, '0')
  return {
    channelOrderNo: `${copy}-${no}`,
    status: 'paid',
    createdAt: at,
    paidAt: at,
    modifiedAt: at,
    currency,
    buyer: { nick: `buyer ${copy} ${no}` },
    address: {
      name: `buyer ${no}`,
      phone: `1390000${no}`,
      country: 'CN',
      province: 'P',
      city: 'C',
      district: 'D',
      line1: `No. ${n + 1}`,
      postcode: '100000',
    },
    lines: [{ channelLineNo: '1', sellerSku: copy, title: copy, quantity: 1, unitPrice: '1', discount: '0' }],
    shippingFee: '0',
    discount: '0',
    total: '1',
    paid: '1',
  }
}
