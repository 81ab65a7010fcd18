import { publish } from '@/lib/platform/live/bus'
import { newsOf } from '@/lib/platform/live/topics'
import { log } from '@/lib/platform/log'
import type { Job } from '@/lib/platform/queue/jobs'
import { relayTenant, unsentTenants } from '@/lib/platform/queue/relay'
import type { OutboxEvent, Task } from '@/lib/platform/queue/tasks'
import type { Awake } from '@/workers/awake'
import { pause } from '@/workers/pause'

const tickMs = 150
const lanes = 2

type Relay = { enqueue(tasks: Task[]): Promise<void>; awake: Awake }

/** To the open pages, that there is something to look at. */
async function tellPages(tenantId: string, events: readonly OutboxEvent[]): Promise<void> {
  const news = newsOf(tenantId, events)
  if (news) await publish(news)
}

/** Events to the queue, until told to stop. One batch per tenant and round, so that a busy tenant waits like any other. */
export async function keepRelaying(jobs: readonly Job[], { enqueue, awake }: Relay, stop: AbortSignal) {
  for (let failures = 0; !stop.aborted; ) {
    try {
      const failed = await relayRound(jobs, { enqueue, awake }, stop)
      failures = failed ? failures + 1 : 0
    } catch (e) {
      failures++
      log.warn({ err: e, failures }, 'relay could not look for events')
    }
    await pause(Math.min(tickMs * 2 ** Math.min(failures, 6), 5000), stop)
  }
}

/** Answers whether any tenant failed; one tenant's fault must not keep the others' events back. */
async function relayRound(jobs: readonly Job[], { enqueue, awake }: Relay, stop: AbortSignal): Promise<boolean> {
  const waiting = await unsentTenants()
  let failed = false
  const lane = async () => {
    for (let tenantId = waiting.shift(); tenantId && !stop.aborted; tenantId = waiting.shift()) {
      try {
        if ((await relayTenant(jobs, tenantId, enqueue, tellPages)) > 0) awake.note(tenantId)
      } catch (e) {
        failed = true
        log.warn({ err: e, tenantId }, 'relay of a tenant failed')
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failed
}
