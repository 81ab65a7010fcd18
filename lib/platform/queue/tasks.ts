import { createHash } from 'node:crypto'
import type { JobsOptions } from 'bullmq'
import type { DomainEvent } from '@/lib/platform/door/context'
import { log } from '@/lib/platform/log'
import type { Drain, Each, Job, Long } from '@/lib/platform/queue/jobs'

/** Queues of their own, so that ten thousand mails do not hold up the allocation of stock, a large file the mails, or a slow marketplace either. */
export const queueNames = ['drains', 'each', 'long', 'calls'] as const
export type QueueName = (typeof queueNames)[number]

export type DrainData = { readonly tenantId: string; readonly input: unknown }
export type EachData = { readonly tenantId: string; readonly event: DomainEvent }

/** What is put into a queue. It is readable to whoever reads the queue, so it holds a tenant's id, ids and codes, nothing else. */
export type Task = {
  readonly queue: QueueName
  readonly name: string
  readonly data: DrainData | EachData
  readonly opts: JobsOptions
}

export type OutboxEvent = DomainEvent & { readonly id: string }

/** A person wants one job to run once more, with what it was given before: `{ job, event?, payload? }`. */
export const askedAgain = 'job.asked'

/** A person has ended a job: `{ job }` and what it was given. */
export const jobKilled = 'job.killed'

/** A pause is over: `{ kind, key }`. A drain loses its wake-ups while it is paused, so it looks at all that is due afterwards. */
export const jobsResumed = 'jobs.resumed'

function sleptThrough(job: Job, { name, payload: { kind, key } }: OutboxEvent): boolean {
  return (
    name === jobsResumed &&
    job.kind === 'drain' &&
    (kind === 'job' ? key === job.name : kind === 'queue' && key === 'drains')
  )
}

/** What a batch of one tenant's events asks for: one task per drain, one per event and `each`. */
export function tasksFor(jobs: readonly Job[], tenantId: string, events: readonly OutboxEvent[]): Task[] {
  return jobs.flatMap((job) => {
    const again = events.filter((e) => (e.name === askedAgain && e.payload.job === job.name) || sleptThrough(job, e))
    return [...tasksOf(job, tenantId, events), ...again.map((event) => taskAgain(job, tenantId, event))]
  })
}

/** A new job under the id of the wish, so that it runs though the queue still knows the old one. */
function taskAgain(job: Job, tenantId: string, { id, payload }: OutboxEvent): Task {
  if (job.kind === 'drain') return drainTask(job, tenantId, inputOf(job, []))
  const event = { id, name: String(payload.event), payload: (payload.payload ?? {}) as OutboxEvent['payload'] }
  return eachTask(job, tenantId, event)
}

function tasksOf(job: Job, tenantId: string, events: readonly OutboxEvent[]): Task[] {
  const heard = events.filter((e) => job.on.includes(e.name) || job.on.includes('*'))
  if (heard.length === 0) return []
  if (job.kind !== 'drain') return heard.map((event) => eachTask(job, tenantId, event))
  return [drainTask(job, tenantId, inputOf(job, heard))]
}

const sha = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/**
 * A wake-up. While the same one waits, another adds nothing; while it runs, one more run is kept for afterwards.
 * Wake-ups with different inputs are different, because none may be dropped for the other.
 */
export function drainTask(drain: Drain, tenantId: string, input: unknown = {}): Task {
  const id = `${drain.name}.${tenantId}.${sha(JSON.stringify(input))}`
  return {
    queue: 'drains',
    name: drain.name,
    data: { tenantId, input },
    opts: {
      deduplication: { id, keepLastIfActive: true },
      ...(drain.settle > 0 && { delay: drain.settle * 1000 }),
      attempts: 8,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: { age: 7 * 86_400, count: 1000 },
    },
  }
}

/** The id is made of the event's: sent again after a crash, it is the same job. Finished ones are kept for a while, so that it is known. */
function eachTask(each: Each | Long, tenantId: string, { id, name, payload }: OutboxEvent): Task {
  const jobId = `${id}.${each.name}`
  return {
    queue: each.kind === 'long' ? each.queue : each.kind,
    name: each.name,
    data: { tenantId, event: { name, payload } },
    opts: {
      jobId,
      // Says nothing the id does not say; but without it BullMQ's bulk insert makes two temporary tables each time,
      // which the queue's role may not, and which would bloat the catalogue at ten batches a second.
      deduplication: { id: jobId },
      attempts: 15,
      backoff: { type: 'custom' },
      removeOnComplete: { age: 3600, count: 5000 },
      removeOnFail: { age: 30 * 86_400 },
    },
  }
}

/** Without an input a drain does all that is due, so a payload it cannot read costs time and loses nothing. */
function inputOf(drain: Drain, events: readonly DomainEvent[]): unknown {
  try {
    return drain.input(events)
  } catch (e) {
    log.error({ err: e, job: drain.name }, 'event not understood')
    return {}
  }
}

/** Half a second, doubled up to a minute, with jitter so that what failed together does not return together; whole milliseconds, as BullMQ demands. */
export function backoffMs(attemptsMade: number): number {
  return Math.round(Math.min(60_000, 250 * 2 ** attemptsMade) * (0.75 + Math.random() / 2))
}
