import { DelayedError, type Job as QueuedJob, UnrecoverableError, Worker } from 'bullmq'
import { isRefusal } from '@/lib/kernel/refusal'
import { log } from '@/lib/platform/log'
import { type Backend, prefix } from '@/lib/platform/queue/backend'
import type { Job } from '@/lib/platform/queue/jobs'
import { isFinal, type Outside, perform } from '@/lib/platform/queue/perform'
import { Places } from '@/lib/platform/queue/places'
import { backoffMs, drainTask, type EachData, type QueueName, queueNames } from '@/lib/platform/queue/tasks'

/** A drain gives its place back after this long, so that one tenant's backlog does not hold up the others. */
const turnMs = 5000

export type Workers = { close(force: boolean): Promise<void> }

export function startWorkers(backend: Backend, jobs: readonly Job[], concurrency: number): Workers {
  let closing = false
  const calls = concurrency * 3
  // Calls mostly wait, and one shop's wait must not be another's.
  const places = new Places(calls)
  const workers = queueNames.map((queue) => {
    const begin = (queued: QueuedJob, outside?: (did: Outside) => void) =>
      work(backend, jobs, queue, queued, () => closing, outside)
    const process = queue === 'calls' ? inPlace(places, begin) : (queued: QueuedJob) => begin(queued)
    const worker = new Worker(queue, process, {
      connection: backend.connection,
      prefix,
      // Two large files at a time are enough for one process; the rest of the house goes on beside them.
      concurrency: queue === 'long' ? Math.min(2, concurrency) : queue === 'calls' ? calls : concurrency,
      // A job of a killed worker is taken up within ten seconds.
      lockDuration: 6000,
      stalledInterval: 3000,
      // Restarts during an upgrade are no fault of the job; one that ends its process each time is parked in the end.
      maxStalledCount: 10,
      runRetryDelay: 1000,
      settings: { backoffStrategy: backoffMs },
    })
    worker.on('error', (e) => log.warn({ err: e, queue }, 'worker error'))
    worker.on('stalled', (jobId) => log.warn({ queue, jobId }, 'job of a lost worker is taken up'))
    return worker
  })
  return {
    async close(force) {
      closing = true
      await Promise.all(workers.map((worker) => worker.close(force)))
    },
  }
}

/** A job of a shop, or of a program outside, that holds its places already goes back into the queue, as if it had not been looked at yet. */
function inPlace(places: Places, begin: (queued: QueuedJob, outside: (did: Outside) => void) => Promise<void>) {
  return async (queued: QueuedJob, token?: string) => {
    const { tenantId, event } = queued.data as EachData
    const key = `${tenantId} ${String(event.payload.shopId ?? event.payload.webhookId ?? '')}`
    const began = Date.now()
    if (!places.take(key, began)) {
      await queued.moveToDelayed(places.nextAt(key, began), token)
      throw new DelayedError()
    }
    let outside: Outside | undefined
    try {
      await begin(queued, (did) => {
        outside = did
      })
    } finally {
      places.give(key, { began, now: Date.now(), outside })
    }
  }
}

async function work(
  backend: Backend,
  jobs: readonly Job[],
  queue: QueueName,
  queued: QueuedJob,
  closing: () => boolean,
  outside?: (did: Outside) => void,
) {
  const { id = '', name, data } = queued
  const end = Date.now() + turnMs
  const lastAttempt = queued.attemptsMade + 1 >= (queued.opts.attempts ?? 1)
  try {
    const left = await perform(
      jobs,
      { queue, name, data },
      { requestId: id, last: lastAttempt, pause: () => closing() || Date.now() > end, ...(outside && { outside }) },
    )
    const job = jobs.find((j) => j.name === name)
    // Told while this one still runs, so it starts right after it.
    if (left && job?.kind === 'drain') await backend.enqueue([drainTask(job, data.tenantId, data.input)])
  } catch (e) {
    const final = isFinal(e)
    const last = final || lastAttempt
    log[last ? 'error' : 'warn'](
      { err: e, queue, job: name, jobId: id, tenantId: data.tenantId },
      last ? 'job parked' : 'job will be tried again',
    )
    if (final) throw new UnrecoverableError(isRefusal(e) ? e.code : 'refused')
    // BullMQ keeps message and stack where everybody with the queue's role reads them: a fault's text may quote a row.
    throw new Error(`fault ${last ? 'parked' : 'retried'}: see the log of job ${id}`)
  }
}
