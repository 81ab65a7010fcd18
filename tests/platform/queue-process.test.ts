import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { beat } from '@/lib/platform/queue/heartbeat'
import { job } from '@/lib/platform/queue/jobs'
import { isFinal, perform } from '@/lib/platform/queue/perform'
import { drainTask, type Task } from '@/lib/platform/queue/tasks'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { countNotes, noteJobs, takeNotes, workNotes } from '@/tests/support/notes'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { keepClock } from '@/workers/schedule'

const db = await setupWorkerDatabase()

/** Acts on one row of the tenant the door has bound, or says that there is none. */
const touchNote = command({
  name: 'note.touch',
  summary: 'Touch a note',
  audited: false,
  input: z.strictObject({ note: z.string() }),
  async run(ctx, { note }) {
    const rows = await ctx.sql(
      'update number_blocks set next_value = 7 where tenant_id = $1 and kind = $2 returning kind',
      [note],
    )
    if (rows.length === 0) refuse('not_found')
  },
})
const touch = job({
  kind: 'each',
  useCase: touchNote,
  on: ['note.taken'],
  input: ({ payload }) => ({ note: String(payload.note) }),
})

describe('a job that lies', () => {
  it('with one tenant and a row of another is refused and changes nothing', async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()]
    await run(takeNotes, theirs.owner, { names: ['secret'] })
    const forged = {
      queue: 'each' as const,
      name: 'note.touch',
      data: { tenantId: mine.tenantId, event: { name: 'note.taken', payload: { note: 'secret' } } },
    }
    await expect(perform([touch], forged)).rejects.toMatchObject({ code: 'not_found' })
    expect(await countNotes(theirs.tenantId)).toMatchObject({ open: 1, wrong: 0 })
  })

  it.each([newId(), 'x', "'; select 1 --"])('with the tenant %s fails', async (tenantId) => {
    await expect(
      perform(noteJobs, { queue: 'drains', name: 'note.work', data: { tenantId, input: {} } }),
    ).rejects.toThrow()
  })

  it('with an unknown name fails without being final: an older worker may meet a newer job', async () => {
    const { tenantId } = await createTenant()
    const error = await perform(noteJobs, { queue: 'drains', name: 'note.eat', data: { tenantId, input: {} } }).catch(
      (e) => e,
    )
    expect(error).toBeInstanceOf(Error)
    expect(isFinal(error)).toBe(false)
  })
})

it('a drain that is asked to pause stops between two turns and says that work is left', async () => {
  const { tenantId, owner } = await createTenant()
  await run(takeNotes, owner, { names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })
  const [drain] = noteJobs
  if (drain?.kind !== 'drain') throw new Error('the drain is missing')
  expect(await perform(noteJobs, drainTask(drain, tenantId), { pause: () => true })).toBe(true)
  expect(await countNotes(tenantId)).toMatchObject({ open: 4, once: 3 })
  expect(await perform(noteJobs, drainTask(drain, tenantId), { pause: () => false })).toBe(false)
  expect(await countNotes(tenantId)).toMatchObject({ open: 0, once: 7 })
})

it('of several workers the first that lives keeps the clock', async () => {
  await withClient(db.DATABASE_URL, (c) => c.query('delete from worker_heartbeats'))
  expect(await beat('b', new Date())).toBe(true)
  expect(await beat('a', new Date())).toBe(true)
  expect(await beat('b', new Date())).toBe(false)
  await withClient(db.DATABASE_URL, (c) =>
    c.query("update worker_heartbeats set beat_at = now() - interval '20 seconds' where worker_id = 'a'"),
  )
  expect(await beat('b', undefined)).toBe(true)
})

it('the clock wakes the active tenants while it leads, and goes on after a fault', { timeout: 20_000 }, async () => {
  const { tenantId } = await createTenant()
  const drain = job({ kind: 'drain', useCase: workNotes, every: 1 })
  const woken: string[] = []
  let leads = false
  let faults = 0
  const enqueue = async (tasks: Task[]) => {
    if (tasks.length > 0 && faults++ === 0) throw new Error('queue away')
    woken.push(...tasks.map((task) => task.data.tenantId))
  }
  const stop = new AbortController()
  const ticking = keepClock([drain], { enqueue, leads: () => leads, awake: { has: () => true } }, stop.signal)
  await sleep(1500)
  expect(woken).toEqual([])
  leads = true
  expect(
    await until(
      async () => woken.slice(),
      (list) => list.includes(tenantId),
    ),
  ).toContain(tenantId)
  expect(faults).toBeGreaterThan(1)
  stop.abort()
  await ticking
})
