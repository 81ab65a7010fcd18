import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '@/lib/modules/dispatch/verify-audit-chain'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { countNotes, takeNotes } from '@/tests/support/notes'
import { createTenant, type TestTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { startWorker, type WorkerProcess } from '@/tests/support/worker-process'

const db = await setupWorkerDatabase()
const noteWorker = 'tests/support/note-worker.ts'

let worker: WorkerProcess | undefined
afterEach(async () => {
  if (worker && !worker.exited()) await worker.kill('SIGKILL')
})

const ask = async <T extends object>(url: string, sql: string): Promise<T[]> =>
  withClient(url, async (c) => (await c.query(sql)).rows)
const hearts = () =>
  ask<{ worker_id: string; ok: boolean }>(
    db.DATABASE_URL,
    'select worker_id, queue_ok_at is not null as ok from worker_heartbeats',
  )
const chain = ({ tenantId, system }: TestTenant) =>
  inTenant(tenantId, 'snapshot', (client) => verifyAuditChain(new Context(client, system, new Date())))

describe('a worker killed in the middle', () => {
  it('loses no event, no wake-up and does no effect twice', { timeout: 300_000 }, async () => {
    const tenants = [await createTenant(), await createTenant()]
    const each = 160
    for (let round = 0; round < 4; round++) {
      worker = startWorker(noteWorker)
      for (const tenant of tenants) {
        const names = Array.from({ length: each / 4 }, (_, i) => `r${round}n${i}`)
        for (let at = 0; at < names.length; at += 10)
          await run(takeNotes, tenant.owner, { names: names.slice(at, at + 10) })
      }
      // The first work is done, the rest is under way: some of it claimed, some enqueued, some not yet told.
      const before = round * each * 0.25
      await until(
        () => countNotes(tenants[0]?.tenantId ?? ''),
        (n) => n.once > before * 0.9 && n.told > 0,
        40_000,
      )
      await sleep(Math.random() * 300)
      await worker.kill('SIGKILL')
    }
    worker = startWorker(noteWorker)
    const all = { open: 0, once: each, told: each, wrong: 0, unsent: 0 }
    for (const tenant of tenants) {
      const done = await until(
        () => countNotes(tenant.tenantId),
        (n) => n.once === each && n.told === each && n.unsent === 0,
        60_000,
      )
      expect(done, worker.output().slice(-2000)).toEqual(all)
      const sealed = await until(
        () => chain(tenant),
        (c) => c.unsealed === 0,
        // A seal that died with its worker is found again by the clock, once a minute.
        100_000,
      )
      expect(sealed.broken).toBeUndefined()
      expect(sealed.unsealed).toBe(0)
      expect(sealed.sealed).toBeGreaterThanOrEqual(each + 16)
    }
  })
})

describe('workers/main.ts', () => {
  it('beats, seals, and on SIGTERM ends within ten seconds with code 0', { timeout: 60_000 }, async () => {
    const tenant = await createTenant()
    await run(takeNotes, tenant.owner, { names: ['one'] })
    worker = startWorker()
    const pid = worker.pid
    const beating = await until(hearts, (rows) => rows.some((r) => r.worker_id.includes(`:${pid}:`) && r.ok))
    expect(
      beating.some((r) => r.worker_id.includes(`:${pid}:`) && r.ok),
      worker.output(),
    ).toBe(true)
    const sealed = await until(
      () => chain(tenant),
      (c) => c.sealed === 1,
      20_000,
    )
    expect(sealed).toMatchObject({ sealed: 1, unsealed: 0, broken: undefined })
    const asked = Date.now()
    expect(await worker.kill('SIGTERM')).toBe(0)
    expect(Date.now() - asked).toBeLessThan(10_000)
    expect((await hearts()).filter((r) => r.worker_id.includes(`:${pid}:`))).toEqual([])
  })

  it('finishes the jobs it holds before it ends', { timeout: 60_000 }, async () => {
    const tenant = await createTenant()
    worker = startWorker(noteWorker)
    await run(takeNotes, tenant.owner, { names: Array.from({ length: 300 }, (_, i) => `n${i}`) })
    await until(
      () => countNotes(tenant.tenantId),
      (n) => n.once > 0 && n.told > 0,
    )
    expect(await worker.kill('SIGINT'), worker.output()).toBe(0)
    const left = await countNotes(tenant.tenantId)
    expect(left.once).toBeLessThan(300)
    expect(await ask(db.QUEUE_DATABASE_URL, "select name from bullmq.job where state = 'active'")).toEqual([])
    worker = startWorker(noteWorker)
    const done = await until(
      () => countNotes(tenant.tenantId),
      (n) => n.once === 300 && n.told === 300,
      40_000,
    )
    expect(done).toEqual({ open: 0, once: 300, told: 300, wrong: 0, unsent: 0 })
  })
})
