import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/platform/env'
import { urlsOf } from './roles'

export type Pooler = { listen: string; port: number; size: number; folder: string; key: Buffer }

/**
 * Writes what PgBouncer needs to stand in front of DATABASE_SERVER: its settings, and the passwords of the two roles that come through
 * it. They follow from the master key like all of ours, so nobody has to carry them there.
 */
export function writePooler({ listen, port, size, folder, key }: Pooler): string {
  const { DATABASE_SERVER, PREPARED_STATEMENTS } = env()
  if (!DATABASE_SERVER) throw new Error('DATABASE_SERVER must be set')
  const { hostname, port: serverPort, pathname } = new URL(DATABASE_SERVER)
  const database = pathname.slice(1)
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(database))
    throw new Error('DATABASE_SERVER must name a database: postgresql://host/caravan')
  const users = path.join(folder, 'userlist.txt')
  const settings = {
    listen_addr: listen,
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    pool_mode: 'transaction',
    // Of each role and database; every client beyond waits its turn.
    default_pool_size: size,
    max_client_conn: 2000,
    // Named statements are remembered for whoever comes by which connection.
    ...(PREPARED_STATEMENTS === 'keep' && { max_prepared_statements: 200 }),
    // A database that is away is said at once, and found again within a second.
    server_login_retry: 1,
    query_wait_timeout: 8,
    // Statements are not logged, here as little as in the database.
    log_connections: 0,
    log_disconnections: 0,
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const file = path.join(folder, 'pgbouncer.ini')
  const server = `host=${hostname} port=${serverPort || 5432} dbname=${database}`
  write(file, ['[databases]', `${database} = ${server}`, '', '[pgbouncer]', ...lines])
  const { DATABASE_URL, AUTH_DATABASE_URL } = urlsOf(DATABASE_SERVER, key)
  const roles = [DATABASE_URL, AUTH_DATABASE_URL].map((url) => new URL(url))
  write(
    users,
    roles.map(({ username, password }) => `"${username}" "${password}"`),
  )
  return file
}

function write(file: string, lines: readonly string[]) {
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  // The mode above is for a new file; one that was there keeps its own.
  chmodSync(file, 0o600)
}
