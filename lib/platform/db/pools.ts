import pg from 'pg'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'

// int8 as bigint (money must not pass through a double), date as text (a business day has no zone), numeric as text.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt)
pg.types.setTypeParser(pg.types.builtins.DATE, String)

type Purpose = 'app' | 'auth' | 'numbers'
// Next loads this file once per bundle; the pools of a process are shared through one registered symbol.
const shared = globalThis as { [key: symbol]: Map<Purpose, pg.Pool> | undefined }
const pools = shared[Symbol.for('caravan.pools')] ?? new Map<Purpose, pg.Pool>()
shared[Symbol.for('caravan.pools')] = pools

const sizes: Record<Purpose, number> = { app: 12, auth: 4, numbers: 2 }

export function pool(purpose: Purpose): pg.Pool {
  const known = pools.get(purpose)
  if (known) return known
  const made = new pg.Pool({
    connectionString: addressOf(purpose),
    max: sizes[purpose],
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    application_name: `caravan-${purpose}`,
    // Statements that do not wait for one another share a round trip.
    pipeline: true,
  })
  // An idle connection that breaks (server restarted) must not end the process; the pool replaces it.
  made.on('error', (e) => log.warn({ code: (e as { code?: string }).code, pool: purpose }, 'idle connection lost'))
  // One that breaks in the hands of a transaction, between two of its statements, has nobody listening either:
  // its next statement fails, and that is how the transaction learns of it.
  made.on('connect', (client) => client.on('error', () => undefined))
  pools.set(purpose, made)
  return made
}

/**
 * Numbers are taken while the one who needs them holds a connection already. Past the pooler, if there is one: were it to lend both out
 * of one store, a crowd would hold all of them and wait for one more each.
 */
function addressOf(purpose: Purpose): string | undefined {
  const { DATABASE_URL, DATABASE_DIRECT_URL, AUTH_DATABASE_URL } = env()
  if (purpose === 'auth') return AUTH_DATABASE_URL
  return purpose === 'numbers' ? (DATABASE_DIRECT_URL ?? DATABASE_URL) : DATABASE_URL
}

export async function closePools(): Promise<void> {
  const open = [...pools.values()]
  pools.clear()
  await Promise.all(open.map((p) => p.end()))
}
