import path from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { env } from '@/lib/platform/env'
import { masterKey } from '@/lib/platform/master-key'
import { messageOf } from '../lib/fail'
import { migrate } from '../lib/migrate'
import { writePooler } from '../lib/pooler'
import { ensureDatabase } from '../lib/roles'
import { answer } from './answer'

export function databaseCommands(program: Command): void {
  const database = program.command('database').description('the database server of an installation on several machines')
  database
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
  database
    .command('pooler')
    .description('write the settings of a PgBouncer in front of DATABASE_SERVER into a folder')
    .argument('<folder>', 'gets pgbouncer.ini and userlist.txt, readable by their owner alone')
    .option('--listen <address>', 'where PgBouncer listens', '127.0.0.1')
    .option('--port <port>', 'its port', whole, 6432)
    .option('--size <connections>', 'connections to the server for each of the two roles', whole, 30)
    .action((folder: string, options: { listen: string; port: number; size: number }) => {
      try {
        answer(writePooler({ ...options, folder: path.resolve(process.env.INIT_CWD ?? '.', folder), key: masterKey() }))
      } catch (error) {
        console.error(messageOf(error))
        process.exitCode = 1
      }
    })
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a number above zero')
  return value
}

/** Answers the migrations that were applied now. */
async function prepare(): Promise<string[]> {
  const { DATABASE_SERVER, DATABASE_ADMIN_URL, DATABASE_ADMIN_PASSWORD } = env()
  if (!DATABASE_SERVER || !DATABASE_ADMIN_URL) throw new Error('DATABASE_SERVER and DATABASE_ADMIN_URL must be set')
  const database = new URL(DATABASE_SERVER).pathname.slice(1)
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(database))
    throw new Error('DATABASE_SERVER must name a database: postgresql://host/caravan')
  const admin = new URL(DATABASE_ADMIN_URL)
  if (DATABASE_ADMIN_PASSWORD) admin.password = encodeURIComponent(DATABASE_ADMIN_PASSWORD)
  const urls = await ensureDatabase(admin.href, masterKey(), database)
  return (await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })).applied
}
