import type { Connector } from '@/lib/adapters/marketplaces/connector'
import { pace } from '@/lib/adapters/marketplaces/rate-limit'

const shortest = 20
const longest = 120
/** However many share: beyond it they wait their turn at the limit itself. */
const longestShared = 3600

/**
 * Seconds between two pulls: often while orders come, seldom while none do, and never more often than the channel grants its lists to so
 * many shops together as it counts as one.
 */
export function pullEverySeconds({ declared: { rates } }: Connector, idlePulls: number, sharing: number): number {
  const lists = ['searchOrders', 'getOrders'].flatMap((name) => rates[name] ?? [])
  const granted = Math.max(0, ...lists.map((rate) => Math.ceil(sharing / (rate.perSecond * pace))))
  return Math.max(
    Math.min(granted, longestShared),
    Math.min(longest, Math.round(shortest * 1.3 ** Math.min(idlePulls, 10))),
  )
}

/** Seconds until a shop that fails is asked again: longer each time, and from the third on not more than once a minute. */
export function retrySeconds(failures: number): number {
  return Math.min(600, 15 * 2 ** Math.max(0, failures - 1))
}
