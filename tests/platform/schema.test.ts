import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()

/** Prisma's words for PostgreSQL's types, as far as the schema uses them. */
const types: Record<string, string> = {
  'String @db.Uuid': 'uuid',
  'String[] @db.Uuid': 'uuid[]',
  String: 'text',
  'String[]': 'text[]',
  'DateTime @db.Timestamptz(6)': 'timestamp with time zone',
  'DateTime @db.Date': 'date',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  'Decimal @db.Decimal(19, 6)': 'numeric(19,6)',
}

type Column = { type: string; nullable: boolean }
type Tables = Record<string, { columns: Record<string, Column>; key: string }>

test('the Prisma schema describes the migrated database: tables, columns, types, nulls, keys', async () => {
  const described = readPrisma()
  const real = await readDatabase()
  expect(Object.keys(described).sort()).toEqual(Object.keys(real).sort())
  for (const table of Object.keys(real)) expect(described[table], table).toEqual(real[table])
})

function readPrisma(): Tables {
  const text = readdirSync('prisma/schema')
    .map((file) => readFileSync(`prisma/schema/${file}`, 'utf8'))
    .join('\n')
  return Object.fromEntries(
    [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => [name, readModel(body)]),
  )
}

function readModel(body: string): Tables[string] {
  const columns: Record<string, Column> = {}
  let key = /@@id\(\[([\w, ]+)\]/.exec(body)?.[1] ?? ''
  for (const [, name = '', prisma = '', optional, rest = ''] of body.matchAll(
    /^ +(\w+) +([A-Za-z]+(?:\[\])?)(\?)?(.*)$/gm,
  )) {
    const native = /@db\.\w+(\([\d, ]+\))?/.exec(rest)?.[0]
    const type = types[native ? `${prisma} ${native}` : prisma]
    if (!type) throw new Error(`no PostgreSQL type for ${prisma} ${native}`)
    // Prisma has no optional lists; whether an array may be null is for the SQL to say.
    columns[name] = { type, nullable: optional === '?' || type.endsWith('[]') }
    if (/@id\b/.test(rest)) key = name
  }
  return { columns, key }
}

async function readDatabase(): Promise<Tables> {
  return withClient(db.DATABASE_OWNER_URL, async (client) => {
    const { rows } = await client.query<{ table: string; column: string; type: string; nullable: boolean }>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
              not a.attnotnull or format_type(a.atttypid, a.atttypmod) like '%[]' as nullable
         from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
          and c.relname <> '_prisma_migrations'`,
    )
    const keys = await client.query<{ table: string; columns: string[] }>(
      `select conrelid::regclass::text as table, array(
          select a.attname::text from unnest(conkey) with ordinality k(n, o)
            join pg_attribute a on a.attrelid = conrelid and a.attnum = k.n order by k.o) as columns
         from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace`,
    )
    const tables: Tables = {}
    for (const { table, column, type, nullable } of rows) {
      const entry = tables[table] ?? { columns: {}, key: '' }
      entry.columns[column] = { type, nullable }
      tables[table] = entry
    }
    for (const { table, columns } of keys.rows) if (tables[table]) tables[table].key = columns.join(', ')
    return tables
  })
}
