import { randomBytes, randomInt } from 'node:crypto'
import type pg from 'pg'
import { newId } from '@/lib/kernel/ids'

export type Column = { name: string; type: string }
export type ForeignKey = { name: string; columns: string[]; parent: string; parentColumns: string[] }
export type Table = { name: string; columns: Column[]; foreignKeys: ForeignKey[] }
export type Row = Record<string, unknown>

/** Every table under row-level security, with its columns and its keys to other such tables. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
            (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
               from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
            coalesce((select json_agg(json_build_object('name', k.conname, 'parent', k.confrelid::regclass::text,
                        'columns', (select json_agg(a.attname order by i) from unnest(k.conkey) with ordinality u(n, i)
                                      join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n),
                        'parentColumns', (select json_agg(a.attname order by i) from unnest(k.confkey) with ordinality u(n, i)
                                            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n)))
               from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> 'tenants'::regclass), '[]') as "foreignKeys"
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
      order by 1`,
  )
  return rows
}

/** Values of the right types that mean nothing. Only for a database whose checks were dropped. */
export function anyRow({ columns }: Table, tenantId: string, given: Row = {}): Row {
  const made = Object.fromEntries(columns.map(({ name, type }) => [name, anyValue(type)]))
  return { ...made, ...given, tenant_id: tenantId }
}

export async function insertRow(client: pg.Client, table: string, row: Row): Promise<void> {
  const names = Object.keys(row)
  const values = names.map((_, i) => `$${i + 1}`)
  await client.query(`insert into ${table} (${names.join(', ')}) values (${values.join(', ')})`, Object.values(row))
}

const makers: Record<string, () => unknown> = {
  uuid: newId,
  'uuid[]': () => [],
  'text[]': () => [],
  text: () => randomBytes(8).toString('hex'),
  // Two of them still add up within an int: some index does.
  integer: () => randomInt(1, 2 ** 30 - 1),
  bigint: () => String(randomInt(1, 2 ** 47)),
  numeric: () => '1.5',
  boolean: () => false,
  date: () => `20${randomInt(10, 99)}-01-${randomInt(10, 29)}`,
  'timestamp with time zone': () => new Date(),
  jsonb: () => '{}',
  bytea: () => randomBytes(8),
}

function anyValue(type: string): unknown {
  const make = makers[type]
  if (!make) throw new Error(`no values are known of type ${type}`)
  return make()
}
