import { createHash } from 'node:crypto'
import type { ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { processWide } from '@/lib/platform/process-wide'

/** Of one shop: more than its overlap holds on the busiest night. Of a process: some tens of megabytes. */
const mostOfShop = 20_000
const mostShops = 500

type Known = Map<string, string>

const shops = () => processWide('orders-taken-in', () => new Map<string, Known>())

/**
 * What this process has taken in of a shop, as the channel told it: every pull begins before its cursor and hears most of it again.
 * Intake would find out the same, with a transaction that locks the orders while the house works on them. A memory and no truth:
 * what is not in it goes to intake once more.
 */
export function takenIn(tenantId: string, shopId: string) {
  const key = `${tenantId} ${shopId}`
  const known = shops().get(key) ?? new Map<string, string>()
  // The shop asked for last is forgotten last.
  shops().delete(key)
  shops().set(key, known)
  for (const [oldest] of shops()) {
    if (shops().size <= mostShops) break
    shops().delete(oldest)
  }
  return {
    has: (order: ChannelOrder) => known.get(order.channelOrderNo) === contentOf(order),
    note(order: ChannelOrder) {
      known.delete(order.channelOrderNo)
      known.set(order.channelOrderNo, contentOf(order))
      for (const [oldest] of known) {
        if (known.size <= mostOfShop) break
        known.delete(oldest)
      }
    },
  }
}

function contentOf(order: ChannelOrder): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('base64').slice(0, 22)
}
