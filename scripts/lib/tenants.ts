import { systemActor } from '@/lib/platform/auth/actors'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'

export type TenantRef = { id: string; slug: string }

/** All companies, by slug. */
export async function allTenants(): Promise<TenantRef[]> {
  const { rows } = await inAuth((client) =>
    client.query<TenantRef>("select id, slug from tenants where status = 'active' order by slug"),
  )
  return rows
}

export async function findTenant(slug: string): Promise<TenantRef | undefined> {
  const { rows } = await inAuth((client) =>
    client.query<TenantRef>('select id, slug from tenants where slug = $1', [slug]),
  )
  return rows[0]
}

/** The house itself acting in the company of this slug. */
export async function actorOf(slug: string): Promise<Actor> {
  const tenant = await findTenant(slug)
  if (!tenant) throw new Error(`there is no tenant ${slug}`)
  return systemActor(tenant.id)
}

/** For what a command must know before it opens the door: one read, bound to the actor's tenant. */
export function look<T>(actor: Actor, read: (ctx: Context) => Promise<T>): Promise<T> {
  return inTenant(actor.tenantId, 'read', (client) => read(new Context(client, actor, new Date())))
}
