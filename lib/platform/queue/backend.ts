import { type ConnectionOptions, createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq'
import pg from 'pg'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { type QueueName, queueNames, type Task } from '@/lib/platform/queue/tasks'

export type Backend = {
  readonly queues: Readonly<Record<QueueName, Queue>>
  readonly connection: ConnectionOptions
  enqueue(tasks: readonly Task[]): Promise<void>
  /** Throws when the queue cannot be asked. */
  ping(): Promise<void>
  close(): Promise<void>
}

const patienceMs = 5000
export const prefix = 'caravan'

/** The one switch: BullMQ on PostgreSQL, on Redis when REDIS_URL is set. */
export async function openBackend(): Promise<Backend> {
  const { REDIS_URL, QUEUE_DATABASE_URL } = env()
  if (REDIS_URL) {
    setDefaultBackendFactory()
    // A command to a Redis that is away fails at once; the relay tries again by itself and holds no transaction open for it.
    const producer = { url: REDIS_URL, maxRetriesPerRequest: 1, enableOfflineQueue: false, skipVersionCheck: true }
    return backend(producer, { url: REDIS_URL, maxRetriesPerRequest: null }, async () => undefined)
  }
  setDefaultBackendFactory(createPostgresBackend)
  const pool = queuePool(QUEUE_DATABASE_URL)
  // BullMQ remembers a failed first connection for ever, so it only gets a database that answers.
  await pool.query('select 1').catch(async (e) => {
    await pool.end()
    throw e
  })
  const connection = pool as unknown as ConnectionOptions
  return backend(connection, connection, () => pool.end())
}

function queuePool(connectionString: string | undefined): pg.Pool {
  if (!connectionString) throw new Error('QUEUE_DATABASE_URL is not set')
  // The house reads int8 as bigint; BullMQ counts on text.
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, String)
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types,
    options: '-c search_path=bullmq',
    connectionTimeoutMillis: patienceMs,
    // A listener on a connection that died silently would sleep for an hour.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'caravan-queue',
  })
  pool.on('error', (e) => log.warn({ code: (e as { code?: string }).code, pool: 'queue' }, 'idle connection lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

function backend(producer: ConnectionOptions, connection: ConnectionOptions, end: () => Promise<void>): Backend {
  const make = (name: QueueName) => {
    const queue = new Queue(name, { connection: producer, prefix, streams: { events: { maxLen: 1000 } } })
    queue.on('error', (e) => log.warn({ err: e, queue: name }, 'queue error'))
    return queue
  }
  const queues = { drains: make('drains'), each: make('each'), long: make('long'), calls: make('calls') }
  return {
    queues,
    connection,
    async enqueue(tasks) {
      for (const name of queueNames) {
        const mine = tasks.filter((task) => task.queue === name)
        if (mine.length > 0)
          await within(queues[name].addBulk(mine.map(({ name, data, opts }) => ({ name, data, opts }))))
      }
    },
    async ping() {
      await within(queues.drains.isPaused())
    },
    async close() {
      await Promise.all(queueNames.map((name) => queues[name].close()))
      await end()
    },
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the queue does not answer')), patienceMs)
  })
  // Whichever loses is nobody's business any more.
  work.catch(() => undefined)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
