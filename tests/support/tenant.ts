import { newId } from '@/lib/kernel/ids'
import { keyActor, memberActor, systemActor } from '@/lib/platform/auth/actors'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'

export type TestTenant = { tenantId: string; slug: string; owner: Actor; system: Actor }

/** A fresh company for one test: the cheapest isolation a multi-tenant system has. */
export async function createTenant(options: { currency?: string; timeZone?: string } = {}): Promise<TestTenant> {
  const slug = `t-${newId().slice(-12)}`
  const { tenantId, memberId } = await registerCompany({
    slug,
    name: `Test ${slug}`,
    currency: options.currency ?? 'CNY',
    timeZone: options.timeZone ?? 'Asia/Shanghai',
    owner: { email: `${slug}@example.test`, name: 'Owner', passwordHash: 'not-a-hash' },
  })
  const owner = await memberActor(tenantId, memberId)
  if (!owner) throw new Error('the owner is missing')
  return { tenantId, slug, owner, system: await systemActor(tenantId) }
}

type Scope = { shopIds?: string[]; warehouseIds?: string[] }

/** A member with one of the built-in roles, limited to some shops or warehouses. */
export async function createMember(tenantId: string, role: string, scope: Scope = {}): Promise<Actor> {
  const id = await insertActor(tenantId, 'members', role, scope)
  const actor = await memberActor(tenantId, id)
  if (!actor) throw new Error('the member is missing')
  return actor
}

export async function createKeyActor(tenantId: string, role: string, scope: Scope = {}): Promise<Actor> {
  const id = await insertActor(tenantId, 'api_keys', role, scope)
  const actor = await keyActor(tenantId, id)
  if (!actor) throw new Error('the key is missing')
  return actor
}

async function insertActor(
  tenantId: string,
  table: 'members' | 'api_keys',
  role: string,
  scope: Scope,
): Promise<string> {
  const id = newId()
  const extra = table === 'members' ? 'email' : 'hint'
  await inTenant(tenantId, 'write', (client) =>
    client.query(
      `insert into ${table} (tenant_id, id, name, ${extra}, role_id, shop_ids, warehouse_ids)
       select $1, $2, $3, $4, r.id, $5, $6 from roles r where r.tenant_id = $1 and r.code = $7 returning id`,
      [tenantId, id, role, `${id}@example.test`, scope.shopIds ?? null, scope.warehouseIds ?? null, role],
    ),
  )
  return id
}
