import { randomBytes } from 'node:crypto'
import { keyActor } from '@/lib/platform/auth/actors'
import { unknownKeys } from '@/lib/platform/auth/unknown-keys'
import { sha256 } from '@/lib/platform/crypto'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'

type Route = { tenantId: string; apiKeyId: string }

const shape = /^cvn_[A-Za-z0-9_-]{43}$/
/** How long a key's way to its tenant is kept; whether the key still works is `keyActor`'s to say. */
const freshMs = 2000
const cache = new Map<string, { at: number; route: Promise<Route | undefined> }>()

/**
 * A new key and the row that leads from its hash to its tenant. Called by the use case that inserts the tenant's own
 * row in the same breath: a route to a key that was rolled back leads nowhere and opens nothing.
 */
export async function routeApiKey(tenantId: string, apiKeyId: string): Promise<string> {
  const key = `cvn_${randomBytes(32).toString('base64url')}`
  await inAuth((client) =>
    client.query('insert into api_key_routes (key_hash, tenant_id, api_key_id) values ($1, $2, $3)', [
      sha256(key),
      tenantId,
      apiKeyId,
    ]),
  )
  return key
}

const unknown = unknownKeys()

/**
 * The actor behind a bearer key; undefined for everything that is not a living key of an active company. An address that
 * asks for many unknown keys is refused without a look at the database, whose few sign-in connections people need.
 */
export async function actorOfKey(bearer: string, address: string): Promise<Actor | undefined> {
  if (!shape.test(bearer)) return undefined
  const route = await routeOf(sha256(bearer), address)
  return route && keyActor(route.tenantId, route.apiKeyId)
}

async function routeOf(hash: Buffer, address: string): Promise<Route | undefined> {
  const name = hash.toString('hex')
  const known = cache.get(name)
  if (known && Date.now() - known.at < freshMs) return known.route
  unknown.admit(address, name)
  if (cache.size > 5000) cache.clear()
  const route = find(hash).then((found) => {
    if (found) unknown.recognise(address, name)
    return found
  })
  cache.set(name, { at: Date.now(), route })
  route.catch(() => cache.delete(name))
  return route
}

async function find(hash: Buffer): Promise<Route | undefined> {
  const { rows } = await inAuth((client) =>
    client.query<Route>(
      `select r.tenant_id as "tenantId", r.api_key_id as "apiKeyId"
         from api_key_routes r join tenants t on t.id = r.tenant_id and t.status = 'active'
        where r.key_hash = $1`,
      [hash],
    ),
  )
  return rows[0]
}
