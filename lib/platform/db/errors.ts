import { Refusal } from '@/lib/kernel/refusal'

type PgError = { code?: string; constraint?: string; message?: string; routine?: string }

/** Name of the violated constraint; a distributed database puts it, with a shard number, into the message only. */
export function constraintOf(e: unknown): string {
  const error = e as PgError
  const name = error.constraint ?? /constraint "([^"]+)"/.exec(error.message ?? '')?.[1] ?? ''
  return name.replace(/_\d{6,}$/, '')
}

export function sqlState(e: unknown): string {
  const code = (e as PgError | undefined)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : ''
}

/** Deadlock, serialization, lock timeout: start over. */
export function isTransient(e: unknown): boolean {
  return ['40P01', '40001', '55P03'].includes(sqlState(e))
}

/** What was read before the locks were held is no longer true: the transaction starts over, as after a lost race in the database. */
export function startOver(why: string): never {
  throw Object.assign(new Error(why), { code: '40001' })
}

/** The server is away, starting, stopping or overloaded, or nothing listens. */
export function isUnavailable(e: unknown): boolean {
  const state = sqlState(e)
  const error = e as PgError
  // 08P01 speaks of a connection, but means that we sent what no server understands. From a pooler it means whatever went wrong between
  // it and the server; unlike PostgreSQL it names no routine of its source.
  if (state === '08P01') return error.routine === undefined
  if (/^(08|57P|53)/.test(state) || state === '57014') return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(error?.code ?? '')) return true
  return /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error?.message ?? '')
}

/** The one translation of what PostgreSQL refuses; everything it does not know stays a fault. */
export function asRefusal(e: unknown): unknown {
  const state = sqlState(e)
  const constraint = constraintOf(e)
  if (state === '23514' && constraint.startsWith('stock_balances_')) return new Refusal('insufficient_stock')
  if (state === '23503') return new Refusal('not_found')
  if (state === '23505') return new Refusal('invalid', { errors: [{ path: constraint, code: 'taken' }] })
  if (state === '23514' || state === '23502' || state.startsWith('22'))
    return new Refusal('invalid', { errors: [{ path: constraint, code: 'out_of_range' }] })
  if (isTransient(e) || isUnavailable(e)) return new Refusal('unavailable')
  return e
}
