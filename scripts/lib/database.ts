import { realpathSync } from 'node:fs'
import { env, extendEnv } from '@/lib/platform/env'
import { keyOf, masterKey } from '@/lib/platform/master-key'
import { ensureServer, serverAlive, stopServer } from './embedded-postgres'
import { withLock } from './lock.mjs'
import { migrate } from './migrate'
import { ensureDatabase, type Urls, urlsOf } from './roles'

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
  const urls = givenUrls()
  if (urls) {
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
      const ready = await ensureDatabase(server.superuserUrl, keyOf(dataDir))
      await migrate({ ownerUrl: ready.DATABASE_OWNER_URL, queueUrl: ready.QUEUE_DATABASE_URL })
      return ready
    })
    return { urls, embedded: true, revive, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where the environment says the database is; nothing when it says nothing. */
export function givenUrls(): Urls | undefined {
  const given = env()
  if (given.DATABASE_SERVER && !given.DATABASE_URL) return behindPooler(urlsOf(given.DATABASE_SERVER, masterKey()))
  const { DATABASE_URL, DATABASE_OWNER_URL } = given
  if (!DATABASE_URL) return undefined
  if (!DATABASE_OWNER_URL) throw new Error('DATABASE_URL is set; migrations need DATABASE_OWNER_URL beside it')
  const direct = given.DATABASE_DIRECT_URL ?? DATABASE_URL
  return {
    DATABASE_URL,
    DATABASE_OWNER_URL,
    DATABASE_DIRECT_URL: direct,
    AUTH_DATABASE_URL: given.AUTH_DATABASE_URL ?? urlsOf(DATABASE_URL, masterKey()).AUTH_DATABASE_URL,
    QUEUE_DATABASE_URL: given.QUEUE_DATABASE_URL ?? urlsOf(direct, masterKey()).QUEUE_DATABASE_URL,
  }
}

/** Requests and sign-ins go through the pooler: transactions all of them. What listens, migrates or queues keeps its connections. */
function behindPooler(urls: Urls): Urls {
  const { DATABASE_POOLER } = env()
  if (!DATABASE_POOLER) return urls
  const { DATABASE_URL, AUTH_DATABASE_URL } = urlsOf(DATABASE_POOLER, masterKey())
  return { ...urls, DATABASE_URL, AUTH_DATABASE_URL }
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
