import type { Answer, Call, Shipment, Shipped } from '@/lib/adapters/marketplaces/connector'
import { isBusiness, shipUnseen } from '@/lib/adapters/marketplaces/shipped'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'

export type PddAsk = (
  type: string,
  params?: Readonly<Record<string, Json>>,
  options?: { once?: boolean },
) => Promise<Answer>

const split = 1
const [first, changed] = [1, 2]

/**
 * An order has one number, and is shipped with it; those of its further parcels are shown to the buyer beside it and cannot be
 * changed any more: a new one is said in addition.
 */
export async function shipPinduoduo(
  call: Pick<Call, 'pause'>,
  ask: PddAsk,
  companyOf: (code: string) => Promise<string>,
  { channelOrderNo: order_sn, carrierCode, trackingNo, whole, told }: Shipment,
): Promise<Shipped> {
  const logistics_id = await companyOf(carrierCode)

  const send = async (redelivery_type: number) => {
    await ask('pdd.logistics.online.send', { order_sn, logistics_id, tracking_number: trackingNo, redelivery_type })
  }
  const look = async () => {
    const { reading } = await ask('pdd.order.information.get', { order_sn })
    const order = reading.at('order_info_get_response', 'order_info')
    const own = order.text('tracking_number')
    const extra = order.list('extra_delivery_list').map((parcel) => parcel.text('tracking_number'))
    return { shipped: ['2', '3'].includes(order.text('order_status')), own, all: [own, ...extra] }
  }
  const add = () =>
    shipUnseen(
      call,
      async () => {
        const extra_track_list = [{ shipping_id: logistics_id, tracking_number: trackingNo }]
        const params = { order_sn, extra_track_type: split, extra_track_list }
        const { reading } = await ask('pdd.order.upload.extra.logistics', params, { once: true })
        if (reading.text('upload_extra_logistics_response', 'success') === 'false')
          throw new ChannelTrouble({ kind: 'business', code: 'extra_refused' })
      },
      async () => (await look()).all.includes(trackingNo),
    )

  if (told) {
    const { own } = await look()
    if (own !== told.trackingNo && own !== trackingNo) return add()
    await send(changed)
    return 'confirmed'
  }
  try {
    await send(first)
    return 'confirmed'
  } catch (e) {
    if (!isBusiness(e)) throw e
    // Refused of an order that is not there, the question is refused as well.
    const { shipped, all } = await look()
    if (!shipped) throw e
    // Its only parcel: from an attempt whose answer was lost, or by another system.
    return whole || all.includes(trackingNo) ? 'already' : add()
  }
}
