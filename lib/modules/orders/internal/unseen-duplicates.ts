import { groupBy } from '@/lib/kernel/group'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { detailsOf, type Sign, sameGoods, samePerson, signsOf } from '@/lib/modules/orders/internal/duplicate-orders'
import type { HoldChange } from '@/lib/modules/orders/internal/set-holds'
import type { Contact } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type Twin = { id: string; number: string; shopId: string; shopCode: string; state: OrderState }
/** Two orders alike of which intake saw neither beside the other; `first` came before `later`. */
export type Pair = { first: Twin; later: Twin; signs: Sign[] }

/** No intake takes so long: orders whose entries lie farther apart have seen one another. */
const overlap = `interval '15 minutes'`

type Row = { sign: Sign; first: Twin; later: Twin }

/**
 * Duplicates that intake could not see, for the two came in at the same moment by two ways: of these orders, those alike that were entered
 * beside them and of which nobody has been told. Whoever asks after both are there sees the pair.
 */
export async function unseenPairs(ctx: Context, orderIds: readonly string[]): Promise<Pair[]> {
  const { duplicateHours: hours, duplicateAcrossShops: across } = ctx.tenant.settings
  if (hours === 0 || orderIds.length === 0) return []
  const crypt = await ctx.crypt()
  const sealed = await ctx.sql<{ id: string; contact: Buffer }>(
    `select id, contact from orders where tenant_id = $1 and id = any($2::uuid[])`,
    [orderIds],
    'unseen-contacts',
  )
  const asked = sealed.map(({ id, contact }) => ({
    id,
    contact: JSON.parse(crypt.open(contactAad(id), contact)) as Contact,
  }))
  const twin = (order: string, shop: string) =>
    `jsonb_build_object('id', ${order}.id, 'number', ${order}.number, 'shopId', ${order}.shop_id, 'shopCode', ${shop}.code, 'state', ${order}.state)`
  const rows = await ctx.sql<Row>(
    `select k.sign, case when p.after then ${twin('o', 's')} else ${twin('m', 'mine')} end as first,
            case when p.after then ${twin('m', 'mine')} else ${twin('o', 's')} end as later
       from ${samePerson}
      cross join lateral (select (o.created_at, o.ordered_at, o.id) < (m.created_at, m.ordered_at, m.id) as after) p
      where o.created_at between m.created_at - ${overlap} and m.created_at + ${overlap} and ${sameGoods}
        and not exists (select 1 from order_events e where e.tenant_id = $1 and e.order_id in (m.id, o.id) and e.kind = 'hold'
                           and e.data ->> 'code' = 'suspected_duplicate')`,
    [...signsOf(crypt, asked), hours, across],
    'unseen-pairs',
  )
  const pairs = groupBy(rows, ({ first, later }) => `${first.id} ${later.id}`).values()
  return [...pairs].flatMap(([pair, ...more]) =>
    pair ? [{ first: pair.first, later: pair.later, signs: [pair, ...more].map(({ sign }) => sign) }] : [],
  )
}

/** `held`: which of the two is kept back for the other. */
export function twinHolds(ctx: Context, pairs: readonly (Pair & { held: Twin })[]): HoldChange[] {
  const { duplicateHours: hours } = ctx.tenant.settings
  const found = pairs.flatMap(({ held, first, later, signs }) => {
    const { number, shopId, shopCode } = held.id === later.id ? first : later
    const elsewhere = shopId === held.shopId ? null : shopId
    return signs.map((sign) => ({ orderId: held.id, sign, number, shopCode, shopId: elsewhere }))
  })
  return [...groupBy(found, ({ orderId }) => orderId)].map(([orderId, alike]) => ({
    ...{ orderId, code: 'suspected_duplicate', owner: 'intake' },
    details: { hours, ...detailsOf(alike) },
  }))
}
