import { Redis } from 'ioredis'
import pg from 'pg'
import { pool } from '@/lib/platform/db/pools'
import { env } from '@/lib/platform/env'
import type { News } from '@/lib/platform/live/topics'
import { log } from '@/lib/platform/log'
import { processWide } from '@/lib/platform/process-wide'

const channel = 'caravan_live'

/** Redis where the queue is Redis, else the database's own notifications. A statement of its own, after the commit it speaks of. */
export async function publish(news: News): Promise<void> {
  const text = JSON.stringify(news)
  const redis = publisher()
  if (redis) await redis.publish(channel, text)
  else await pool('app').query('select pg_notify($1, $2)', [channel, text])
}

export type Subscription = { close(): Promise<void> }

/**
 * Hears all news of the house on one connection per process, and comes back when it breaks. `onGap`: what was told until now was not
 * heard, so whoever listens must ask: after a break, and also the first time, for who asked to listen has waited for the connection.
 */
export function subscribe(onNews: (news: News) => void, onGap: () => void): Subscription {
  let closed = false
  let failures = 0
  let end: () => Promise<void> = async () => undefined
  const hear = (text: string) => {
    // What was on its way when the line was closed.
    if (closed) return
    try {
      onNews(JSON.parse(text) as News)
    } catch (e) {
      log.warn({ err: e }, 'news not understood')
    }
  }
  // A line that cannot be opened says so twice, as a refusal and as an end: it is tried again once.
  let waiting = false
  const lost = () => {
    if (closed || waiting) return
    waiting = true
    failures += 1
    const again = () => {
      waiting = false
      void start()
    }
    setTimeout(again, Math.min(10_000, 200 * 2 ** failures)).unref()
  }
  async function start() {
    if (closed) return
    try {
      end = env().REDIS_URL ? await hearRedis(hear, lost) : await hearDatabase(hear, lost)
      failures = 0
      onGap()
    } catch (e) {
      log.warn({ err: e, failures }, 'news cannot be heard')
      lost()
    }
  }
  void start()
  return {
    async close() {
      closed = true
      await end()
    },
  }
}

async function hearDatabase(hear: (text: string) => void, lost: () => void): Promise<() => Promise<void>> {
  // Not through a pooler: it hands the connection to somebody else after each transaction, and with it what was listened to.
  const client = new pg.Client({
    connectionString: env().DATABASE_DIRECT_URL ?? env().DATABASE_URL,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'caravan-live',
  })
  let over = false
  const gone = () => {
    if (over) return
    over = true
    client.end().catch(() => undefined)
    lost()
  }
  client.on('error', gone)
  client.on('end', gone)
  client.on('notification', ({ payload }) => payload && hear(payload))
  await client.connect()
  await client.query(`listen ${channel}`)
  return async () => {
    over = true
    await client.end().catch(() => undefined)
  }
}

async function hearRedis(hear: (text: string) => void, lost: () => void): Promise<() => Promise<void>> {
  const client = new Redis(env().REDIS_URL ?? '', {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  })
  let over = false
  client.on('error', () => undefined)
  client.on('close', () => {
    if (over) return
    over = true
    client.disconnect()
    lost()
  })
  client.on('message', (_channel, text) => hear(text))
  await client.connect()
  await client.subscribe(channel)
  return async () => {
    over = true
    client.disconnect()
  }
}

const senders = processWide('live-publisher', () => new Map<string, Redis>())

function publisher(): Redis | undefined {
  const url = env().REDIS_URL
  if (!url) return undefined
  const known = senders.get(url)
  if (known) return known
  // The first news of a process waits for the line to stand; news for a Redis that is away fails after one more try.
  const made = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: 2000 })
  made.on('error', () => undefined)
  senders.set(url, made)
  return made
}
