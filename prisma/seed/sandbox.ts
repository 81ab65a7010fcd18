import { getConnection } from '@/lib/modules/channels/get-connection'
import { listListings } from '@/lib/modules/channels/list-listings'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { createShop } from '@/lib/modules/settings/create-shop'
import { listShops } from '@/lib/modules/settings/list-shops'
import { memberActor } from '@/lib/platform/auth/actors'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'
import { demoSlug } from '@/lib/platform/demo'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { demoOwner } from '@/prisma/seed/company'

/** Shops of their own: what the demo's other shops have sold, no sandbox has heard of. */
export const sandboxShops = [
  { code: 'sandbox-tmall', name: '天猫演练店（沙盒）', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' },
  {
    ...{ code: 'sandbox-pdd', name: '拼多多演练店（沙盒）', channel: 'pinduoduo' },
    ...{ currency: 'CNY', timeZone: 'Asia/Shanghai' },
  },
  {
    ...{ code: 'sandbox-shopify', name: 'Shopify 演练店（沙盒）', channel: 'shopify' },
    ...{ currency: 'USD', timeZone: 'America/New_York' },
  },
] as const

export async function findDemoOwner(): Promise<Actor | undefined> {
  const tenants = await inAuth((client) =>
    client.query<{ id: string }>(`select id from tenants where slug = $1 and status = 'active'`, [demoSlug]),
  )
  const tenantId = tenants.rows[0]?.id
  if (!tenantId) return undefined
  const members = await inTenant(tenantId, 'read', (client) =>
    client.query<{ id: string }>('select id from members where tenant_id = $1 and email = $2', [tenantId, demoOwner]),
  )
  return members.rows[0] && memberActor(tenantId, members.rows[0].id)
}

/** Each shop is there and speaks to its sandbox at this address. What a visitor has changed since, a pause say, stays. */
export async function connectSandboxes(
  owner: Actor,
  url: string,
  credentialsOf: (channel: string) => Readonly<Record<string, string>>,
): Promise<void> {
  const known = new Map((await run(listShops, owner, { limit: 200 })).items.map((shop) => [shop.code, shop.id]))
  for (const wanted of sandboxShops) {
    const { channel } = wanted
    const shopId = known.get(wanted.code) ?? (await run(createShop, owner, wanted)).id
    const baseUrl = `${url}/${channel}`
    if ((await run(getConnection, owner, { shopId })).baseUrl === baseUrl) continue
    const credentials = credentialsOf(channel)
    await run(setConnection, owner, { shopId, channel, baseUrl, credentials })
  }
}

/**
 * Lets the shops show our stock, once their listings are known: only then is it known what would be replaced. Answers whether all do
 * so; it is asked until then and never again, since a visitor may switch it off.
 */
export async function publishSandboxes(owner: Actor): Promise<boolean> {
  const codes: readonly string[] = sandboxShops.map(({ code }) => code)
  const shops = (await run(listShops, owner, { limit: 200 })).items.filter(({ code }) => codes.includes(code))
  const read = await Promise.all(shops.map(({ id }) => run(listListings, owner, { shopId: id, limit: 1 })))
  if (read.some(({ items }) => items.length === 0)) return false
  for (const { id } of shops) await run(setShopRule, owner, { shopId: id, publish: true, overwrite: true })
  return shops.length === codes.length
}
