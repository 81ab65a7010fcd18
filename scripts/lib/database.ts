import { realpathSync } from 'node:fs'
import { env, extendEnv } from '@/lib/platform/env'
import { keyOf, masterKey, rolePassword } from '@/lib/platform/master-key'
import { ensureServer, serverAlive, stopServer } from './embedded-postgres'
import { withLock } from './lock.mjs'
import { migrate } from './migrate'
import { ensureDatabase, type Urls } from './roles'

export type Database = {
  urls: Urls
  embedded: boolean
  /** Starts the embedded server again if it has died; answers whether it had. */
  revive: () => Promise<boolean>
  close: () => Promise<void>
}

/**
 * The database of this instance, migrated: the one the environment names, else the embedded server of the data folder,
 * which is started when it is down and stopped by the last process that leaves it.
 */
export async function openDatabase({ settings }: { settings?: Record<string, string> } = {}): Promise<Database> {
  const given = env()
  if (given.DATABASE_URL) {
    const { DATABASE_URL, DATABASE_OWNER_URL } = given
    const direct = given.DATABASE_DIRECT_URL ?? DATABASE_URL
    if (!DATABASE_OWNER_URL) throw new Error('DATABASE_URL is set; migrations need DATABASE_OWNER_URL beside it')
    const urls: Urls = {
      DATABASE_URL,
      DATABASE_OWNER_URL,
      DATABASE_DIRECT_URL: direct,
      AUTH_DATABASE_URL: given.AUTH_DATABASE_URL ?? derived(DATABASE_URL, 'caravan_auth'),
      QUEUE_DATABASE_URL: given.QUEUE_DATABASE_URL ?? derived(direct, 'caravan_queue'),
    }
    await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })
    return { urls, embedded: false, revive: async () => false, close: async () => undefined }
  }
  const dataDir = given.CARAVAN_DATA
  const server = await ensureServer({ dataDir, settings })
  const close = () => stopServer(dataDir)
  const revive = async () => {
    if (serverAlive(server)) return false
    await ensureServer({ dataDir, settings })
    return true
  }
  try {
    // Both write the database's access list, each under a lock of its own; together they need one more.
    const urls = await withLock(`schema:${realpathSync(dataDir)}`, async () => {
      const ready = await ensureDatabase(server, keyOf(dataDir))
      await migrate({ ownerUrl: ready.DATABASE_OWNER_URL, queueUrl: ready.QUEUE_DATABASE_URL })
      return ready
    })
    return { urls, embedded: true, revive, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same database as another role, whose password follows from the master key as on the embedded server. */
function derived(url: string, role: string): string {
  const other = new URL(url)
  other.username = role
  other.password = rolePassword(masterKey(), role)
  return other.href
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
