import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context, DomainEvent } from '@/lib/platform/door/context'

/** One bulk job takes no more; who means more narrows the filter, and is told that not all were taken. */
export const mostBulkRows = 5000

export type BulkStart = {
  /** What is done to each: a name that the worker's table of actions knows. */
  action: string
  input: Readonly<Record<string, unknown>>
  /** `label`: what a person calls the row, e.g. the order's number. */
  targets: readonly { id: string; label: string }[]
  capped: boolean
}

export const bulkStarted = (jobId: string): DomainEvent => ({ name: 'bulk.started', payload: { jobId } })

/** `ownerId`: whose screen shows it. */
export const bulkProgressed = (jobId: string, ownerId: string): DomainEvent => ({
  name: 'bulk.progressed',
  payload: { jobId, ownerId },
})

export const bulkFinished = (jobId: string, ownerId: string): DomainEvent => ({
  name: 'bulk.finished',
  payload: { jobId, ownerId },
})

/** Writes down what is to be done to whom; the workers do it row by row with the rights that the owner has then. */
export async function startBulk(ctx: Context, { action, input, targets, capped }: BulkStart): Promise<string> {
  const owner = ctx.actor.id ?? refuse('forbidden', { permission: action })
  const jobId = newId()
  const crypt = await ctx.crypt()
  await ctx.sql(
    `insert into bulk_jobs (tenant_id, id, action, input, owner_id, total, capped, created_at, state, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      jobId,
      action,
      crypt.seal(bulkAad(jobId), JSON.stringify(input)),
      owner,
      targets.length,
      capped,
      ctx.now,
      targets.length > 0 ? 'running' : 'done',
      targets.length > 0 ? null : ctx.now,
    ],
  )
  await insertMany(ctx, 'bulk_rows', {
    job_id: ['uuid', targets.map(() => jobId)],
    seq: ['int', targets.map((_, i) => i + 1)],
    target_id: ['uuid', targets.map((target) => target.id)],
    label: ['text', targets.map((target) => target.label)],
  })
  ctx.touch('bulk', jobId)
  ctx.tell({ action, rows: targets.length })
  if (targets.length > 0) ctx.emit(bulkStarted(jobId))
  return jobId
}

export function bulkAad(jobId: string): string {
  return `bulk_jobs|input|${jobId}`
}
