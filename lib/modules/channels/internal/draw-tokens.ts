import type { Rate } from '@/lib/adapters/marketplaces/rate-limit'

/** Who was told to come back, in the order in which they asked, and the moment until which their place is kept. */
export type Places = readonly (readonly [caller: string, untilMs: number])[]

/** Of a bucket at one moment: millionths of tokens, less than none where some have been promised. */
export type Held = { readonly micro: number; readonly places: Places; readonly nowMs: number }

type Wish = { readonly rate: Rate; readonly most: number; readonly patienceMs: number; readonly caller: string }

type Drawn = { readonly taken: number; readonly waitMs: number; readonly micro: number; readonly places: Places }

/** Who comes back later than this after the moment it was told, for its worker died or it is no longer asked, has lost its place. */
const graceMs = 120_000
const token = 1_000_000

/**
 * Some of what is held beyond what those in front wait for; or the next token, while it may be waited for; or none, a place in the row,
 * and how long it will be until its turn. A place takes nothing out of the bucket: who never comes back costs the others nothing but
 * the time until it lapses, and what is spent is only ever what has dripped in.
 */
export function drawTokens({ micro, places, nowMs }: Held, { rate, most, patienceMs, caller }: Wish): Drawn {
  const waiting = places.filter(([, until]) => until > nowMs)
  const at = waiting.findIndex(([who]) => who === caller)
  const front = at < 0 ? waiting.length : at
  const missing = (front + 1) * token - micro
  const waitMs = missing <= 0 ? 0 : Math.ceil(missing / (rate.perSecond * 1000))
  if (waitMs <= patienceMs) {
    const taken = waitMs > 0 ? 1 : Math.min(most, Math.floor(micro / token) - front)
    return { taken, waitMs, micro: micro - taken * token, places: waiting.filter((_, i) => i !== at) }
  }
  // Who names nobody cannot be known again.
  if (caller === '') return { taken: 0, waitMs, micro, places: waiting }
  const own = [caller, nowMs + waitMs + graceMs] as const
  const told = at < 0 ? [...waiting, own] : waiting.map((place, i) => (i === at ? own : place))
  return { taken: 0, waitMs, micro, places: told }
}
