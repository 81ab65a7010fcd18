import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { pool } from '@/lib/platform/db/pools'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { job } from '@/lib/platform/queue/jobs'
import { relayTenant, unsentTenants } from '@/lib/platform/queue/relay'
import type { Task } from '@/lib/platform/queue/tasks'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { countNotes, noteJobs, takeNotes, workNotes } from '@/tests/support/notes'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { watchTenants } from '@/workers/awake'
import { keepRelaying } from '@/workers/relay'

const db = await setupWorkerDatabase()

const keep = (into: Task[]) => async (tasks: Task[]) => {
  into.push(...tasks)
}
const emit = (tenantId: string, id: string, event = 'note.taken') =>
  inTenant(tenantId, 'write', (client) =>
    client.query('insert into outbox (tenant_id, id, event, payload) values ($1, $2, $3, \'{"note":"x"}\')', [
      tenantId,
      id,
      event,
    ]),
  )

describe('the relay', () => {
  it('makes one task of many events for a drain and one per event for an effect', async () => {
    const { tenantId, owner } = await createTenant()
    await run(takeNotes, owner, { names: ['a', 'b', 'c'] })
    expect(await unsentTenants()).toContain(tenantId)
    const tasks: Task[] = []
    expect(await relayTenant(noteJobs, tenantId, keep(tasks))).toBe(3)
    expect(tasks.map((t) => t.name).sort()).toEqual(['note.tell', 'note.tell', 'note.tell', 'note.work'])
    expect(tasks.every((t) => t.data.tenantId === tenantId)).toBe(true)
    expect(await unsentTenants()).not.toContain(tenantId)
    expect(await relayTenant(noteJobs, tenantId, keep(tasks))).toBe(0)
  })

  it('finds an event that commits late, behind ids that were already sent', async () => {
    const { tenantId } = await createTenant()
    const early = newId()
    const late = await pool('app').connect()
    await late.query(`begin; select app_set_tenant('${tenantId}')`)
    await late.query("insert into outbox (tenant_id, id, event, payload) values ($1, $2, 'note.taken', '{}')", [
      tenantId,
      early,
    ])
    await emit(tenantId, newId())
    const tasks: Task[] = []
    expect(await relayTenant(noteJobs, tenantId, keep(tasks))).toBe(1)
    await late.query('commit')
    late.release()
    expect(await relayTenant(noteJobs, tenantId, keep(tasks))).toBe(1)
    expect(tasks.some((t) => t.opts.jobId?.startsWith(early))).toBe(true)
  })

  it('sends again, under the same ids, what it could not mark as sent', async () => {
    const { tenantId } = await createTenant()
    await emit(tenantId, newId())
    const first: Task[] = []
    const crash = async (tasks: Task[]) => {
      await keep(first)(tasks)
      throw new Error('crash after the queue took it')
    }
    await expect(relayTenant(noteJobs, tenantId, crash)).rejects.toThrow('crash')
    const second: Task[] = []
    expect(await relayTenant(noteJobs, tenantId, keep(second))).toBe(1)
    const ids = (tasks: Task[]) => tasks.map((t) => t.opts.jobId ?? t.opts.deduplication?.id)
    expect(ids(second)).toEqual(ids(first))
  })

  it('gives each event to one of several relays', async () => {
    const { tenantId, owner } = await createTenant()
    await run(takeNotes, owner, { names: Array.from({ length: 1200 }, (_, i) => `n${i}`) })
    const tasks: Task[] = []
    const turns = await Promise.all(Array.from({ length: 4 }, () => relayTenant(noteJobs, tenantId, keep(tasks))))
    for (let n = 1; n > 0; turns.push(n)) n = await relayTenant(noteJobs, tenantId, keep(tasks))
    expect(turns.reduce((a, b) => a + b)).toBe(1200)
    expect(Math.max(...turns)).toBe(500)
    const each = tasks.filter((t) => t.queue === 'each').map((t) => t.opts.jobId)
    expect(each).toHaveLength(1200)
    expect(new Set(each).size).toBe(1200)
  })

  it('goes on when the queue fails, for one tenant or for all, and when the database cuts its connections', async () => {
    const [bad, good] = [await createTenant(), await createTenant()]
    const sent: string[] = []
    let failures = 0
    const stop = new AbortController()
    const enqueue = async (tasks: Task[]) => {
      const tenantId = tasks[0]?.data.tenantId ?? ''
      if (tenantId === bad.tenantId && failures++ < 3) throw new Error('queue away')
      sent.push(tenantId)
    }
    const awake = watchTenants()
    const relaying = keepRelaying(noteJobs, { enqueue, awake }, stop.signal)
    expect(awake.has(good.tenantId)).toBe(false)
    await emit(bad.tenantId, newId())
    await emit(good.tenantId, newId())
    expect(
      (
        await until(
          async () => sent.slice(),
          (s) => s.length === 2,
        )
      ).sort(),
    ).toEqual([bad.tenantId, good.tenantId].sort())
    expect(failures).toBe(4)
    expect(awake.has(good.tenantId)).toBe(true)
    await withClient(db.superuserUrl, (c) =>
      c.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'caravan_app' and datname = $1", [
        db.name,
      ]),
    )
    sent.length = 0
    await until(
      () =>
        emit(good.tenantId, newId())
          .then(() => true)
          .catch(() => false),
      (ok) => ok,
    )
    expect(
      await until(
        async () => sent.slice(),
        (s) => s.length > 0,
      ),
    ).toEqual([good.tenantId])
    stop.abort()
    await relaying
  })

  it('wakes a drain without input when its events cannot be read', async () => {
    const { tenantId } = await createTenant()
    await emit(tenantId, newId(), 'probe.odd')
    const odd = job({
      kind: 'drain',
      useCase: workNotes,
      on: ['probe.odd'],
      input: () => {
        throw new Error('no such field')
      },
    })
    const tasks: Task[] = []
    await relayTenant([odd], tenantId, keep(tasks))
    expect(tasks.map((t) => t.data)).toEqual([{ tenantId, input: {} }])
  })
})

describe('drainAll', () => {
  it('does in this process what the workers would do', async () => {
    const { tenantId, owner } = await createTenant()
    await run(takeNotes, owner, { names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })
    await drainAll(tenantId, { jobs: noteJobs })
    expect(await countNotes(tenantId)).toEqual({ open: 0, once: 7, told: 7, wrong: 0, unsent: 0 })
  })
})
