import type { Session, Shipped } from '@/lib/adapters/marketplaces/connector'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

/**
 * A confirmation whose answer was lost is sent again, and then refused because it is done. What the channel says of the order
 * decides: shipped there is what we wanted.
 */
export async function shipOnce(
  session: Pick<Session, 'order'>,
  channelOrderNo: string,
  confirm: () => Promise<void>,
): Promise<Shipped> {
  try {
    await confirm()
    return 'confirmed'
  } catch (e) {
    if (!(e instanceof ChannelTrouble) || e.trouble.kind !== 'business') throw e
    const order = await session.order(channelOrderNo)
    if (order?.status === 'shipped' || order?.status === 'delivered') return 'already'
    throw e
  }
}
