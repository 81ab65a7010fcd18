import type { Command } from 'commander'
import { env } from '@/lib/platform/env'
import { masterKey } from '@/lib/platform/master-key'
import { messageOf } from '../lib/fail'
import { migrate } from '../lib/migrate'
import { ensureDatabase } from '../lib/roles'
import { answer } from './answer'

export function databaseCommands(program: Command): void {
  program
    .command('database')
    .description('the database server of an installation on several machines')
    .command('prepare')
    .description(
      'make roles and database on the server of DATABASE_SERVER as the superuser of DATABASE_ADMIN_URL, and bring the schema to this version; again as often as one likes',
    )
    .action(async () => {
      try {
        for (const name of await prepare()) answer(name)
      } catch (error) {
        console.error(messageOf(error))
        process.exitCode = 1
      }
    })
}

/** Answers the migrations that were applied now. */
async function prepare(): Promise<string[]> {
  const { DATABASE_SERVER, DATABASE_ADMIN_URL } = env()
  if (!DATABASE_SERVER || !DATABASE_ADMIN_URL) throw new Error('DATABASE_SERVER and DATABASE_ADMIN_URL must be set')
  const database = new URL(DATABASE_SERVER).pathname.slice(1)
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(database))
    throw new Error('DATABASE_SERVER must name a database: postgresql://host/caravan')
  const urls = await ensureDatabase(DATABASE_ADMIN_URL, masterKey(), database)
  return (await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })).applied
}
