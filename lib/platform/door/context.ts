import type pg from 'pg'
import { newId } from '@/lib/kernel/ids'
import { boundTo, type Database } from '@/lib/platform/db/bound'
import { named } from '@/lib/platform/db/named'
import { together } from '@/lib/platform/db/together'
import type { Actor, Tenant } from '@/lib/platform/door/actor'
import { type TenantCrypt, tenantCrypt } from '@/lib/platform/tenant-crypt'

/** Rows for which one plan fits all; making one costs less than a millisecond. */
export const handful = 500

/** A fact of the past tense, told to whoever wants to know after the commit. Payloads carry ids and codes, no personal data. */
export type DomainEvent = { readonly name: string; readonly payload: Readonly<Record<string, unknown>> }

export type Ref = { readonly type: string; readonly id: string }

/**
 * What a use case works with, and its only way to the database: one transaction, bound to one tenant.
 * It is an argument, never hidden state, so that no statement can run outside its transaction.
 */
export class Context {
  readonly tenantId: string
  readonly tenant: Tenant
  readonly events: DomainEvent[] = []
  readonly refs: Ref[] = []
  readonly detail: Record<string, unknown> = {}
  readonly words: Record<string, string> = {}
  readonly actor: Actor
  /** One instant for the whole command. */
  readonly now: Date
  readonly requestId: string
  private readonly client: pg.PoolClient
  private bound: Database | undefined

  constructor(client: pg.PoolClient, actor: Actor, now: Date, requestId: string = newId()) {
    this.client = client
    this.actor = actor
    this.now = now
    this.requestId = requestId
    this.tenantId = actor.tenantId
    this.tenant = actor.tenant
  }

  /** Kysely on the bound transaction; made at first use, because a list needs none. */
  get db(): Database {
    this.bound ??= boundTo(this.client, this.tenantId)
    return this.bound
  }

  /**
   * Raw SQL, for what a query builder cannot say. The text names the tenant itself: `$1` is always the tenant's id.
   * `name` makes it a prepared statement of its connection; only for texts that never vary. Asked for many rows at once it is planned
   * anew: a plan that was made for a handful, or while tables were empty, reads whole tables once for each of two thousand.
   */
  async sql<R extends object>(text: string, params: readonly unknown[] = [], name?: string): Promise<R[]> {
    const many = params.some((one) => Array.isArray(one) && one.length > handful)
    const result = await this.client.query({ text, values: [this.tenantId, ...params], ...(!many && named(name)) })
    return result.rows as R[]
  }

  /**
   * Rows of a list that is read page by page, by one plan for all pages: the text walks an index in the list's own sequence whatever the
   * values are. Left to itself the database plans such a page anew each time, because of companies above the average it guesses
   * fewer rows without knowing which one it is; and planning several tables takes longer than reading fifty rows of them.
   */
  async page<R extends object>(text: string, params: readonly unknown[], name: string): Promise<R[]> {
    const kept = named(name)
    if (kept.name === undefined) return this.sql(text, params)
    const [, found] = await together([
      this.client.query('set local plan_cache_mode = force_generic_plan'),
      this.client.query({ text, values: [this.tenantId, ...params], ...kept }),
      this.client.query('set local plan_cache_mode to default'),
    ])
    return found.rows as R[]
  }

  /**
   * Before many rows are written at once: the connection plans everything anew, what checks foreign keys as well. Such a check that was
   * planned while its table was nearly empty reads the whole of it for each row.
   */
  async planAnew(): Promise<void> {
    await this.client.query('discard plans')
  }

  /** Statements without parameters: savepoints and settings of this transaction. */
  async control(
    text:
      | 'savepoint page'
      | 'rollback to savepoint page'
      | 'release savepoint page'
      | 'savepoint rehearsal'
      | 'rollback to savepoint rehearsal',
  ): Promise<void> {
    await this.client.query(text)
  }

  /** Told after the commit, by the relay, at least once. */
  emit(event: DomainEvent): void {
    this.events.push(event)
  }

  /** What the audit row points to. */
  touch(type: string, id: string): void {
    this.refs.push({ type, id })
  }

  /** What the audit row says beside its references: codes, counts, ids; never personal data. */
  tell(detail: Record<string, unknown>): void {
    Object.assign(this.detail, detail)
  }

  /** What a person typed, for the audit row; sealed there, because it may hold personal data. */
  tellWords(words: Record<string, string>): void {
    Object.assign(this.words, words)
  }

  crypt(): Promise<TenantCrypt> {
    return tenantCrypt(this)
  }
}
