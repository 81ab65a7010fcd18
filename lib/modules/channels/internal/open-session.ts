import type { Credentials, Session } from '@/lib/adapters/marketplaces/connector'
import { Line, type LineOptions } from '@/lib/adapters/marketplaces/line'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import { accountOf, SharedLimiter } from '@/lib/modules/channels/internal/shared-limiter'
import { claimRenewal, keepTokens, readAccess } from '@/lib/modules/channels/internal/steps'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { callsInwards } from '@/lib/platform/inward'
import { processWide } from '@/lib/platform/process-wide'

const renewalPatienceMs = 30_000

// Calls of one seller's application share one budget, whichever shop, job or process makes them.
const limiters = () => processWide('channel-limiters', () => new Map<string, SharedLimiter>())

/** A conversation with a shop's marketplace; undefined when the shop is not connected. Never inside a transaction. */
export async function openSession(
  actor: Actor,
  shopId: string,
  options: Pick<LineOptions, 'patienceMs' | 'tries' | 'spanMs' | 'heard'> = {},
): Promise<Session | undefined> {
  const access = await run(readAccess, actor, { shopId })
  const connector = access && connectorOf(access.channel)
  if (!access || !connector) return undefined
  const known = limiters()
  const { tenantId } = actor
  const account = accountOf(connector, access.baseUrl, access.credentials)
  const key = `${tenantId} ${account}`
  const limiter = known.get(key) ?? new SharedLimiter({ tenantId, account })
  if (known.size > 5000) known.clear()
  known.set(key, limiter)
  const line = new Line({
    connector,
    baseUrl: access.baseUrl,
    credentials: access.credentials,
    limiter: limiter.for(shopId),
    http: { allowPrivate: callsInwards() },
    renew: (old, work) => renewOnce(actor, { shopId, baseUrl: access.baseUrl, old }, work),
    ...options,
  })
  return connector.open(line)
}

/** One process asks for new tokens, the others wait for what it was given: some channels take each refresh token once. */
async function renewOnce(
  actor: Actor,
  of: { shopId: string; baseUrl: string; old: Credentials },
  work: () => Promise<Credentials>,
): Promise<Credentials> {
  const { shopId, old } = of
  for (
    const end = Date.now() + renewalPatienceMs;
    Date.now() < end;
    await new Promise((done) => setTimeout(done, 250))
  ) {
    const claim = await run(claimRenewal, actor, of)
    if (claim.fresh) return claim.fresh
    if (!claim.granted) continue
    let fresh: Credentials
    try {
      fresh = await work()
    } catch (e) {
      await run(keepTokens, actor, { shopId, old, fresh: null })
      throw e
    }
    if (await run(keepTokens, actor, { shopId, old, fresh })) return fresh
    throw new ChannelTrouble({ kind: 'transient', code: 'keys_changed' })
  }
  throw new ChannelTrouble({ kind: 'transient', code: 'renewal_busy' })
}
