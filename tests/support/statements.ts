import pg from 'pg'
import { afterAll, expect } from 'vitest'
import { withClient } from '@/scripts/lib/roles'

/**
 * Watches every statement the application's own pools send in this test file, and fails the file when one names a
 * tenant's table without `tenant_id`: such a statement is right on one machine and goes to all of them on many.
 */
export async function watchStatements(superuserUrl: string): Promise<void> {
  const named = await tenantTablePattern(superuserUrl)
  const texts = new Set<string>()
  const query = pg.Client.prototype.query
  const watched = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args
    const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text
    if (typeof text === 'string' && applicationOf(this).startsWith('caravan-')) texts.add(text)
    return Reflect.apply(query, this, args)
  }
  pg.Client.prototype.query = watched as typeof query
  afterAll(() => {
    pg.Client.prototype.query = query
    expect([...texts].filter((text) => lacksTenant(text, named))).toEqual([])
  })
}

/** `insert … values` needs none: the column's default is the bound tenant, and one row goes to one place. */
export function lacksTenant(text: string, named: RegExp): boolean {
  const sql = text.replace(/--.*$/gm, '')
  if (!named.test(sql) || /\btenant_id\b/.test(sql)) return false
  return !/^\s*insert\s+into\s+"?\w+"?\s*\([^)]*\)\s*values\b/i.test(sql) || /\bselect\b/i.test(sql)
}

export async function tenantTablePattern(superuserUrl: string): Promise<RegExp> {
  const names = await withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity`,
    )
    return rows.map(({ name }) => name)
  })
  // Only where a table can stand: a column or a constraint may have a table's name.
  return new RegExp(`\\b(from|join|into|update|using|,)\\s+"?(${names.join('|')})\\b`, 'i')
}

function applicationOf(client: pg.Client): string {
  const { connectionParameters } = client as unknown as { connectionParameters?: { application_name?: string } }
  return connectionParameters?.application_name ?? ''
}
