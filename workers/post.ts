import { postOf } from '@/lib/adapters/mail/post'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import type { Deliver } from '@/lib/platform/mail/mail'
import { sendMails } from '@/lib/platform/mail/send-mails'
import { pause } from '@/workers/pause'

const tickMs = 1000

/** Sends mails until told to stop, on every worker: each takes what no other has taken. */
export async function keepPosting(stop: AbortSignal, deliver: Deliver = postOf(env()), tick = tickMs) {
  for (let failures = 0; !stop.aborted; ) {
    try {
      while ((await sendMails(deliver)) > 0 && !stop.aborted);
      failures = 0
    } catch (e) {
      failures++
      log.warn({ err: e, failures }, 'mails could not be looked for')
    }
    await pause(Math.min(tick * 2 ** Math.min(failures, 6), 60_000), stop)
  }
}
