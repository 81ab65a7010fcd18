import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { createShop } from '@/lib/modules/settings/create-shop'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { type Simulators, simulated } from '@/tests/simulators/server'
import { pace } from '@/tests/support/sandbox'

let shops = 0

/** A shop of the company, connected to its simulator as a person would connect it. */
export async function connectSandbox(
  { url, worlds }: Simulators,
  owner: Actor,
  channel: Marketplace,
  more: Record<string, unknown> = {},
) {
  const world = worlds.get(channel)
  if (!world) throw new Error(`no simulator of ${channel}`)
  world.limits.pace = pace
  const shop = await run(createShop, owner, {
    code: `sandbox-${++shops}`,
    name: 'Sandbox',
    channel,
    currency: channel === 'taobao' || channel === 'pinduoduo' ? 'CNY' : 'USD',
    timeZone: 'Asia/Shanghai',
  })
  const credentials = simulated[channel]?.credentials
  // An address of its own, so that shops of one company do not share the marketplace's limits, unless a test wants them to.
  const baseUrl = `${url}/${channel}~${shops}`
  await run(setConnection, owner, { shopId: shop.id, channel, baseUrl, credentials, ...more })
  return { shop, world }
}
