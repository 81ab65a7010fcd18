import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DB } from '@/lib/platform/db/schema'
import { TenantPlugin } from '@/lib/platform/db/tenant-plugin'

export type Database = Kysely<DB>

/** A Kysely that speaks on one client inside its open transaction; it can neither begin nor commit. */
export function boundTo(client: pg.PoolClient, tenantId: string | undefined): Database {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: tenantId ? [new TenantPlugin(tenantId)] : [],
  })
}

class ClientConnection implements DatabaseConnection {
  private readonly client: pg.PoolClient

  constructor(client: pg.PoolClient) {
    this.client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.client.query(query.sql, query.parameters as unknown[])
    const counted = result.command === 'UPDATE' || result.command === 'DELETE' || result.command === 'INSERT'
    return { rows: result.rows as R[], ...(counted && { numAffectedRows: BigInt(result.rowCount ?? 0) }) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not part of a bound transaction')
  }
}

class ClientDriver implements Driver {
  private readonly connection: ClientConnection

  constructor(client: pg.PoolClient) {
    this.connection = new ClientConnection(client)
  }

  async init() {}
  async acquireConnection() {
    return this.connection
  }
  async beginTransaction() {
    throw new Error('the door opens transactions')
  }
  async commitTransaction() {
    throw new Error('the door commits')
  }
  async rollbackTransaction() {
    throw new Error('the door rolls back')
  }
  async releaseConnection() {}
  async destroy() {}
}
