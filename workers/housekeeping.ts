import { type Purged, purgeSignIn } from '@/lib/platform/auth/purge-sign-in'
import { log } from '@/lib/platform/log'
import { pause } from '@/workers/pause'

const tickMs = 5000
const everyMs = 3_600_000

type House = { leads(): boolean; purge?: (stop: AbortSignal) => Promise<Purged> }

/** What belongs to no company, once an hour, on the one worker that leads; also soon after it began to lead. */
export async function keepHouse({ leads, purge = purgeSignIn }: House, stop: AbortSignal, every = everyMs) {
  let last = Number.NEGATIVE_INFINITY
  for (; !stop.aborted; await pause(Math.min(tickMs, every), stop)) {
    if (!leads() || performance.now() - last < every) continue
    // A fault waits for the next hour like everything else: nothing here is urgent.
    last = performance.now()
    try {
      log.info({ purged: await purge(stop) }, 'old sign-in rows forgotten')
    } catch (e) {
      log.warn({ err: e }, 'old sign-in rows could not be forgotten')
    }
  }
}
