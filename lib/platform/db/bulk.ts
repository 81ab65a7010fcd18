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
  // Bytes travel as base64: as bytea literals they would be half as long again, and every backslash of an array is escaped.
  const arrays = values.map(([type], i) => `$${i + 2}::${type === 'bytea' ? 'text' : type}[]`).join(', ')
  const picked = names.map((n) => (columns[n]?.[0] === 'bytea' ? `decode(u.${n}, 'base64')` : `u.${n}`)).join(', ')
  return ctx.sql<R>(
    `insert into ${table} (tenant_id, ${names.join(', ')})
     select $1, ${picked} from unnest(${arrays}) as u(${names.join(', ')}) ${tail}`,
    values.map(([type, list]) => (type === 'jsonb' ? list.map(asJson) : type === 'bytea' ? list.map(asBase64) : list)),
  )
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

function asBase64(value: unknown): string | null {
  return Buffer.isBuffer(value) ? value.toString('base64') : null
}
