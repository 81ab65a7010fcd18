import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { type Migration, migrate, readMigrations } from '@/scripts/lib/migrate'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()
const urls = { ownerUrl: db.DATABASE_OWNER_URL, queueUrl: db.QUEUE_DATABASE_URL }
const base = readMigrations()

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const owner = (sql: string) => withClient(db.DATABASE_OWNER_URL, async (client) => (await client.query(sql)).rows)

beforeEach(async () => {
  await owner(`drop table if exists wagon; delete from _prisma_migrations where migration_name like '9999%'`)
})

const wagon = migration('9999_wagon', 'create table wagon (a int);\ninsert into wagon values (1);')

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(urls)).toEqual({ applied: [] })
})

test('four processes at once apply a migration once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(urls, [...base, wagon])))
  expect(runs.flatMap((run) => run.applied)).toEqual(['9999_wagon'])
  expect(await owner('select a from wagon')).toEqual([{ a: 1 }])
})

test('the ledger is what Prisma would have written', async () => {
  await migrate(urls, [...base, wagon])
  const rows = await owner(
    `select checksum, finished_at >= started_at as finished, rolled_back_at, applied_steps_count, length(id) as id
     from _prisma_migrations where migration_name = '9999_wagon'`,
  )
  expect(rows).toEqual([
    { checksum: wagon.checksum, finished: true, rolled_back_at: null, applied_steps_count: 1, id: 36 },
  ])
})

test('a migration that fails leaves nothing of itself and says where', async () => {
  const broken = migration('9999_broken', 'create table wagon (a int);\n\nselect nonsense;')
  await expect(migrate(urls, [...base, broken])).rejects.toThrow(/9999_broken failed: .*nonsense.* \(line 3\)/)
  expect(await owner(`select to_regclass('wagon') as wagon`)).toEqual([{ wagon: null }])
  expect(await migrate(urls, [...base, wagon])).toEqual({ applied: ['9999_wagon'] })
})

test('a migration changed after it was applied is refused', async () => {
  await migrate(urls, [...base, wagon])
  await expect(migrate(urls, [...base, migration('9999_wagon', 'select 1')])).rejects.toThrow('was changed after')
})

test('a database newer than the code is refused', async () => {
  await migrate(urls, [...base, wagon])
  await expect(migrate(urls, base)).rejects.toThrow('does not have')
})

test('the right to create schemas is lent to the queue role only while it migrates', async () => {
  await migrate(urls)
  const rows = await owner(`select has_database_privilege('caravan_queue', current_database(), 'create') as may`)
  expect(rows).toEqual([{ may: false }])
})
