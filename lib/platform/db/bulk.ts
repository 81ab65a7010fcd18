import { setImmediate } from 'node:timers/promises'
import type { Context } from '@/lib/platform/door/context'

type SqlType = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'timestamptz' | 'date' | 'jsonb' | 'bytea' | 'numeric'

/** One column of many rows: its SQL type and its values, all columns of equal length. */
export type Column = readonly [type: SqlType, values: readonly unknown[]]

/** A statement made ready, to be sent when its turn has come. */
export type Ready<R extends object = object> = (ctx: Context) => Promise<R[]>

/**
 * Many rows by one `insert … select from unnest`. `tail` must hold `on conflict` or `returning`:
 * without either a distributed database turns the statement into a COPY, which row-level security refuses.
 */
export function readyInsert<R extends object>(
  table: string,
  columns: Readonly<Record<string, Column>>,
  tail = 'on conflict do nothing',
): Ready<R> {
  const [text, params] = insertOf(table, columns)
  return async (ctx) => (params[0] === '{}' ? [] : ctx.sql<R>(`${text} ${tail}`, params))
}

/**
 * Rows that cannot be there yet: one that is, is an error. PostgreSQL looks once instead of twice for each, and answers one row in
 * all; `returning` is for the distributed database, as above.
 */
export function readyFresh(table: string, columns: Readonly<Record<string, Column>>): Ready {
  const [text, params] = insertOf(table, columns)
  return async (ctx) =>
    params[0] === '{}' ? [] : ctx.sql(`with made as (${text} returning 1) select count(*) from made`, params)
}

export function insertMany<R extends object>(
  ctx: Context,
  table: string,
  columns: Readonly<Record<string, Column>>,
  tail?: string,
): Promise<R[]> {
  return readyInsert<R>(table, columns, tail)(ctx)
}

/** Does `work` while the database is busy with a statement that was sent; one at a time is under way, as ever. */
export async function meanwhile<A, B>(sent: Promise<A>, work: () => B): Promise<[A, B]> {
  // Awaited below; should it fail before, nobody else is to hear of it.
  sent.catch(() => undefined)
  // The bytes leave first.
  await setImmediate()
  const done = work()
  return [await sent, done]
}

/** Sends statements one after the other, each made ready while the database works on the one before. */
export async function inTurn(ctx: Context, statements: readonly (() => Ready)[]): Promise<void> {
  let sent: Promise<unknown> = Promise.resolve()
  for (const make of statements) {
    const [, ready] = await meanwhile(sent, make)
    sent = ready(ctx)
  }
  await sent
}

function insertOf(table: string, columns: Readonly<Record<string, Column>>): [text: string, params: string[]] {
  const names = Object.keys(columns)
  const values = Object.values(columns)
  // Bytes travel as base64: as bytea literals they would be half as long again, and every backslash of an array is escaped.
  const arrays = values.map(([type], i) => `$${i + 2}::${type === 'bytea' ? 'text' : type}[]`).join(', ')
  const picked = names.map((n) => (columns[n]?.[0] === 'bytea' ? `decode(u.${n}, 'base64')` : `u.${n}`)).join(', ')
  const text = `insert into ${table} (tenant_id, ${names.join(', ')})
     select $1, ${picked} from unnest(${arrays}) as u(${names.join(', ')})`
  return [text, values.map(([type, list]) => arrayOf(type, list))]
}

/**
 * A column as PostgreSQL writes arrays. The driver would do it, too, but value by value with patterns for what each might be, and
 * instants through the local calendar: of a page of orders that is a tenth of the time.
 */
function arrayOf(type: SqlType, list: readonly unknown[]): string {
  const element = type === 'jsonb' ? jsonElement : type === 'bytea' ? bytesElement : plainElement
  return `{${list.map((value) => (value === null || value === undefined ? 'NULL' : element(value))).join(',')}}`
}

/** JSON holds no control characters, so what JSON escapes once more is just what an array escapes. */
function jsonElement(value: unknown): string {
  return JSON.stringify(JSON.stringify(value))
}

function bytesElement(value: unknown): string {
  return Buffer.isBuffer(value) ? `"${value.toString('base64')}"` : 'NULL'
}

function plainElement(value: unknown): string {
  if (typeof value === 'string') return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
  return value instanceof Date ? `"${value.toISOString()}"` : String(value)
}
