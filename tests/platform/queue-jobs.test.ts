import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { type Job, job } from '@/lib/platform/queue/jobs'
import { backoffMs, drainTask, tasksFor } from '@/lib/platform/queue/tasks'
import { workNotes } from '@/tests/support/notes'
import { jobs } from '@/workers/jobs'
import { dueTasks } from '@/workers/schedule'

describe('the declared jobs', () => {
  it('are gathered from every module', async () => {
    const modules = path.resolve('lib/modules')
    const files = readdirSync(modules).filter((m) => readdirSync(path.join(modules, m)).includes('jobs.ts'))
    expect(files).toContain('dispatch')
    for (const module of files) {
      const own: { jobs: readonly Job[] } = await import(`@/lib/modules/${module}/jobs.ts`)
      for (const one of own.jobs) expect(jobs, `${module}: ${one.name}`).toContain(one)
    }
  })

  it('have names of their own', () => {
    expect(new Set(jobs.map((j) => j.name)).size).toBe(jobs.length)
  })

  it('look at all that is due when nothing in particular wakes them: an empty list would be nothing to do', () => {
    const drains = jobs.flatMap((j) => (j.kind === 'drain' ? [[j.name, j.input([])] as const] : []))
    for (const [name, input] of drains) expect(Object.values(input ?? {}), name).not.toContainEqual([])
  })

  it('that slept through a pause are woken by its end, and only they', () => {
    const woken = (payload: Record<string, unknown>) =>
      tasksFor(jobs, newId(), [{ id: newId(), name: 'jobs.resumed', payload }])
        .filter((task) => task.queue === 'drains')
        .map((task) => task.name)
    const hears = jobs.filter((j) => j.on.includes('jobs.resumed') || j.on.includes('*')).map((j) => j.name)
    const drains = jobs.filter((j) => j.kind === 'drain').map((j) => j.name)
    expect(new Set(woken({ kind: 'queue', key: 'drains' }))).toEqual(new Set(drains))
    expect(woken({ kind: 'job', key: 'order.forget-routes' }).sort()).toEqual(['order.forget-routes', ...hears].sort())
    expect(woken({ kind: 'queue', key: 'calls' }).sort()).toEqual([...hears].sort())
  })
})

describe('tasks', () => {
  const drain = job({ kind: 'drain', useCase: workNotes, on: ['*'], every: 60 })

  it('are the same wake-up for the same input only', () => {
    const [a, b] = [newId(), newId()]
    const id = (tenantId: string, input?: unknown) => drainTask(drain, tenantId, input).opts.deduplication?.id
    expect(id(a)).toBe(id(a, {}))
    expect(id(a)).not.toBe(id(b))
    expect(id(a, { skuIds: ['x'] })).not.toBe(id(a, { skuIds: ['y'] }))
  })

  it('hear any event with *', () => {
    const event = { id: newId(), name: 'some.thing', payload: {} }
    expect(tasksFor([drain], newId(), [event])).toHaveLength(1)
  })

  it('wait in whole milliseconds, longer each time, a minute and a quarter at most', () => {
    for (let n = 1; n < 30; n++) {
      const ms = backoffMs(n)
      expect(Number.isInteger(ms)).toBe(true)
      expect(ms).toBeGreaterThanOrEqual(Math.min(60_000, 250 * 2 ** n) * 0.75 - 1)
      expect(ms).toBeLessThanOrEqual(75_000)
    }
  })
})

describe('the clock', () => {
  const drain = job({ kind: 'drain', useCase: workNotes, every: 10 })
  const tenants = Array.from({ length: 600 }, () => newId())
  const [all, none] = [{ has: () => true }, { has: () => false }]

  it.each([
    ['awake', all, 29, 31],
    ['asleep', none, 4, 6],
  ])('wakes a tenant that is %s once per its interval, whatever the ticks are', (_what, awake, least, most) => {
    const start = Date.now()
    const woken = new Map<string, number>()
    let last = start
    for (let now = start; now <= start + 300_000; now += 700 + Math.floor(Math.random() * 900)) {
      for (const { data } of dueTasks([drain], tenants, awake, { last, now }))
        woken.set(data.tenantId, (woken.get(data.tenantId) ?? 0) + 1)
      last = now
    }
    for (const tenantId of tenants) {
      expect(woken.get(tenantId)).toBeGreaterThanOrEqual(least)
      expect(woken.get(tenantId)).toBeLessThanOrEqual(most)
    }
  })

  it('spreads the tenants over the interval', () => {
    const now = Date.now()
    const due = (i: number) =>
      dueTasks([drain], tenants, none, { last: now + i * 1000, now: now + (i + 1) * 1000 }).length
    const perSecond = Array.from({ length: 60 }, (_, i) => due(i))
    expect(perSecond.reduce((a, b) => a + b)).toBe(600)
    expect(Math.max(...perSecond)).toBeLessThan(40)
  })

  it('after a long pause wakes everybody once', () => {
    const now = Date.now()
    expect(dueTasks([drain], tenants, all, { last: now - 3_600_000, now })).toHaveLength(600)
  })
})
