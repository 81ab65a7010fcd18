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
  return inTransaction('app', `${begin[mode]}; select app_set_tenant('${tenantId}')`, mode !== 'write', work)
}

/** A transaction of the sign-in role; it sees users and sessions, and a tenant's rows only where it binds one itself. */
export async function inAuth<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction('auth', begin.write, false, work)
}

async function inTransaction<T>(
  purpose: 'app' | 'auth',
  opening: string,
  reading: boolean,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool(purpose).connect()
  let value: T
  try {
    const opened = client.query(opening)
    // A tenant's first statement travels right behind: should the opening fail, so does it, in an aborted transaction or unbound.
    if (purpose === 'app') opened.catch(() => undefined)
    else await opened
    value = await work(client)
    await opened
    if (!reading) await client.query('commit')
  } catch (e) {
    await end(client, 'rollback')
    throw e
  }
  // What was only read is answered at once; nobody has to wait for the end of a transaction that changed nothing.
  if (reading) void end(client, 'commit')
  else client.release()
  return value
}

/** A connection whose end fails is in an unknown state and must never reach another tenant: it is destroyed. */
async function end(client: pg.PoolClient, how: 'commit' | 'rollback'): Promise<void> {
  try {
    await client.query(how)
    client.release()
  } catch {
    client.release(true)
  }
}
