import { expect, test } from 'vitest'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()

const query = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)

test('no role of ours is a superuser, bypasses row-level security or makes roles', async () => {
  const roles = await query(
    db.superuserUrl,
    `select rolname, rolcanlogin from pg_roles
     where rolname like 'caravan\\_%' and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
     order by rolname`,
  )
  expect(roles).toEqual([
    { rolname: 'caravan_app', rolcanlogin: true },
    { rolname: 'caravan_auth', rolcanlogin: true },
    { rolname: 'caravan_owner', rolcanlogin: true },
    { rolname: 'caravan_queue', rolcanlogin: true },
    { rolname: 'caravan_relay', rolcanlogin: false },
  ])
})

test('passwords are kept as SCRAM secrets and a wrong one is refused', async () => {
  const kept = await query(
    db.superuserUrl,
    `select count(*)::int as n from pg_authid
     where rolname like 'caravan\\_%' and rolcanlogin and rolpassword like 'SCRAM-SHA-256$%'`,
  )
  expect(kept).toEqual([{ n: 4 }])
  const wrong = db.DATABASE_URL.replace(/:[0-9a-f]{64}@/, ':guess@')
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a request of the web cannot run, idle or wait for a lock without end', async () => {
  for (const url of [db.DATABASE_URL, db.AUTH_DATABASE_URL]) {
    const [row] = await query(
      url,
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
              current_setting('idle_in_transaction_session_timeout') as idle`,
    )
    expect(row).toEqual({ statement: '15s', lock: '3s', idle: '10s' })
  }
})

test.each(['DATABASE_URL', 'AUTH_DATABASE_URL', 'QUEUE_DATABASE_URL'] as const)(
  '%s may not create tables or schemas',
  async (name) => {
    await expect(query(db[name], 'create table public.mine (a int)')).rejects.toMatchObject({ code: '42501' })
    await expect(query(db[name], 'create schema mine')).rejects.toMatchObject({ code: '42501' })
  },
)

test('the queue role owns its schema, and the web cannot look into it', async () => {
  const [row] = await query(db.QUEUE_DATABASE_URL, 'select max(version) > 0 as migrated from migration')
  expect(row).toEqual({ migrated: true })
  await expect(query(db.DATABASE_URL, 'select * from bullmq.migration')).rejects.toMatchObject({ code: '42501' })
})

test('nobody but our roles may connect', async () => {
  const [row] = await query(
    db.superuserUrl,
    `select bool_or(grantee = 0) as everybody from pg_database, aclexplode(datacl) where datname = current_database()`,
  )
  expect(row).toEqual({ everybody: false })
})
