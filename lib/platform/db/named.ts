import { env } from '@/lib/platform/env'

/**
 * A statement's name makes it a prepared one of its connection. Behind a pooler that lends connections by transaction and does not
 * know about names (PgBouncer before 1.21) it would be asked of a connection that never heard of it: then it goes without.
 */
export function named(name: string | undefined): { name?: string } {
  return name !== undefined && env().PREPARED_STATEMENTS === 'keep' ? { name } : {}
}
