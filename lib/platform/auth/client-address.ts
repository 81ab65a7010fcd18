import { env } from '@/lib/platform/env'

export const peerHeader = 'x-caravan-peer'
/** Set by instrumentation.ts once every request carries its real peer; before that the header could be anybody's. */
export const peerKnown = Symbol.for('caravan.peer-known')

/**
 * The address a request came from. X-Forwarded-For is believed only for as many hops as TRUST_PROXY names,
 * counted from the right: what stands further left was written by the client itself.
 */
export function clientAddress(headers: { get(name: string): string | null }, hops = env().TRUST_PROXY): string {
  const peer = (globalThis as { [key: symbol]: unknown })[peerKnown] ? headers.get(peerHeader) : null
  const direct = peer ?? 'unknown'
  if (hops === 0) return direct
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const chain = [...forwarded.filter((part) => part !== ''), direct]
  return chain[Math.max(0, chain.length - 1 - hops)] ?? direct
}
