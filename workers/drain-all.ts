import { perform } from '@/lib/platform/queue/perform'
import { relayTenant } from '@/lib/platform/queue/relay'
import { drainTask, type Task } from '@/lib/platform/queue/tasks'
import { jobs as declared } from '@/workers/jobs'

type Options = { jobs?: typeof declared /** Also what only the clock would wake. */; sweep?: boolean }

/**
 * Everything that happens after the commit, now and in this process: tells the tenant's events and does what they ask
 * for, until nothing is left. The same declarations and the same code as in the workers, without the queue between.
 */
export async function drainAll(tenantId: string, { jobs = declared, sweep = false }: Options = {}): Promise<void> {
  const tasks = new Map<string, Task>()
  const add = async (more: Task[]) => {
    for (const task of more) tasks.set(task.opts.deduplication?.id ?? task.opts.jobId ?? '', task)
  }
  if (sweep)
    await add(
      jobs.flatMap((job) => (job.kind === 'drain' && job.every ? [drainTask(job, tenantId, job.input([]))] : [])),
    )
  for (;;) {
    while ((await relayTenant(jobs, tenantId, add)) > 0);
    const [next] = tasks
    if (!next) return
    tasks.delete(next[0])
    await perform(jobs, next[1])
  }
}
