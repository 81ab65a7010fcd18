import { isRefusal } from '@/lib/kernel/refusal'
import { systemActor } from '@/lib/platform/auth/actors'
import { JobKilled } from '@/lib/platform/door/actor'
import { drainPaused, noteDrain } from '@/lib/platform/queue/drain-ledger'
import type { Drain, Each, Job, Long } from '@/lib/platform/queue/jobs'
import { beginJob, endJob, type JobKey, jobKey, killAsked } from '@/lib/platform/queue/ledger'
import type { DrainData, EachData, Task } from '@/lib/platform/queue/tasks'

/** `failed`: the outside said no, or nothing. */
export type Outside = 'answered' | 'failed'

export type PerformOptions = {
  readonly requestId?: string
  /** Asked between two turns of a drain; true hands the rest to a later job. */
  readonly pause?: () => boolean
  /** No further attempt follows this one. */
  readonly last?: boolean
  /** Hears how the outside did by a long job; nothing of one that asked nobody, for it has learnt nothing. */
  readonly outside?: (did: Outside) => void
}

type Given = Pick<Task, 'queue' | 'name' | 'data'> & { readonly opts?: Task['opts'] }

const killEveryMs = 1000

/** Does one task. Answers true when a drain paused with work left. The tenant of the task is the one the door binds; nothing in it can name another. */
export async function perform(jobs: readonly Job[], task: Given, options: PerformOptions = {}) {
  const job = jobs.find((j) => j.name === task.name)
  // Not final: during an upgrade an older worker may meet a newer job.
  if (!job) throw new Error(`no job is called ${task.name}`)
  if (job.kind === 'drain') return performDrain(job, task.data as DrainData, options)
  const data = task.data as EachData
  const key = jobKey(data.tenantId, job.name, options.requestId ?? task.opts?.jobId ?? '')
  if (!key) {
    await job.run(await systemActor(data.tenantId), job.input(data.event))
    return false
  }
  if ((await beginJob(key, task.queue, data)) === 'run') await performEach(job, data, key, options)
  return false
}

async function performEach(
  each: Each | Long,
  { tenantId, event }: EachData,
  key: JobKey,
  { requestId, last = true, outside }: PerformOptions,
): Promise<void> {
  const from = performance.now()
  const kill = new AbortController()
  // Between two of its commands a long job notices that nobody wants it any more.
  const watch = each.kind === 'long' ? setInterval(() => watchKill(key, kill), killEveryMs) : undefined
  try {
    const actor = { ...(await systemActor(tenantId)), ...(each.kind === 'long' && { signal: kill.signal }) }
    const answer = await each.run(actor, each.input(event), requestId ? { requestId } : {})
    // What a use case answers may show a person; what a long job tells of itself is counts and codes.
    const result = each.kind === 'long' ? toldBy(answer) : null
    const trouble = typeof result?.trouble === 'string' ? result.trouble : null
    const state = trouble === null ? 'done' : 'failed'
    if (state === 'failed') outside?.('failed')
    else if (Number(result?.calls) > 0) outside?.('answered')
    await endJob(key, { state, trouble, result, tookMs: performance.now() - from })
  } catch (e) {
    const state = e instanceof JobKilled ? 'killed' : last || isFinal(e) ? 'parked' : 'retrying'
    await endJob(key, { state, trouble: codeOf(e), result: null, tookMs: performance.now() - from })
    throw e
  } finally {
    clearInterval(watch)
  }
}

function watchKill(key: JobKey, kill: AbortController): void {
  killAsked(key).then(
    (asked) => asked && kill.abort(new JobKilled()),
    // A database that is away will be noticed by the job itself.
    () => undefined,
  )
}

async function performDrain(
  drain: Drain,
  { tenantId, input }: DrainData,
  { requestId, pause }: PerformOptions,
): Promise<boolean> {
  // Nothing is lost: the end of the pause wakes it without an input, and so it does all that is due.
  if (await drainPaused(tenantId, drain.name)) return false
  const from = performance.now()
  const note = (trouble: string | null) => noteDrain(tenantId, drain.name, performance.now() - from, trouble)
  try {
    for (;;) {
      // Asked again each turn: a long drain must notice changed settings of the tenant.
      const { more } = await drain.run(await systemActor(tenantId), input, requestId ? { requestId } : {})
      if (more && !pause?.()) continue
      await note(null)
      return more
    }
  } catch (e) {
    await note(codeOf(e))
    throw e
  }
}

function toldBy(answer: unknown): Record<string, unknown> | null {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : null
}

/** A refusal's code, or the code of a fault: never its text, which may quote a row. */
export function codeOf(e: unknown): string {
  if (isRefusal(e)) return e.code
  if (e instanceof JobKilled) return 'killed'
  const { code } = (e ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code) ? `fault ${code}` : 'fault'
}

/** A refusal says that trying again changes nothing, except where it speaks of the moment. */
export function isFinal(e: unknown): boolean {
  if (e instanceof JobKilled) return true
  return isRefusal(e) && !['unavailable', 'in_flight', 'rate_limited', 'version_conflict'].includes(e.code)
}
