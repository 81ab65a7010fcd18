import { afterAll, expect, it } from 'vitest'
import { run } from '@/lib/platform/door/run'
import { extendEnv } from '@/lib/platform/env'
import { openBackend } from '@/lib/platform/queue/backend'
import { relayTenant } from '@/lib/platform/queue/relay'
import { startWorkers } from '@/lib/platform/queue/workers'
import { setupWorkerDatabase } from '@/tests/support/database'
import { countNotes, noteJobs, takeNotes } from '@/tests/support/notes'
import { promiseQueue } from '@/tests/support/queue-suite'
import { redisBinary, redisServer } from '@/tests/support/redis'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { watchTenants } from '@/workers/awake'
import { keepRelaying } from '@/workers/relay'

const binary = redisBinary()

if (!binary) {
  it.skip('the queue on Redis: no redis-server here, and none could be installed', () => undefined)
} else {
  await setupWorkerDatabase()
  const redis = await redisServer(binary)
  await redis.start()
  extendEnv({ REDIS_URL: redis.url })
  afterAll(() => redis.remove())

  promiseQueue('Redis')

  it('waits in the outbox while Redis is away and goes on by itself when it is back', { timeout: 60_000 }, async () => {
    const { tenantId, owner } = await createTenant()
    const backend = await openBackend()
    const workers = startWorkers(backend, noteJobs, 4)
    const stop = new AbortController()
    const relaying = keepRelaying(noteJobs, { enqueue: backend.enqueue, awake: watchTenants() }, stop.signal)
    const take = (from: number) =>
      run(takeNotes, owner, { names: Array.from({ length: 10 }, (_, i) => `n${from + i}`) })
    const done = (count: number) =>
      until(
        () => countNotes(tenantId),
        (n) => n.once === count && n.told === count,
        30_000,
      )
    await take(0)
    expect(await done(10)).toMatchObject({ once: 10, told: 10, unsent: 0 })
    await redis.kill()
    await take(10)
    await expect(relayTenant(noteJobs, tenantId, backend.enqueue)).rejects.toThrow()
    await expect(backend.ping()).rejects.toThrow()
    expect((await countNotes(tenantId)).unsent).toBe(10)
    await redis.start()
    expect(await done(20)).toEqual({ open: 0, once: 20, told: 20, wrong: 0, unsent: 0 })
    stop.abort()
    await relaying
    await workers.close(false)
    await backend.close()
  })
}
