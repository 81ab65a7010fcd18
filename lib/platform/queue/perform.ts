import { isRefusal } from '@/lib/kernel/refusal'
import { systemActor } from '@/lib/platform/auth/actors'
import type { Drain, Each, Job, Long } from '@/lib/platform/queue/jobs'
import type { DrainData, EachData, Task } from '@/lib/platform/queue/tasks'

export type PerformOptions = {
  readonly requestId?: string
  /** Asked between two turns of a drain; true hands the rest to a later job. */
  readonly pause?: () => boolean
}

/** Does one task. Answers true when a drain paused with work left. The tenant of the task is the one the door binds; nothing in it can name another. */
export async function perform(
  jobs: readonly Job[],
  task: Pick<Task, 'queue' | 'name' | 'data'>,
  options: PerformOptions = {},
) {
  const job = jobs.find((j) => j.name === task.name)
  // Not final: during an upgrade an older worker may meet a newer job.
  if (!job) throw new Error(`no job is called ${task.name}`)
  if (job.kind !== 'drain') return performEach(job, task.data as EachData, options)
  return performDrain(job, task.data as DrainData, options)
}

async function performEach(
  each: Each | Long,
  { tenantId, event }: EachData,
  { requestId }: PerformOptions,
): Promise<boolean> {
  await each.run(await systemActor(tenantId), each.input(event), requestId ? { requestId } : {})
  return false
}

async function performDrain(
  drain: Drain,
  { tenantId, input }: DrainData,
  { requestId, pause }: PerformOptions,
): Promise<boolean> {
  for (;;) {
    // Asked again each turn: a long drain must notice changed settings of the tenant.
    const { more } = await drain.run(await systemActor(tenantId), input, requestId ? { requestId } : {})
    if (!more) return false
    if (pause?.()) return true
  }
}

/** A refusal says that trying again changes nothing, except where it speaks of the moment. */
export function isFinal(e: unknown): boolean {
  return isRefusal(e) && !['unavailable', 'in_flight', 'rate_limited', 'version_conflict'].includes(e.code)
}
