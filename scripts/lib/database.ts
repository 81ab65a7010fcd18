import { realpathSync } from 'node:fs'
import { env, extendEnv } from '@/lib/platform/env'
import { keyOf } from '@/lib/platform/master-key'
import { ensureServer, stopServer } from './embedded-postgres'
import { withLock } from './lock.mjs'
import { migrate } from './migrate'
import { ensureDatabase, type Urls } from './roles'

export type Database = { urls: Urls; embedded: boolean; close: () => Promise<void> }

/**
 * The database of this instance, migrated: the one the environment names, else the embedded server of the data folder,
 * which is started when it is down and stopped by the last process that leaves it.
 */
export async function openDatabase({ settings }: { settings?: Record<string, string> } = {}): Promise<Database> {
  const given = env()
  if (given.DATABASE_URL) {
    const { DATABASE_URL, DATABASE_OWNER_URL, AUTH_DATABASE_URL, QUEUE_DATABASE_URL } = given
    if (!DATABASE_OWNER_URL || !AUTH_DATABASE_URL || !QUEUE_DATABASE_URL) {
      throw new Error(
        'With DATABASE_URL also set DATABASE_OWNER_URL, AUTH_DATABASE_URL and QUEUE_DATABASE_URL: each part of the ' +
          'program has its own role in the database',
      )
    }
    const urls = {
      DATABASE_URL,
      DATABASE_OWNER_URL,
      AUTH_DATABASE_URL,
      QUEUE_DATABASE_URL,
      DATABASE_DIRECT_URL: given.DATABASE_DIRECT_URL ?? DATABASE_URL,
    }
    await migrate({ ownerUrl: DATABASE_OWNER_URL, queueUrl: QUEUE_DATABASE_URL })
    return { urls, embedded: false, close: async () => undefined }
  }
  const dataDir = given.CARAVAN_DATA
  const server = await ensureServer({ dataDir, settings })
  const close = () => stopServer(dataDir)
  try {
    // Both write the database's access list, each under a lock of its own; together they need one more.
    const urls = await withLock(`schema:${realpathSync(dataDir)}`, async () => {
      const ready = await ensureDatabase(server, keyOf(dataDir))
      await migrate({ ownerUrl: ready.DATABASE_OWNER_URL, queueUrl: ready.QUEUE_DATABASE_URL })
      return ready
    })
    return { urls, embedded: true, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** For one command: `work` finds the database's address in the environment. */
export async function withDatabase<T>(work: (urls: Urls) => Promise<T>): Promise<T> {
  const database = await openDatabase()
  try {
    extendEnv(database.urls)
    return await work(database.urls)
  } finally {
    await database.close()
  }
}
