import { writeFile } from 'node:fs/promises'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { beat } from '@/lib/platform/queue/heartbeat'
import { pause } from '@/workers/pause'

const beatMs = 3000

/** The queue's own client may be stuck in a way only a new process mends. */
const giveUpMs = 60_000

export type Heart = { leads(): boolean; beating: Promise<void> }

/** Beats until told to stop; `beating` fails when the database answers and the queue has not for a minute. */
export function startHeart(workerId: string, ping: () => Promise<void>, stop: AbortSignal): Heart {
  let leads = false
  const keep = async () => {
    for (let queueOkAt = new Date(); !stop.aborted; await pause(beatMs, stop)) {
      const answered = await ping().then(
        () => true,
        () => false,
      )
      if (answered) queueOkAt = new Date()
      try {
        leads = await beat(workerId, queueOkAt)
        if (answered) await showAlive()
      } catch (e) {
        leads = false
        queueOkAt = new Date()
        log.warn({ err: e }, 'heartbeat failed')
      }
      if (Date.now() - queueOkAt.getTime() > giveUpMs) throw new Error('the queue has not answered for a minute')
    }
  }
  return { leads: () => leads, beating: keep() }
}

/** For who can neither ask the database nor us. That it cannot be written is no reason to look dead to the others. */
async function showAlive(): Promise<void> {
  const { ALIVE_FILE } = env()
  if (ALIVE_FILE) await writeFile(ALIVE_FILE, '').catch((e) => log.warn({ err: e }, 'ALIVE_FILE cannot be written'))
}
