import type { Connector } from '@/lib/adapters/marketplaces/connector'

const shortest = 20
const longest = 120

/** Seconds between two pulls: often while orders come, seldom while none do, and never more often than the channel grants its lists. */
export function pullEverySeconds({ declared: { rates } }: Connector, idlePulls: number): number {
  const lists = ['searchOrders', 'getOrders'].flatMap((name) => rates[name] ?? [])
  const granted = Math.max(0, ...lists.map((rate) => Math.ceil(1 / rate.perSecond)))
  return Math.max(granted, Math.min(longest, Math.round(shortest * 1.3 ** Math.min(idlePulls, 10))))
}

/** Seconds until a shop that fails is asked again: longer each time, and from the third on not more than once a minute. */
export function retrySeconds(failures: number): number {
  return Math.min(600, 15 * 2 ** Math.max(0, failures - 1))
}
