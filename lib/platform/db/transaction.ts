import type pg from 'pg'
import { isId } from '@/lib/kernel/ids'
import { pool } from '@/lib/platform/db/pools'

export type Mode = 'write' | 'read' | 'snapshot'

const begin: Record<Mode, string> = {
  write: 'begin isolation level read committed',
  read: 'begin isolation level read committed read only',
  snapshot: 'begin isolation level repeatable read read only',
}

/** One transaction bound to one tenant: begin and bind in one round trip, commit at the end, roll back on any throw. */
export async function inTenant<T>(
  tenantId: string,
  mode: Mode,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  if (!isId(tenantId)) throw new Error('a transaction needs a tenant')
  return inTransaction('app', `${begin[mode]}; select app_set_tenant('${tenantId}')`, work)
}

/** A transaction of the sign-in role; it sees users and sessions, and a tenant's rows only where it binds one itself. */
export async function inAuth<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction('auth', begin.write, work)
}

async function inTransaction<T>(purpose: 'app' | 'auth', opening: string, work: (client: pg.PoolClient) => Promise<T>) {
  const client = await pool(purpose).connect()
  let broken = false
  try {
    await client.query(opening)
    const value = await work(client)
    await client.query('commit')
    return value
  } catch (e) {
    // A connection whose rollback fails is in an unknown state and must never reach another tenant: it is destroyed.
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw e
  } finally {
    client.release(broken)
  }
}
