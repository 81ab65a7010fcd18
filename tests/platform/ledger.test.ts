import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { job } from '@/lib/platform/queue/jobs'
import { type Outside, perform } from '@/lib/platform/queue/perform'
import { relayTenant } from '@/lib/platform/queue/relay'
import type { Task } from '@/lib/platform/queue/tasks'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant, type TestTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

await setupWorkerDatabase()

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTenant()
})

const tell = command({
  name: 'ledger-test.tell',
  summary: 'Tell an event',
  input: z.strictObject({ event: z.string(), payload: z.record(z.string(), z.unknown()) }),
  async run(ctx, { event, payload }) {
    ctx.emit({ name: event, payload })
    return {}
  },
})
const touch = command({
  name: 'ledger-test.touch',
  summary: 'Do nothing',
  input: z.strictObject({}),
  run: async () => ({}),
})

let turns = 0
const jobs = [
  job({
    kind: 'long',
    name: 'ledger-test.talk',
    queue: 'calls',
    on: ['ledger-test.due', 'ledger-test.too'],
    input: ({ payload }) => payload,
    work: async (_, { says, calls = 1 }) => ({
      pages: 2,
      calls: Number(calls),
      trouble: typeof says === 'string' ? says : null,
    }),
  }),
  job({
    kind: 'long',
    name: 'ledger-test.endless',
    on: ['ledger-test.endless'],
    input: () => ({}),
    work: async (actor) => {
      for (; ; turns++) {
        await run(touch, actor, {})
        await new Promise((done) => setTimeout(done, 5))
      }
    },
  }),
  job({
    kind: 'long',
    name: 'ledger-test.broken',
    on: ['ledger-test.broken'],
    input: () => ({}),
    work: async () => {
      throw Object.assign(new Error('row of 张三'), { code: 'ECONNREFUSED' })
    },
  }),
]

async function tasksOf(event: string, payload: Record<string, unknown>): Promise<Task[]> {
  const tasks: Task[] = []
  await run(tell, tenant.system, { event, payload })
  await relayTenant(jobs, tenant.tenantId, async (more) => void tasks.push(...more))
  return tasks
}

const sql = async (text: string, params: unknown[] = []) =>
  inTenant(tenant.tenantId, 'write', async (client) => (await client.query(text, [tenant.tenantId, ...params])).rows)
const rowsOf = (name: string) =>
  sql('select * from queue_jobs where tenant_id = $1 and name = $2 order by event_id', [name])

test('a job is written down when it is told, when it begins and what it came to; its ids find it; S1.99', async () => {
  const [shopId, orderId] = [newId(), newId()]
  const [task] = await tasksOf('ledger-test.due', { shopId, orderIds: [orderId] })
  if (!task) throw new Error('no task')
  expect(await rowsOf('ledger-test.talk')).toMatchObject([
    { state: 'queued', queue: 'calls', attempts: 0, shop_id: shopId, refs: [shopId, orderId] },
  ])
  const did: Outside[] = []
  const outside = (one: Outside) => did.push(one)
  await perform(jobs, task, { outside })
  expect(await rowsOf('ledger-test.talk')).toMatchObject([
    { state: 'done', attempts: 1, trouble: null, result: { pages: 2 } },
  ])
  const [said] = await tasksOf('ledger-test.due', { shopId, says: 'transient 503' })
  if (!said) throw new Error('no task')
  await perform(jobs, said, { outside })
  expect((await rowsOf('ledger-test.talk')).at(-1)).toMatchObject({ state: 'failed', trouble: 'transient 503' })
  // Who asked nobody has learnt nothing of the outside.
  const [idle] = await tasksOf('ledger-test.due', { shopId, calls: 0 })
  if (!idle) throw new Error('no task')
  await perform(jobs, idle, { outside })
  expect(did).toEqual(['answered', 'failed'])
})

test('a fault is retried, then parked, by its code and never by its text; asked again it is a new job', async () => {
  const [task] = await tasksOf('ledger-test.broken', { orderId: newId() })
  if (!task) throw new Error('no task')
  await expect(perform(jobs, task, { last: false })).rejects.toThrow()
  expect(await rowsOf('ledger-test.broken')).toMatchObject([{ state: 'retrying', trouble: 'fault ECONNREFUSED' }])
  await expect(perform(jobs, task)).rejects.toThrow()
  const [parked] = await rowsOf('ledger-test.broken')
  expect(parked).toMatchObject({ state: 'parked', attempts: 2, trouble: 'fault ECONNREFUSED' })
  expect(JSON.stringify(parked)).not.toContain('张三')
  const { name, event, payload } = parked
  const again = await tasksOf('job.asked', { job: name, event, payload })
  expect(again).toMatchObject([{ name, data: { event: { name: event, payload } } }])
  expect(again[0]?.opts.jobId).not.toBe(task.opts.jobId)
})

test('what is paused is held and does not run; a running job that is killed ends between two commands', async () => {
  const pause = (kind: string, key: string) =>
    sql(
      `insert into job_pauses (tenant_id, kind, key, at, by_name, words) values ($1, $2, $3, now(), 'a', '') returning kind`,
      [kind, key],
    )
  const shopId = newId()
  await pause('shop', shopId)
  const [task] = await tasksOf('ledger-test.due', { shopId })
  if (!task) throw new Error('no task')
  await perform(jobs, task)
  expect((await rowsOf('ledger-test.talk')).at(-1)).toMatchObject({ state: 'held', attempts: 0 })
  // The same once more is put aside and has ended, so that it is forgotten one day; another event with the same ids is not the same.
  for (const event of ['ledger-test.due', 'ledger-test.too']) {
    const [more] = await tasksOf(event, { shopId })
    if (!more) throw new Error('no task')
    await perform(jobs, more)
    const row = (await rowsOf('ledger-test.talk')).at(-1)
    const ended = event === 'ledger-test.due'
    expect([row.state, row.finished_at !== null]).toEqual(ended ? ['replayed', true] : ['held', false])
    // As it is when the relay's own row came first or the queue gives it once more.
    await perform(jobs, more)
    const again = (await rowsOf('ledger-test.talk')).at(-1)
    expect([again.state, again.finished_at]).toEqual([row.state, row.finished_at])
  }

  const [endless] = await tasksOf('ledger-test.endless', {})
  if (!endless) throw new Error('no task')
  const ended = perform(jobs, endless).catch((e: Error) => e.name)
  await until(
    async () => turns,
    (n) => n > 0,
  )
  await sql(
    `update queue_jobs set state = 'killed' where tenant_id = $1 and name = 'ledger-test.endless' returning name`,
  )
  expect(await ended).toBe('JobKilled')
  expect(await rowsOf('ledger-test.endless')).toMatchObject([{ state: 'killed' }])
})
