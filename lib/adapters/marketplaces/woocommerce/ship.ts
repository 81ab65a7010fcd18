import type { HttpRequest } from '@/lib/adapters/http'
import type { Answer, Shipment, Shipped } from '@/lib/adapters/marketplaces/connector'

export type WooAsk = (
  method: HttpRequest['method'],
  path: string,
  params?: Readonly<Record<string, string>>,
  body?: unknown,
) => Promise<Answer>

const [number, provider] = ['_tracking_number', '_tracking_provider']

/**
 * There is no shipment of its own in the core: the numbers of all parcels stand beside each other in the order's notes, and the order
 * is completed, of which its buyer is mailed, when nothing is left to come. Said twice it changes nothing.
 */
export async function shipWoo(ask: WooAsk, shipment: Shipment): Promise<Shipped> {
  const { channelOrderNo, trackingNo, carrierName, whole, complete, told } = shipment
  const path = `orders/${encodeURIComponent(channelOrderNo)}`
  const { reading: order } = await ask('GET', path)
  const meta = (key: string) =>
    listed(
      order
        .list('meta_data')
        .find((m) => m.text('key') === key)
        ?.text('value'),
    )
  const [numbers, providers] = [meta(number), meta(provider)]
  const completed = order.text('status') === 'completed'
  // The only parcel of an order that another system has shipped.
  if (completed && whole && !told && numbers.length > 0 && !numbers.includes(trackingNo)) return 'already'
  const known = numbers.map((no, i) => ({ no, by: providers[i] ?? '' }))
  const others = known.filter(({ no }) => no !== trackingNo && no !== told?.trackingNo)
  const parcels = [...others, { no: trackingNo, by: carrierName }]
  if (numbers.includes(trackingNo) && (completed || !complete) && !told) return 'already'
  await ask(
    'PUT',
    path,
    {},
    {
      ...(complete && { status: 'completed' }),
      meta_data: [
        { key: provider, value: parcels.map(({ by }) => by).join(', ') },
        { key: number, value: parcels.map(({ no }) => no).join(', ') },
      ],
    },
  )
  return 'confirmed'
}

function listed(text = ''): string[] {
  return text.split(',').flatMap((part) => part.trim() || [])
}
