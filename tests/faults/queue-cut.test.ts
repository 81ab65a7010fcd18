import { expect, test } from 'vitest'
import { z } from 'zod'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { openBackend } from '@/lib/platform/queue/backend'
import { job } from '@/lib/platform/queue/jobs'
import { startWorkers } from '@/lib/platform/queue/workers'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { watchTenants } from '@/workers/awake'
import { keepRelaying } from '@/workers/relay'

const db = await setupWorkerDatabase()

const emit = command({
  name: 'cut.emit',
  summary: 'Emit',
  input: z.strictObject({ from: z.int(), to: z.int() }),
  async run(ctx, { from, to }) {
    for (let n = from; n < to; n++) ctx.emit({ name: 'cut.due', payload: { n } })
  },
})
const note = command({
  name: 'cut.note',
  summary: 'Note',
  audited: false,
  input: z.strictObject({ n: z.int() }),
  async run(ctx, { n }) {
    await ctx.sql(
      `insert into number_blocks (tenant_id, kind, day, next_value) values ($1, 'cut ' || $2::int, '2026-01-01', 1) on conflict do nothing`,
      [n],
    )
  },
})
const jobs = [job({ kind: 'each', useCase: note, on: ['cut.due'], input: ({ payload }) => ({ n: Number(payload.n) }) })]

const sql = (text: string, values: unknown[] = []) =>
  withClient(db.superuserUrl, async (client) => (await client.query(text, values)).rows)
/** Every connection of the queue, the one that listens among them. */
const cut = () =>
  sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'caravan-queue' and datname = $1`,
    [db.name],
  )

test('a thousand jobs are all done though the queue’s connections are cut again and again and its table of jobs is locked; afterwards it listens; T-16', {
  timeout: 180_000,
}, async () => {
  const { tenantId, owner } = await createTenant()
  const backend = await openBackend()
  const workers = startWorkers(backend, jobs, 4)
  const stop = new AbortController()
  const relaying = keepRelaying(jobs, { enqueue: backend.enqueue, awake: watchTenants() }, stop.signal)
  const counts = () =>
    inTenant(tenantId, 'read', async (client) => {
      const { rows } = await client.query<{ noted: number; done: number; open: number; unsent: number }>(
        `select (select count(*)::int from number_blocks where tenant_id = $1 and kind like 'cut %') as noted,
                (select count(*)::int from queue_jobs where tenant_id = $1 and state = 'done') as done,
                (select count(*)::int from queue_jobs where tenant_id = $1 and state <> 'done') as open,
                (select count(*)::int from outbox where tenant_id = $1 and sent_at is null) as unsent`,
        [tenantId],
      )
      return rows[0]
    })
  const reached = (noted: number) =>
    until(counts, (c) => c !== undefined && c.noted >= noted && c.done >= noted && c.unsent === 0, 90_000)
  try {
    await run(emit, owner, { from: 0, to: 800 })
    for (const some of [20, 200, 400]) {
      await until(counts, (c) => (c?.noted ?? 0) >= some, 60_000)
      expect((await cut()).length).toBeGreaterThan(0)
    }
    // Nobody gets at the queue; what people do goes on, and waits in the outbox.
    await withClient(db.superuserUrl, async (client) => {
      await client.query('begin')
      // One table, or whoever holds another and waits for this one would lock us out for ever.
      await client.query('lock table bullmq.job in access exclusive mode')
      await run(emit, owner, { from: 800, to: 1000 })
      expect((await counts())?.unsent).toBe(200)
      await client.query('commit')
    })
    expect(await reached(1000)).toEqual({ noted: 1000, done: 1000, open: 0, unsent: 0 })
    // One that comes when all is quiet is heard of, though the line was cut: nobody looks again for an hour.
    await cut()
    await run(emit, owner, { from: 1000, to: 1001 })
    expect(await reached(1001)).toEqual({ noted: 1001, done: 1001, open: 0, unsent: 0 })
  } finally {
    stop.abort()
    await relaying
    await workers.close(true)
    await backend.close()
  }
})
