import { normaliseEmail, normaliseName, normalisePhone } from '@/lib/kernel/text'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import type { Context } from '@/lib/platform/door/context'

/** Ids looked at per source; who searches for more than this needs a filter, not a search. */
const most = 2000

/**
 * The orders a search word can mean: numbers, channel numbers and tracking numbers by prefix, a SKU code, and exact name,
 * phone, last four digits or mail by blind index. Prefixes are ranges, because LIKE loses its index under row-level security.
 */
export async function findOrders(ctx: Context, q: string): Promise<string[]> {
  const word = q.trim()
  const crypt = await ctx.crypt()
  const phone = normalisePhone(word)
  const tokens = [crypt.blind('name', normaliseName(word))]
  if (/^\d{4}$/.test(word)) tokens.push(crypt.blind('phone4', word))
  else if (phone.length >= 5) tokens.push(crypt.blind('phone', phone))
  if (word.includes('@')) tokens.push(crypt.blind('email', normaliseEmail(word)))
  const end = (text: string) => `${text}\u{10FFFF}`
  const upper = word.toUpperCase()
  const tracking = trackingKeyOf(word)
  const rows = await ctx.sql<{ id: string }>(
    `(select o.id from orders o where o.tenant_id = $1 and o.number >= $2 and o.number < $3 limit ${most})
     union (select o.id from orders o where o.tenant_id = $1 and o.channel_order_no >= $4 and o.channel_order_no < $5 limit ${most})
     union (select l.order_id from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
             where f.tenant_id = $1 and f.tracking_key >= $6 and f.tracking_key < $7 limit ${most})
     union (select l.order_id from order_lines l where l.tenant_id = $1 and l.sku_key = $8 order by l.order_id desc limit ${most})
     union (select t.order_id from order_search t where t.tenant_id = $1 and t.token = any($9::bigint[]) order by t.order_id desc limit ${most})`,
    [upper, end(upper), word, end(word), tracking, end(tracking), codeKey(word), tokens],
    'orders-find',
  )
  return rows.map((r) => r.id)
}
