import pg from 'pg'
import { rolePassword } from '@/lib/platform/master-key'

export type Urls = {
  DATABASE_URL: string
  DATABASE_DIRECT_URL: string
  DATABASE_OWNER_URL: string
  AUTH_DATABASE_URL: string
  QUEUE_DATABASE_URL: string
}

const requests = {
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '10s',
  lock_timeout: '3s',
}

/**
 * None is a superuser and none bypasses row-level security, on the embedded server too: what works here works on a
 * managed PostgreSQL, and a forgotten tenant fails here as it would there.
 */
const roles: Record<string, { login: boolean; settings: Record<string, string> }> = {
  caravan_owner: { login: true, settings: {} },
  caravan_app: { login: true, settings: requests },
  caravan_auth: { login: true, settings: requests },
  caravan_relay: { login: false, settings: {} },
  caravan_queue: { login: true, settings: { search_path: 'bullmq' } },
}

/** `address`: of the server and the database; whoever it names is replaced by our roles. */
export function urlsOf(address: string, key: Buffer): Urls {
  const url = (role: string) => {
    const own = new URL(address)
    own.username = role
    own.password = rolePassword(key, role)
    return own.href
  }
  return {
    DATABASE_URL: url('caravan_app'),
    DATABASE_DIRECT_URL: url('caravan_app'),
    DATABASE_OWNER_URL: url('caravan_owner'),
    AUTH_DATABASE_URL: url('caravan_auth'),
    QUEUE_DATABASE_URL: url('caravan_queue'),
  }
}

/** Creates what is missing: the roles of the server and one empty database that is theirs. `superuserUrl` names any database there is. */
export async function ensureDatabase(superuserUrl: string, key: Buffer, database = 'caravan'): Promise<Urls> {
  const own = new URL(superuserUrl)
  own.pathname = `/${database}`
  await withClient(superuserUrl, async (client) => {
    // Two processes at once would both find a role missing; the lock is the session's, so it ends with it.
    await client.query("select pg_advisory_lock(hashtext('caravan roles'))")
    for (const name of Object.keys(roles)) await ensureRole(client, key, name)
    // Migrations hand functions over to the relay with `alter function … owner to`, which asks for membership.
    await client.query('grant caravan_relay to caravan_owner with inherit true, set true')
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner caravan_owner template template0`)
    }
    await restrictConnections(client, database)
  })
  await withClient(own.href, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('caravan roles'))")
    // A function's owner must be allowed to create in its schema. Nobody can log in as the relay.
    await client.query('grant create on schema public to caravan_relay')
    await client.query('create schema if not exists bullmq authorization caravan_queue')
  })
  return urlsOf(own.href, key)
}

/** Rights on a database are not copied with its template, so a copy needs them again. */
export async function restrictConnections(client: pg.Client, database: string) {
  const name = client.escapeIdentifier(database)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to caravan_app, caravan_auth, caravan_queue`)
}

async function ensureRole(client: pg.Client, key: Buffer, name: string) {
  const { login, settings } = roles[name] ?? { login: false, settings: {} }
  const found = await client.query('select 1 from pg_roles where rolname = $1', [name])
  if (found.rowCount === 0) await client.query(`create role ${name}`)
  await client.query(
    `alter role ${name} with nosuperuser nobypassrls nocreatedb nocreaterole noreplication inherit
     ${login ? `login password '${rolePassword(key, name)}'` : 'nologin password null'}`,
  )
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`alter role ${name} set ${setting} = '${value}'`)
  }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
