import { type AmazonAsk, foundOr404 } from '@/lib/adapters/marketplaces/amazon/ask'
import type { Shipment, Shipped } from '@/lib/adapters/marketplaces/connector'
import { query } from '@/lib/adapters/marketplaces/pages'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { shipOnce } from '@/lib/adapters/marketplaces/shipped'

/** A package is known by the reference we give it: told again it replaces itself, so another number is told like the first one. */
export function shipAmazon(
  ask: AmazonAsk,
  { marketplaceId = '', ordersApi }: Readonly<Record<string, string>>,
  shipment: Shipment,
): Promise<Shipped> {
  const { channelOrderNo, trackingNo, carrierName, parcelNo, shippedAt, lines } = shipment
  const no = encodeURIComponent(channelOrderNo)

  const confirm = async () => {
    await ask('confirmShipment', 'POST', `/orders/v0/orders/${no}/shipmentConfirmation`, {
      marketplaceId,
      packageDetail: {
        packageReferenceId: parcelNo.replace(/\D/g, '').slice(-9) || '1',
        carrierCode: 'Other',
        carrierName,
        trackingNumber: trackingNo,
        shipDate: shippedAt.toISOString(),
        orderItems: lines.map((l) => ({ orderItemId: l.channelLineNo, quantity: l.quantity })),
      },
    })
  }

  const itemsSent = async () => {
    const { reading } = await ask('getOrderItems', 'GET', `/orders/v0/orders/${no}/orderItems`)
    const items = reading.list('payload', 'OrderItems')
    // Of a changed number, what was sent before proves nothing.
    return (
      !shipment.told &&
      all(items, 'OrderItemId', (i) => Number(i.text('QuantityShipped')) >= i.whole('QuantityOrdered'))
    )
  }

  const packageKnown = async () => {
    const path = `/orders/2026-01-01/orders/${no}${query({ includedData: 'FULFILLMENT,PACKAGES' })}`
    const order = (await ask('getOrder', 'GET', path)).reading.at('order')
    return (
      order.list('packages').some((p) => p.text('trackingNumber') === trackingNo) ||
      (!shipment.told &&
        all(order.list('orderItems'), 'orderItemId', (i) => i.text('fulfillment', 'quantityUnfulfilled') === '0'))
    )
  }

  const all = (items: readonly Reading[], field: string, sent: (item: Reading) => boolean) =>
    lines.every((l) => items.some((item) => item.text(field) === l.channelLineNo && sent(item)))

  return shipOnce(confirm, async () => (await foundOr404(ordersApi === 'v0' ? itemsSent : packageKnown)) ?? false)
}
