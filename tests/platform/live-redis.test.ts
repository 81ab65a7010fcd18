import { afterAll, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { extendEnv } from '@/lib/platform/env'
import { publish, subscribe } from '@/lib/platform/live/bus'
import type { News } from '@/lib/platform/live/topics'
import { redisBinary, redisServer } from '@/tests/support/redis'
import { until } from '@/tests/support/until'

const binary = redisBinary()

if (!binary) {
  it.skip('news over Redis: no redis-server here, and none could be installed', () => undefined)
} else {
  const redis = await redisServer(binary)
  await redis.start()
  extendEnv({ REDIS_URL: redis.url })
  afterAll(() => redis.remove())

  it('carries news between processes, tells of a gap when Redis was away, and goes on by itself', async () => {
    const heard: News[] = []
    let gaps = 0
    const ear = subscribe(
      (news) => heard.push(news),
      () => {
        gaps += 1
      },
    )
    const news = (): News => ({ tenantId: newId(), id: newId(), topics: { orders: null } })
    const arrives = async (one: News) => {
      const told = await until(
        () =>
          publish(one).then(
            () => heard.some(({ id }) => id === one.id),
            () => false,
          ),
        Boolean,
        20_000,
      )
      expect(told).toBe(true)
      expect(heard.find(({ id }) => id === one.id)).toEqual(one)
    }
    await arrives(news())
    // The first time as well: who asked to listen has waited for the line.
    expect(gaps).toBe(1)
    await redis.kill()
    await expect(publish(news())).rejects.toThrow()
    await redis.start()
    await arrives(news())
    expect(gaps).toBeGreaterThanOrEqual(2)
    await ear.close()
    // Who does not listen any more hears nothing.
    const unheard = news()
    await publish(unheard)
    expect(heard.some(({ id }) => id === unheard.id)).toBe(false)
  }, 60_000)
}
