import { createHash } from 'node:crypto'
import { log } from '@/lib/platform/log'
import type { Job } from '@/lib/platform/queue/jobs'
import { drainTask, type Task } from '@/lib/platform/queue/tasks'
import { scheduledTenants } from '@/lib/platform/queue/tenants'
import type { Awake } from '@/workers/awake'
import { pause } from '@/workers/pause'

const tickMs = 1000
const refreshMs = 15_000

/** A tenant that sleeps is looked at this often at most: ten thousand of them must cost little. */
const asleepMs = 60_000

type Clock = { enqueue(tasks: Task[]): Promise<void>; leads(): boolean; awake: Pick<Awake, 'has'> }

/** The clock: wakes every drain that asks for it, tenant by tenant, on the one worker that leads. */
export async function keepClock(jobs: readonly Job[], { enqueue, leads, awake }: Clock, stop: AbortSignal) {
  let tenants: string[] = []
  let refreshed = 0
  for (let last = Date.now(); !stop.aborted; await pause(tickMs, stop)) {
    if (!leads()) {
      last = Date.now()
      continue
    }
    try {
      if (Date.now() - refreshed > refreshMs) {
        tenants = await scheduledTenants()
        refreshed = Date.now()
      }
      const now = Date.now()
      const tasks = dueTasks(jobs, tenants, awake, { last, now })
      for (let at = 0; at < tasks.length; at += 500) await enqueue(tasks.slice(at, at + 500))
      // Only now: what could not be enqueued is due again at the next tick.
      last = now
    } catch (e) {
      log.warn({ err: e }, 'the clock could not wake the drains')
    }
  }
}

/** The wake-ups between two instants. Each tenant has its own moment within the interval, so that they do not all come at once. */
export function dueTasks(
  jobs: readonly Job[],
  tenants: readonly string[],
  awake: Pick<Awake, 'has'>,
  { last, now }: { last: number; now: number },
): Task[] {
  return jobs.flatMap((job) => {
    if (job.kind !== 'drain' || !job.every) return []
    const [often, seldom] = [job.every * 1000, Math.max(job.every * 1000, asleepMs)]
    const moment = createHash('sha256').update(job.name).digest().readUInt32BE()
    return tenants
      .filter((tenantId) => {
        const every = awake.has(tenantId) ? often : seldom
        const shift = (moment + Number.parseInt(tenantId.slice(-8), 16)) % every
        return Math.floor((now + shift) / every) > Math.floor((last + shift) / every)
      })
      .map((tenantId) => drainTask(job, tenantId, job.input([])))
  })
}
