import type { Credentials, Session } from '@/lib/adapters/marketplaces/connector'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { Line, type LineOptions } from '@/lib/adapters/marketplaces/line'
import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { RateLimiter, realClock } from '@/lib/adapters/marketplaces/rate-limit'
import { type Simulators, simulated } from '@/tests/simulators/server'
import type { World } from '@/tests/simulators/world'

/** How much faster than documented sandboxes and limiters run in tests. */
export const pace = 1000

/** One connector at one simulator, waiting a twentieth of the time. */
export function sandbox(
  { url, worlds }: Simulators,
  channel: Marketplace,
  credentials: Credentials = {},
  options: Partial<LineOptions> = {},
): { session: Session; world: World; line: Line } {
  const world = worlds.get(channel)
  if (!world) throw new Error(`no simulator of ${channel}`)
  world.limits.pace = pace
  const line = new Line({
    connector: connectors[channel],
    baseUrl: `${url}/${channel}`,
    credentials: { ...simulated[channel]?.credentials, ...credentials },
    http: { allowPrivate: true, timeoutMs: 700 },
    limiter: new RateLimiter(realClock, pace),
    clock: { now: Date.now, sleep: (ms) => realClock.sleep(ms / 20) },
    tries: 8,
    ...options,
  })
  return { session: connectors[channel].open(line), world, line }
}
