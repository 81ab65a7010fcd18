import { z } from 'zod'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { addressKey, mergeKey } from '@/lib/modules/orders/internal/normalise-order'
import type { Contact } from '@/lib/modules/orders/schema'
import { beforeShipped } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

const most = 500

/** Orders that came before there were keys to merge by get theirs; a migration cannot, for it has no data key. Shipped ones need none. */
export const keyOrders = command({
  name: 'order.key',
  summary: 'Work out by what open orders from before may be merged',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const rows = await ctx.sql<{ id: string; contact: Buffer }>(
      `select o.id, o.contact from orders o where o.tenant_id = $1 and o.state = any($2) and (o.merge_key is null or o.address_key is null)
        order by o.id limit ${most} for update skip locked`,
      [beforeShipped],
      'orders-without-key',
    )
    if (rows.length === 0) return { more: false }
    const crypt = await ctx.crypt()
    const contacts = rows.map((r) => JSON.parse(crypt.open(contactAad(r.id), r.contact)) as Contact)
    await ctx.sql(
      `update orders o set merge_key = u.key, address_key = u.address from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as u(id, key, address)
        where o.tenant_id = $1 and o.id = u.id`,
      [rows.map((r) => r.id), contacts.map((c) => mergeKey(crypt, c)), contacts.map((c) => addressKey(crypt, c))],
    )
    return { more: rows.length === most }
  },
})
