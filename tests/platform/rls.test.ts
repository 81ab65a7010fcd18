import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { pool } from '@/lib/platform/db/pools'
import { inTenant, type Mode } from '@/lib/platform/db/transaction'
import { withClient } from '@/scripts/lib/roles'
import { anyRow, insertRow, type Row, type Table, tablesOf } from '@/tests/support/any-rows'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()
const tables = await withClient(db.superuserUrl, tablesOf)

let a = ''
let b = ''
/** One row of each table for each of the two tenants, whatever the tables are. */
const rowsOf = new Map<string, Map<string, Row>>()
const app = new pg.Client({ connectionString: db.DATABASE_URL })

beforeAll(async () => {
  a = (await createTenant()).tenantId
  b = (await createTenant()).tenantId
  await withClient(db.superuserUrl, async (client) => {
    const { rows } = await client.query<{ sql: string }>(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql from pg_constraint
        where contype = 'c' and connamespace = 'public'::regnamespace`,
    )
    for (const { sql } of rows) await client.query(sql)
    // Rows that point nowhere: what is tested is who sees them.
    await client.query('set session_replication_role = replica')
    for (const tenantId of [a, b]) {
      const made = new Map<string, Row>()
      rowsOf.set(tenantId, made)
      for (const table of tables) made.set(table.name, anyRow(table, tenantId))
      // Two keys that hold the same column need parents that agree on it.
      for (const { foreignKeys } of tables)
        for (const key of foreignKeys)
          for (const other of foreignKeys)
            for (const [i, column] of key.columns.entries()) {
              const at = other.columns.indexOf(column)
              const row = made.get(key.parent)
              if (row && at >= 0)
                row[key.parentColumns[i] ?? ''] = made.get(other.parent)?.[other.parentColumns[at] ?? '']
            }
      for (const table of tables)
        if (table.name !== 'companies') await insertRow(client, table.name, made.get(table.name) ?? {})
    }
  })
  await app.connect()
})

afterAll(() => app.end())

/** Runs as the app role; what was done is rolled back. Answers the count of rows or the error's SQLSTATE. */
async function attempt(tenantId: string | undefined, work: () => Promise<unknown>): Promise<unknown> {
  await app.query('begin')
  try {
    if (tenantId) await app.query('select app_set_tenant($1)', [tenantId])
    return await work()
  } catch (e) {
    const { code, constraint } = e as { code?: string; constraint?: string }
    return constraint ? `${code} ${constraint}` : code
  } finally {
    await app.query('rollback')
  }
}

const touched = (tenantId: string | undefined, sql: string, params: unknown[] = []) =>
  attempt(tenantId, async () => (await app.query(sql, params)).rowCount)
const inserted = (tenantId: string | undefined, table: Table, row: Row) =>
  attempt(tenantId, async () => {
    await insertRow(app, table.name, row)
    return 'inserted'
  })

const denied = '42501'
const each = tables.map((table) => [table.name, table] as const)

it('there are tables, and each holds a row of either tenant', async () => {
  expect(tables.length).toBeGreaterThan(30)
  for (const { name } of tables) {
    const counted = await withClient(db.superuserUrl, (client) =>
      client.query(`select count(distinct tenant_id)::int as n from ${name}`).then(({ rows }) => rows[0]?.n),
    )
    expect({ name, tenants: counted }).toEqual({ name, tenants: 2 })
  }
})

describe('without a tenant', () => {
  it.each(each)('%s shows and takes nothing', async (name, table) => {
    expect(await touched(undefined, `select * from ${name}`)).toBe(0)
    expect(await inserted(undefined, table, anyRow(table, a))).toBe(denied)
    expect([0, denied]).toContain(await touched(undefined, `update ${name} set tenant_id = tenant_id`))
    expect([0, denied]).toContain(await touched(undefined, `delete from ${name}`))
  })
})

describe('bound to one tenant', () => {
  it.each(each)('%s shows its own rows alone, asked for in whatever way', async (name) => {
    const { rows } = (await attempt(a, () => app.query(`select distinct tenant_id from ${name}`))) as pg.QueryResult
    expect(rows).toEqual([{ tenant_id: a }])
    expect(await touched(a, `select * from ${name} where tenant_id = $1`, [b])).toBe(0)
    expect(await touched(a, `select * from ${name} where tenant_id <> app_tenant() or tenant_id is null`)).toBe(0)
  })

  it.each(each)('%s takes, changes and gives away no row of another', async (name, table) => {
    expect(await inserted(a, table, anyRow(table, b))).toBe(denied)
    expect([0, denied]).toContain(
      await touched(a, `update ${name} set tenant_id = tenant_id where tenant_id = $1`, [b]),
    )
    expect([0, denied]).toContain(await touched(a, `delete from ${name} where tenant_id = $1`, [b]))
    expect(await touched(a, `update ${name} set tenant_id = $1`, [b])).toBe(denied)
    expect(await attempt(a, () => app.query(`truncate ${name}`))).toBe(denied)
    expect(await attempt(a, () => app.query(`copy ${name} to '/dev/null'`))).toBe(denied)
  })

  const keys = tables.flatMap((table) =>
    table.foreignKeys.map((key) => [`${table.name}.${key.name}`, table, key] as const),
  )
  it.each(keys)(
    '%s cannot point at a row of another, and tells nothing of whether it exists',
    async (_name, table, key) => {
      const parent = (tenantId: string, { parent, columns, parentColumns }: Table['foreignKeys'][number]): Row => {
        const row = rowsOf.get(tenantId)?.get(parent) ?? {}
        return Object.fromEntries(columns.map((column, i) => [column, row[parentColumns[i] ?? '']]))
      }
      const own = Object.assign({}, ...table.foreignKeys.map((k) => parent(a, k)))
      expect(await inserted(a, table, anyRow(table, a, own))).toBe('inserted')
      const violated = `23503 ${key.name}`
      // What another key holds as well would break that one first.
      const others = new Set(table.foreignKeys.filter((k) => k !== key).flatMap((k) => k.columns))
      const alone = key.columns.filter((column) => !others.has(column))
      const columns = alone.length > 0 ? alone : key.columns
      const only = (row: Row) => Object.fromEntries(columns.map((column) => [column, row[column]]))
      expect(await inserted(a, table, anyRow(table, a, { ...own, ...only(parent(b, key)) }))).toBe(violated)
      const unknown = only(anyRow(table, a))
      expect(await inserted(a, table, anyRow(table, a, { ...own, ...unknown }))).toBe(violated)
    },
  )
})

describe('the binding', () => {
  const bound = `select current_setting('app.tenant_id', true) as setting, app_tenant() as tenant`

  it.each(['commit', 'rollback'])('ends with %s', async (end) => {
    await app.query('begin')
    await app.query('select app_set_tenant($1)', [a])
    expect((await app.query(bound)).rows).toEqual([{ setting: a, tenant: a }])
    await app.query(end)
    expect((await app.query(bound)).rows).toEqual([{ setting: '', tenant: null }])
  })

  it('takes a uuid and nothing else', async () => {
    expect(await attempt(undefined, () => app.query('select app_set_tenant($1)', [`${a}'; select 1 --`]))).toBe('22P02')
    await expect(inTenant(`${a}'; select 1 --`, 'read', async () => 'in')).rejects.toThrow('needs a tenant')
  })

  it('survives prepared statements: a second tenant is not shown the first one’s rows', async () => {
    const query = { name: 'shops-of-whoever', text: 'select tenant_id from shops' }
    for (const tenantId of [a, b, a, b, a, b, a, b]) {
      const { rows } = (await attempt(tenantId, () => app.query(query))) as pg.QueryResult
      expect(rows).toEqual([{ tenant_id: tenantId }])
    }
  })
})

describe('the pool under stress', () => {
  it('shows 64 callers of 20 tenants only their own rows, through errors, cancels and killed connections', {
    timeout: 60_000,
  }, async () => {
    const tenants = await Promise.all(Array.from({ length: 20 }, async () => (await createTenant()).tenantId))
    const outcomes = { ok: 0, failed: 0 }
    const unbound = async () => {
      const clients = await Promise.all(Array.from({ length: 12 }, () => pool('app').connect()))
      const settings = await Promise.all(
        clients.map((c) => c.query(`select coalesce(current_setting('app.tenant_id', true), '') as s`)),
      )
      for (const client of clients) client.release()
      return settings.map(({ rows }) => rows[0]?.s)
    }
    let asked = 0
    const caller = async () => {
      while (asked < 2000) {
        const n = asked++
        const tenantId = tenants[n % tenants.length] ?? ''
        const mode: Mode = n % 3 === 0 ? 'write' : 'read'
        const work = inTenant(tenantId, mode, async (client) => {
          const seen = await client.query<{ tenant_id: string }>(
            'select tenant_id from members union all select tenant_id from roles',
          )
          expect(seen.rows).toHaveLength(9)
          expect(new Set(seen.rows.map((row) => row.tenant_id))).toEqual(new Set([tenantId]))
          if (n % 7 === 0) throw new Error('the work gave up')
          if (n % 11 === 0) await client.query('select 1/0')
          if (n % 13 === 0) await client.query(`set local statement_timeout = 1; select pg_sleep(1)`)
          if (n % 401 === 0) await client.query('select pg_terminate_backend(pg_backend_pid())')
          if (mode === 'write')
            await client.query('update members set version = version + 1 where tenant_id = $1', [tenantId])
        })
        await work.then(
          () => (outcomes.ok += 1),
          (e: unknown) => {
            if ((e as Error).name === 'AssertionError') throw e
            outcomes.failed += 1
          },
        )
      }
    }
    await Promise.all(Array.from({ length: 64 }, caller))
    expect(outcomes.ok).toBeGreaterThan(1400)
    expect(outcomes.failed).toBeGreaterThan(400)
    expect(new Set(await unbound())).toEqual(new Set(['']))
    const idle = await withClient(db.superuserUrl, (client) =>
      client.query(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      ),
    )
    expect(idle.rows).toEqual([{ n: 0 }])
    await expect(
      inTenant(newId(), 'read', (client) => client.query('select tenant_id from members').then((r) => r.rowCount)),
    ).resolves.toBe(0)
  })
})
