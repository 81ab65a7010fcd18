import { newId } from '@/lib/kernel/ids'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { createShop } from '@/lib/modules/settings/create-shop'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

export type TestLine = { sku: string; quantity: number; price: string; discount?: string }
export type TestOrder = {
  no?: string
  at: string
  status?: 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
  modifiedAt?: string
  currency?: string
  lines: TestLine[]
  freight?: string
  discount?: string
  promisedShipAt?: string
}

/** A shop with a code of its own. */
export function makeShop(actor: Actor, over: { code?: string; currency?: string; timeZone?: string } = {}) {
  const code = over.code ?? `s-${newId().slice(-10)}`
  return run(createShop, actor, {
    name: code,
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    ...over,
    code,
  })
}

/** Takes orders in by the one way there is; a short form of the wire's. Answers the ids, in the same sequence. */
export async function ingest(actor: Actor, shopCode: string, orders: readonly TestOrder[]): Promise<string[]> {
  const { results } = await run(ingestOrders, actor, { shopCode, orders: orders.map(wire) })
  return results.map((result) => {
    if (!result.orderId) throw new Error(`rejected: ${JSON.stringify(result)}`)
    return result.orderId
  })
}

function wire(order: TestOrder) {
  const { freight = '0.00', discount = '0.00' } = order
  const cents = (text: string) => Math.round(Number(text) * 100)
  const goods = order.lines.reduce(
    (sum, line) => sum + line.quantity * cents(line.price) - cents(line.discount ?? '0'),
    0,
  )
  const total = ((goods - cents(discount) + cents(freight)) / 100).toFixed(2)
  return {
    channelOrderNo: order.no ?? newId(),
    status: order.status ?? 'paid',
    createdAt: order.at,
    modifiedAt: order.modifiedAt ?? order.at,
    ...(order.status !== 'unpaid' && { paidAt: order.at }),
    ...(order.promisedShipAt && { promisedShipAt: order.promisedShipAt }),
    currency: order.currency ?? 'CNY',
    address: {
      name: '张三',
      phone: '13800138000',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: '文三路 1 号',
    },
    lines: order.lines.map((line, i) => ({
      channelLineNo: String(i + 1),
      sellerSku: line.sku,
      title: line.sku,
      quantity: line.quantity,
      unitPrice: line.price,
      discount: line.discount ?? '0.00',
    })),
    shippingFee: freight,
    discount,
    total,
    paid: total,
  }
}
