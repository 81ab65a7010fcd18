import type { Context } from '@/lib/platform/door/context'

type SqlType = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'timestamptz' | 'date' | 'jsonb' | 'bytea' | 'numeric'

/** One column of many rows: its SQL type and its values, all columns of equal length. */
export type Column = readonly [type: SqlType, values: readonly unknown[]]

/**
 * Inserts many rows by one `insert … select from unnest`. `tail` must hold `on conflict` or `returning`:
 * without either a distributed database turns the statement into a COPY, which row-level security refuses.
 */
export async function insertMany<R extends object>(
  ctx: Context,
  table: string,
  columns: Readonly<Record<string, Column>>,
  tail = 'on conflict do nothing',
): Promise<R[]> {
  const names = Object.keys(columns)
  const values = Object.values(columns)
  if ((values[0]?.[1].length ?? 0) === 0) return []
  const arrays = values.map(([type], i) => `$${i + 2}::${type}[]`).join(', ')
  return ctx.sql<R>(
    `insert into ${table} (tenant_id, ${names.join(', ')})
     select $1, ${names.map((n) => `u.${n}`).join(', ')} from unnest(${arrays}) as u(${names.join(', ')}) ${tail}`,
    values.map(([type, list]) => (type === 'jsonb' ? list.map((v) => (v === null ? null : JSON.stringify(v))) : list)),
  )
}
