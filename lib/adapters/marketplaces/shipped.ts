import type { Call, Shipped } from '@/lib/adapters/marketplaces/connector'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

const attempts = 3
/** A request whose answer was lost may still be worked on there. */
const settleMs = 2000

/**
 * For channels that refuse what is done: a confirmation whose answer was lost is sent again, and then refused. `has` asks the channel
 * whether it knows the parcel, or has nothing left to confirm of what lies in it: that is what we wanted.
 */
export async function shipOnce(confirm: () => Promise<void>, has: () => Promise<boolean>): Promise<Shipped> {
  try {
    await confirm()
    return 'confirmed'
  } catch (e) {
    if (isBusiness(e) && (await has())) return 'already'
    throw e
  }
}

/** For channels that would take the same parcel a second time: looked for before every attempt, also when the first one's answer was lost. */
export async function shipUnseen(
  call: Pick<Call, 'pause'>,
  confirm: () => Promise<void>,
  has: () => Promise<boolean>,
): Promise<Shipped> {
  for (let attempt = 1; ; attempt++) {
    if (await has()) return attempt === 1 ? 'already' : 'confirmed'
    try {
      await confirm()
      return 'confirmed'
    } catch (e) {
      if (!(e instanceof ChannelTrouble) || e.trouble.kind !== 'transient' || attempt >= attempts) throw e
      await call.pause(settleMs)
    }
  }
}

export function isBusiness(e: unknown): boolean {
  return e instanceof ChannelTrouble && e.trouble.kind === 'business'
}
