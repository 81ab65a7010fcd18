import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { type Backend, openBackend } from '@/lib/platform/queue/backend'
import { type Job, job } from '@/lib/platform/queue/jobs'
import { relayTenant } from '@/lib/platform/queue/relay'
import { drainTask } from '@/lib/platform/queue/tasks'
import { startWorkers, type Workers } from '@/lib/platform/queue/workers'
import { countNotes, noteJobs, takeNotes } from '@/tests/support/notes'
import { createTenant, type TestTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

let backend: Backend
let workers: Workers
let tenant: TestTenant

/** What the test jobs did, in order. */
const seen: string[] = []
let gate: Promise<void> = Promise.resolve()

const probe = (name: string, act: (tenantId: string) => Promise<void> | void) =>
  command({
    name,
    summary: name,
    audited: false,
    input: z.strictObject({}),
    async run(ctx) {
      await act(ctx.tenantId)
      return { more: false }
    },
  })

const slow = job({
  kind: 'drain',
  useCase: probe('probe.slow', async () => {
    seen.push('begin')
    await gate
    seen.push('end')
  }),
})
let faults = 0
const faulty = job({
  kind: 'each',
  useCase: probe('probe.faulty', () => {
    faults++
    if (faults < 3) throw new Error('the buyer is 张三')
  }),
  on: ['probe.faulty'],
  input: () => ({}),
})
let refusals = 0
const refused = job({
  kind: 'each',
  useCase: probe('probe.refused', () => {
    refusals++
    refuse('not_found')
  }),
  on: ['probe.refused'],
  input: () => ({}),
})
/** Shops whose marketplace says nothing until it is told to. */
const asked: string[] = []
let answered: Promise<void> = Promise.resolve()
const call = job({
  kind: 'long',
  name: 'probe.call',
  queue: 'calls',
  on: ['probe.call'],
  input: (event) => ({ shopId: String(event.payload.shopId) }),
  async work(_, { shopId }) {
    asked.push(shopId)
    if (shopId === silentShop) await answered
  },
})
const [silentShop, otherShop] = [newId(), newId()]
const jobs: Job[] = [...noteJobs, slow, faulty, refused, call]

const emitting = (event: string) =>
  command({
    name: 'probe.emit',
    summary: 'Emit',
    input: z.strictObject({}),
    async run(ctx) {
      ctx.emit({ name: event, payload: {} })
    },
  })

/** What the queue promises, whichever backend the environment names. */
export function promiseQueue(backendName: string) {
  describe(`the queue on ${backendName}`, () => {
    beforeAll(async () => {
      tenant = await createTenant()
      backend = await openBackend()
      workers = startWorkers(backend, jobs, 4)
    })
    afterAll(async () => {
      await workers.close(false)
      await backend.close()
    })

    it('carries an event from the outbox through the relay and a job to its effect, once', async () => {
      await run(takeNotes, tenant.owner, { names: Array.from({ length: 20 }, (_, i) => `n${i}`) })
      expect(await relayTenant(jobs, tenant.tenantId, backend.enqueue)).toBe(20)
      const all = { open: 0, once: 20, told: 20, wrong: 0, unsent: 0 }
      expect(
        await until(
          () => countNotes(tenant.tenantId),
          (n) => n.once === 20 && n.told === 20,
        ),
      ).toEqual(all)
    })

    it('keeps a wake-up that arrives while the drain runs, and merges those beyond it', async () => {
      let open = () => {}
      gate = new Promise((done) => {
        open = done
      })
      const wake = () => backend.enqueue([drainTask(slow, tenant.tenantId)])
      await wake()
      await until(
        async () => seen.length,
        (n) => n === 1,
      )
      for (let i = 0; i < 5; i++) await wake()
      open()
      await until(
        async () => seen.length,
        (n) => n >= 4,
      )
      await new Promise((done) => setTimeout(done, 500))
      expect(seen).toEqual(['begin', 'end', 'begin', 'end'])
    })

    it('tries a fault again and keeps its text out of the queue', async () => {
      await run(emitting('probe.faulty'), tenant.owner, {})
      await relayTenant(jobs, tenant.tenantId, backend.enqueue)
      await until(
        async () => faults,
        (n) => n >= 3,
      )
      expect(faults).toBe(3)
      const [done] = await until(
        () => backend.queues.each.getCompleted(),
        (list) => list.some((j) => j.name === 'probe.faulty'),
      )
      const mine = (await backend.queues.each.getCompleted()).find((j) => j.name === 'probe.faulty')
      expect(done).toBeDefined()
      expect(mine?.attemptsMade).toBe(3)
      expect(JSON.stringify(mine?.toJSON())).not.toContain('张三')
    })

    it('takes a refusal as final and parks the job', async () => {
      await run(emitting('probe.refused'), tenant.owner, {})
      await relayTenant(jobs, tenant.tenantId, backend.enqueue)
      const failed = await until(
        () => backend.queues.each.getFailed(),
        (list) => list.length > 0,
      )
      expect(failed.map((j) => [j.name, j.failedReason])).toEqual([['probe.refused', 'not_found']])
      expect(refusals).toBe(1)
    })

    it('gives a shop whose marketplace is silent a few places, so that another shop is served at once; later it gets all of its own', async () => {
      let answer = () => {}
      answered = new Promise((done) => {
        answer = done
      })
      const calls = command({
        name: 'probe.calls',
        summary: 'Calls',
        input: z.strictObject({}),
        async run(ctx) {
          for (const shopId of [...Array(20).fill(silentShop), otherShop])
            ctx.emit({ name: 'probe.call', payload: { shopId } })
        },
      })
      await run(calls, tenant.owner, {})
      await relayTenant(jobs, tenant.tenantId, backend.enqueue)
      const times = (shopId: string) => asked.filter((id) => id === shopId).length
      const served = async () => times(otherShop)
      expect(await until(served, (n) => n === 1)).toBe(1)
      // Three of its twelve places, though seventeen others of the shop wait.
      const held = async () => times(silentShop)
      expect(await until(held, (n) => n >= 3)).toBe(3)
      answer()
      expect(await until(held, (n) => n === 20)).toBe(20)
    })

    it('does one drain of a tenant at a time, even where two inputs made two jobs', async () => {
      const running = new Set<string>()
      let most = 0
      let hold = async () => {}
      const turn = job({
        kind: 'drain',
        useCase: command({
          name: 'probe.turn',
          summary: 'Turn',
          audited: false,
          input: z.strictObject({ n: z.number() }),
          async run({ tenantId }, { n }) {
            running.add(`${tenantId} ${n}`)
            most = Math.max(most, running.size)
            await hold()
            running.delete(`${tenantId} ${n}`)
            return { more: false }
          },
        }),
      })
      hold = () => new Promise((done) => setTimeout(done, 50))
      await Promise.all([1, 2, 3, 4].map((n) => turn.run(tenant.system, { n })))
      expect(most).toBe(1)
      // Another tenant's drain does not wait for ours: each of the two holds until both run.
      const other = await createTenant()
      hold = () =>
        until(
          async () => most,
          (n) => n === 2,
        ).then(() => undefined)
      await Promise.all([turn.run(tenant.system, { n: 1 }), turn.run(other.system, { n: 1 })])
      expect(most).toBe(2)
    })
  })
}
