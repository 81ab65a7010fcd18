import type { HttpRequest } from '@/lib/adapters/http'
import type { Answer, Call, Shipment, Shipped } from '@/lib/adapters/marketplaces/connector'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { shipUnseen } from '@/lib/adapters/marketplaces/shipped'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

export type ShopifyAsk = (
  method: HttpRequest['method'],
  path: string,
  body?: unknown,
  options?: { once?: boolean },
) => Promise<Answer>

const open = ['open', 'in_progress', 'scheduled']
const undone = ['cancelled', 'error', 'failure']

/** Each fulfilment is another parcel, also when it says the same as the one before: so the order is looked at before each. */
export function shipShopify(call: Pick<Call, 'pause'>, ask: ShopifyAsk, shipment: Shipment): Promise<Shipped> {
  const { channelOrderNo, trackingNo, carrierName, lines, told } = shipment
  const path = `orders/${encodeURIComponent(channelOrderNo)}`
  const tracking_info = { number: trackingNo, company: carrierName }
  /** The fulfilment that carries the number this parcel had before. */
  let former: string | undefined

  const has = async () => {
    const order = (await ask('GET', `${path}.json`)).reading.at('order')
    const parcels = order.list('fulfillments').filter((f) => !undone.includes(f.text('status')))
    const found = parcels.find((f) => numbersOf(f).includes(trackingNo))
    if (found && (!told || found.text('tracking_company') === carrierName)) return true
    former = told && parcels.find((f) => numbersOf(f).includes(told.trackingNo))?.must('id')
    return !told && lines.every((line) => isSent(order, line.channelLineNo))
  }

  const confirm = async () => {
    if (former) {
      const fulfillment = { notify_customer: true, tracking_info }
      await ask('POST', `fulfillments/${former}/update_tracking.json`, { fulfillment }, { once: true })
      return
    }
    const { reading } = await ask('GET', `${path}/fulfillment_orders.json`)
    const parts = partsOf(reading.list('fulfillment_orders'), lines)
    if (parts.length === 0) throw new ChannelTrouble({ kind: 'business', code: 'nothing_to_fulfil' })
    const fulfillment = { line_items_by_fulfillment_order: parts, tracking_info, notify_customer: true }
    await ask('POST', 'fulfillments.json', { fulfillment }, { once: true })
  }

  return shipUnseen(call, confirm, has)
}

function numbersOf(fulfilment: Reading): string[] {
  return [fulfilment.text('tracking_number'), ...fulfilment.list('tracking_numbers').map((n) => n.text())]
}

/** By whomever: of this line nothing is left that a parcel of ours could be. */
function isSent(order: Reading, lineNo: string): boolean {
  return order.list('line_items').some((l) => l.text('id') === lineNo && l.text('fulfillment_status') === 'fulfilled')
}

/** What of the open fulfilment orders these lines are, each unit once, though a line may lie in several; its rest stays open. */
function partsOf(orders: readonly Reading[], lines: Shipment['lines']) {
  const left = new Map(lines.map((l) => [l.channelLineNo, l.quantity]))
  return orders.flatMap((order) => {
    if (!open.includes(order.text('status'))) return []
    const items = order.list('line_items').flatMap((item) => {
      const lineNo = item.text('line_item_id')
      const wanted = left.get(lineNo) ?? 0
      const quantity = Math.min(wanted, item.whole('fulfillable_quantity'))
      left.set(lineNo, wanted - quantity)
      return quantity > 0 ? [{ id: Number(item.must('id')), quantity }] : []
    })
    if (items.length === 0) return []
    return [{ fulfillment_order_id: Number(order.must('id')), fulfillment_order_line_items: items }]
  })
}
