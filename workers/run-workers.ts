import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { log } from '@/lib/platform/log'
import { type Backend, openBackend } from '@/lib/platform/queue/backend'
import { leave } from '@/lib/platform/queue/heartbeat'
import type { Job } from '@/lib/platform/queue/jobs'
import { startWorkers } from '@/lib/platform/queue/workers'
import { watchTenants } from '@/workers/awake'
import { startHeart } from '@/workers/heart'
import { keepHouse } from '@/workers/housekeeping'
import { pause } from '@/workers/pause'
import { keepPosting } from '@/workers/post'
import { keepRelaying } from '@/workers/relay'
import { keepClock } from '@/workers/schedule'

const workerId = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
const graceMs = 10_000
const concurrency = 4
const ending = new AbortController()

/** The whole life of a worker process, from start to exit: relay, clock, heartbeat and the jobs themselves. */
export async function runWorkers(jobs: readonly Job[]): Promise<never> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort())
  // The launcher starts us again; going on in an unknown state would be worse.
  process.on('uncaughtException', (e) => {
    log.fatal({ err: e }, 'worker ends by a fault')
    process.exit(1)
  })
  const backend = await patiently(openBackend)
  if (backend) await work(backend, jobs)
  process.exit(0)
}

async function work(open: Backend, jobs: readonly Job[]) {
  const workers = startWorkers(open, jobs, concurrency)
  const awake = watchTenants()
  const heart = startHeart(workerId, open.ping, ending.signal)
  const loops = Promise.all([
    heart.beating,
    keepRelaying(jobs, { enqueue: open.enqueue, awake }, ending.signal),
    keepClock(jobs, { enqueue: open.enqueue, leads: heart.leads, awake }, ending.signal),
    keepHouse({ leads: heart.leads }, ending.signal),
    keepPosting(ending.signal),
  ])
  log.info({ workerId, jobs: jobs.length }, 'workers run')
  await Promise.race([loops, aborted()])
  // A database that is down must not keep us: what was not finished is taken up by whoever comes next.
  setTimeout(() => process.exit(0), graceMs + 2000).unref()
  const finished = Promise.all([loops, workers.close(false)]).then(() => true)
  if (!(await Promise.race([finished, late()]))) await workers.close(true)
  await open.close()
  await leave(workerId)
  log.info({ workerId }, 'workers ended')
}

/** The database may still be starting. After a minute the launcher shall see that we cannot run. */
async function patiently(start: () => Promise<Backend>): Promise<Backend | undefined> {
  for (const end = Date.now() + 60_000; !ending.signal.aborted; await pause(500, ending.signal)) {
    try {
      return await start()
    } catch (e) {
      if (Date.now() > end) throw e
    }
  }
  return undefined
}

function aborted(): Promise<void> {
  return new Promise((done) => ending.signal.addEventListener('abort', () => done(), { once: true }))
}

async function late(): Promise<false> {
  await new Promise((done) => setTimeout(done, graceMs).unref())
  return false
}
