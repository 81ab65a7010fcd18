import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runMigrations } from 'bullmq'
import type pg from 'pg'
import { withClient } from './roles'

export type Migration = { name: string; sql: string; checksum: string }

/** Prisma's own lock number, so that `prisma migrate deploy` and this runner wait for each other. */
const lock = 72707369

export function readMigrations(folder = path.resolve('prisma/migrations')): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings a database to this version's schema: our migrations, then those of the job queue.
 * Ours are in Prisma's format, file and ledger alike; Prisma's own runner needs an engine from the network.
 */
export async function migrate(
  { ownerUrl, queueUrl }: { ownerUrl: string; queueUrl: string },
  migrations = readMigrations(),
): Promise<{ applied: string[] }> {
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(ledger)
    const pending = await compare(client, migrations)
    for (const migration of pending) await apply(client, migration)
    await migrateQueue(client, queueUrl)
    return { applied: pending.map(({ name }) => name) }
  })
}

const ledger = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

async function compare(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at } of rows) {
    const migration = known.get(name)
    if (!migration) throw new Error(`The database knows migration ${name}, which this version does not have`)
    if (!finished_at) throw new Error(`Migration ${name} was begun by another tool and never finished`)
    if (migration.checksum !== checksum) throw new Error(`Migration ${name} was changed after it had been applied`)
  }
  const applied = new Set(rows.map((row) => row.migration_name))
  return migrations.filter(({ name }) => !applied.has(name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  try {
    await client.query('begin')
    // One simple query: function bodies keep their semicolons, and the script is all or nothing.
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${explain(error, sql)}`, { cause: error })
  }
}

function explain(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string }
  if (!position) return message
  return `${message} (line ${sql.slice(0, Number(position)).split('\n').length})`
}

async function migrateQueue(owner: pg.Client, queueUrl: string) {
  // BullMQ says `create schema if not exists`, which asks for the right to create schemas even when there is nothing
  // to create. It is lent for this moment only.
  const { rows } = await owner.query<{ database: string }>('select quote_ident(current_database()) as database')
  const database = rows[0]?.database
  await owner.query(`grant create on database ${database} to caravan_queue`)
  try {
    await withClient(queueUrl, (client) => runMigrations(client))
  } finally {
    await owner.query(`revoke create on database ${database} from caravan_queue`)
  }
}
