import type pg from 'pg'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, defaultSettings, type Tenant, type TenantSettings } from '@/lib/platform/door/actor'
import { type MemberLists, memberListsSql } from '@/lib/platform/door/member-lists'
import { processWide } from '@/lib/platform/process-wide'

/** How long a role, scope or disabled member may lag behind the database. */
const freshMs = 2000

type Row = {
  id: string
  name: string
  shop_ids: string[] | null
  warehouse_ids: string[] | null
  role: string
  second_factor: boolean
  permissions: string[]
} & Partial<MemberLists>

type Cache = Map<string, { at: number; actor: Promise<Actor | undefined> }>
// Shared by all bundles of the process: what an action changed, the next page of this process must show.
const cache = processWide('actors', (): Cache => new Map())

/** The member's actor, or undefined when the member is unknown or disabled. */
export function memberActor(tenantId: string, memberId: string): Promise<Actor | undefined> {
  return cached(`member ${tenantId} ${memberId}`, () => load(tenantId, 'member', 'members', memberId))
}

/** The API key's actor, or undefined when the key is unknown or disabled. */
export function keyActor(tenantId: string, keyId: string): Promise<Actor | undefined> {
  return cached(`key ${tenantId} ${keyId}`, () => load(tenantId, 'key', 'api_keys', keyId))
}

/** The house itself in one tenant: workers, seed, command line. */
export async function systemActor(tenantId: string): Promise<Actor> {
  const actor = await cached(`system ${tenantId}`, () =>
    inTenant(tenantId, 'read', async (client) => {
      const tenant = await tenantOf(client, tenantId)
      if (!tenant) return undefined
      const scope = { shopIds: null, warehouseIds: null }
      return {
        kind: 'system',
        id: null,
        name: 'system',
        tenantId,
        tenant,
        role: 'system',
        permissions: new Set(['*']),
        scope,
      }
    }),
  )
  if (!actor) throw new Error('no such tenant')
  return actor
}

/**
 * The house itself, on somebody's behalf: it may read what its work needs, and no more of the company than they may. For the part of a
 * command that stands before its transaction, when the permission for the command has been asked already.
 */
export async function machineFor(actor: Actor): Promise<Actor> {
  return { ...(await systemActor(actor.tenantId)), scope: actor.scope }
}

/** After a change that must be seen at once by this process (others follow within the cache's time). */
export function forgetActors(): void {
  cache.clear()
}

/** The same for one member, for what concerns nobody else's rights. */
export function forgetMember(tenantId: string, memberId: string): void {
  cache.delete(`member ${tenantId} ${memberId}`)
}

function cached(key: string, make: () => Promise<Actor | undefined>): Promise<Actor | undefined> {
  const known = cache.get(key)
  if (known && Date.now() - known.at < freshMs) return known.actor
  if (cache.size > 5000) cache.clear()
  const actor = make()
  cache.set(key, { at: Date.now(), actor })
  actor.catch(() => cache.delete(key))
  return actor
}

function load(
  tenantId: string,
  kind: 'member' | 'key',
  table: 'members' | 'api_keys',
  id: string,
): Promise<Actor | undefined> {
  return inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query<Row>(
      `select a.id, a.name, a.shop_ids, a.warehouse_ids, r.code as role, r.second_factor,
              array(select p.permission from role_permissions p where p.tenant_id = $1 and p.role_id = a.role_id) as permissions
              ${kind === 'member' ? `, ${memberListsSql}` : ''}
         from ${table} a join roles r on r.tenant_id = $1 and r.id = a.role_id
        where a.tenant_id = $1 and a.id = $2 and a.disabled_at is null`,
      [tenantId, id],
    )
    const [row] = rows
    const tenant = row && (await tenantOf(client, tenantId))
    if (!tenant) return undefined
    const scope = { shopIds: row.shop_ids, warehouseIds: row.warehouse_ids }
    return {
      kind,
      id: row.id,
      name: row.name,
      tenantId,
      tenant,
      role: row.role,
      permissions: new Set(row.permissions),
      scope,
      // A program has no authenticator; its key is a secret of its own.
      secondFactor: kind === 'member' && row.second_factor,
      ...(row.preferences && row.views && { lists: { preferences: row.preferences, views: row.views } }),
    }
  })
}

/**
 * The member as seen through another role: what both have, so that nobody sees more by it than by their own. Undefined
 * when the role is gone. Scope stays the member's: a role has none.
 */
export function viewingActor(own: Actor, roleId: string): Promise<Actor | undefined> {
  return cached(`view ${own.tenantId} ${own.id} ${roleId}`, () =>
    inTenant(own.tenantId, 'read', async (client) => {
      const { rows } = await client.query<{ code: string; name: string; permissions: string[] }>(
        `select r.code, r.name,
                array(select p.permission from role_permissions p where p.tenant_id = $1 and p.role_id = r.id) as permissions
           from roles r where r.tenant_id = $1 and r.id = $2`,
        [own.tenantId, roleId],
      )
      const [role] = rows
      if (!role) return undefined
      const { code, name } = role
      const permissions = inBoth(own.permissions, new Set(role.permissions))
      return { ...own, role: code, permissions, viewing: { roleId, code, name } }
    }),
  )
}

/** What two roles have in common, wildcards and all. */
function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  const held = (set: ReadonlySet<string>, one: string) =>
    set.has('*') || set.has(one) || set.has(`${one.slice(0, one.indexOf('.'))}.*`)
  return new Set([...[...a].filter((one) => held(b, one)), ...[...b].filter((one) => held(a, one))])
}

async function tenantOf(client: pg.PoolClient, tenantId: string): Promise<Tenant | undefined> {
  const { rows } = await client.query<{
    name: string
    currency: string
    time_zone: string
    settings: Partial<TenantSettings>
  }>('select name, currency, time_zone, settings from companies where tenant_id = $1', [tenantId])
  const [row] = rows
  return (
    row && {
      name: row.name,
      currency: row.currency,
      timeZone: row.time_zone,
      settings: { ...defaultSettings, ...row.settings },
    }
  )
}
