import { groupBy } from '@/lib/kernel/group'
import { normalisePhone } from '@/lib/kernel/text'
import { buyerKey, type NormalOrder, placeToken } from '@/lib/modules/orders/internal/normalise-order'
import type { HoldChange } from '@/lib/modules/orders/internal/set-holds'
import type { Contact, HoldDetails } from '@/lib/modules/orders/schema'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

type Fresh = { readonly id: string; readonly order: NormalOrder }
export type Sign = NonNullable<HoldDetails['same']>[number]
/** Another order: `shopId` where it is in another shop. */
export type Alike = { sign: Sign; number: string; shopId: string | null; shopCode: string }
type Row = Alike & { id: string }

/** Orders of one person that are looked at, newest first. */
const most = 50
const listed = 10

/**
 * Order `m`, by its signs ($2 to $4), and each order `o` of the same person within $5 hours of it, in the same shop `s` or, with $6, in any:
 * a person is known by their phone and by name and address; what a channel calls them says something on that channel only.
 */
export const samePerson = `unnest($2::uuid[], $3::text[], $4::bigint[]) as k(id, sign, token)
       join orders m on m.tenant_id = $1 and m.id = k.id
       join shops mine on mine.tenant_id = $1 and mine.id = m.shop_id
      cross join lateral (
        select t.order_id from order_search t where t.tenant_id = $1 and t.token = k.token and t.order_id <> k.id
         order by t.order_id desc limit ${most}) f
       join orders o on o.tenant_id = $1 and o.id = f.order_id and (o.shop_id = m.shop_id or $6) and o.state not in ('cancelled', 'invalid')
        and o.ordered_at between m.ordered_at - make_interval(hours => $5) and m.ordered_at + make_interval(hours => $5)
       join shops s on s.tenant_id = $1 and s.id = o.shop_id and (k.sign <> 'buyer' or s.channel = mine.channel)`

export const sameGoods = `exists (
        select 1 from order_lines a join order_lines b on b.tenant_id = $1 and b.order_id = o.id and b.quantity > 0
           and ((b.sku_key = a.sku_key and a.sku_key <> '') or b.sku_id = a.sku_id)
         where a.tenant_id = $1 and a.order_id = m.id and a.quantity > 0)`

/**
 * The same goods for the same person a while ago, in the same shop or, where the company wishes it, in any of its shops. What
 * comes in elsewhere at the same moment cannot be seen yet: `unseenPairs` looks for that.
 */
export async function duplicates(ctx: Context, fresh: readonly Fresh[]): Promise<HoldChange[]> {
  const { duplicateHours: hours, duplicateAcrossShops: across } = ctx.tenant.settings
  const crypt = await ctx.crypt()
  const signs = signsOf(
    crypt,
    fresh.map(({ id, order: { contact } }) => ({ id, contact })),
  )
  const rows = await ctx.sql<Row>(
    `select distinct k.id, k.sign, o.number, case when o.shop_id <> m.shop_id then o.shop_id end as "shopId", s.code as "shopCode"
       from ${samePerson}
      where ${sameGoods}
        -- Of two that come at once the later one is the duplicate.
        and (o.created_at < m.created_at or (o.ordered_at, o.id) < (m.ordered_at, m.id))`,
    [...signs, hours, across],
    'suspect-duplicates',
  )
  return [...groupBy(rows, ({ id }) => id)].map(([orderId, found]) => ({
    orderId,
    code: 'suspected_duplicate',
    details: { hours, ...detailsOf(found) },
  }))
}

/** Who a person is to us: their phone, who lives where, and what their channel calls them; as `samePerson` asks for it. */
export function signsOf(
  crypt: TenantCrypt,
  orders: readonly { id: string; contact: Contact }[],
): [ids: string[], signs: Sign[], tokens: bigint[]] {
  const signs = orders.flatMap(({ id, contact: { buyer, address } }) => {
    const phone = address.phone.includes('*') ? '' : normalisePhone(address.phone)
    const tokens: [Sign, bigint | undefined][] = [
      ['phone', phone.length >= 5 ? crypt.blind('phone', phone) : undefined],
      ['place', placeToken(crypt, address)],
      ['buyer', buyerKey(buyer) ? crypt.blind('buyer', buyerKey(buyer)) : undefined],
    ]
    return tokens.flatMap(([sign, token]) => (token === undefined ? [] : [{ id, sign, token }]))
  })
  return [signs.map(({ id }) => id), signs.map(({ sign }) => sign), signs.map(({ token }) => token)]
}

/** Orders of other shops are told apart: not everybody may look at them. */
export function detailsOf(found: readonly Alike[]): HoldDetails {
  const byNumber = new Map(found.map((row) => [row.number, row]))
  const all = [...byNumber.values()].sort((a, b) => (a.number < b.number ? -1 : 1)).slice(0, listed)
  const elsewhere = all.flatMap(({ shopId, shopCode, number }) => (shopId ? [{ shopId, shopCode, number }] : []))
  return {
    orders: all.filter(({ shopId }) => !shopId).map(({ number }) => number),
    same: [...new Set(found.map(({ sign }) => sign))].sort(),
    ...(elsewhere.length > 0 && { elsewhere }),
  }
}
