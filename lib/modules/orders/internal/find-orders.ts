import { normaliseEmail, normaliseName, normalisePhone } from '@/lib/kernel/text'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import type { Context } from '@/lib/platform/door/context'

/** Ids looked at per source; who searches for more than this needs a filter, not a search. */
const most = 2000

/**
 * The orders a search word can mean: numbers, channel numbers and tracking numbers by prefix, a SKU code, and exact name,
 * phone, last four digits or mail by blind index. Prefixes are ranges, because LIKE loses its index under row-level security.
 * What a word cannot be (a Chinese name is no tracking number) is not asked. With `shopIds` only orders of these shops are looked
 * for: others of the same SKU or prefix must not use up the places.
 */
export async function findOrders(ctx: Context, q: string, shopIds: readonly string[] | null): Promise<string[]> {
  const word = q.trim()
  const params: unknown[] = []
  const p = (value: unknown) => `$${params.push(value) + 1}`
  const from = (source: string) => `(${source} limit ${most})`
  const range = (column: string, start: string) => `${column} >= ${p(start)} and ${column} < ${p(`${start}\u{10FFFF}`)}`
  const shops = shopIds && p(shopIds)
  const own = shops ? `and o.shop_id = any(${shops}::uuid[])` : ''
  const ours = (id: string) =>
    shops ? `and exists (select 1 from orders o where o.tenant_id = $1 and o.id = ${id} ${own})` : ''
  const sources = [
    from(
      `select l.order_id as id from order_lines l where l.tenant_id = $1 and l.sku_key = ${p(codeKey(word))} ${ours('l.order_id')}
        order by l.order_id desc`,
    ),
    from(
      `select t.order_id from order_search t where t.tenant_id = $1 and t.token = any(${p(await tokensOf(ctx, word))}::bigint[])
         ${ours('t.order_id')} order by t.order_id desc`,
    ),
  ]
  if (/^[\x21-\x7e]+$/.test(word)) {
    sources.push(
      from(`select o.id from orders o where o.tenant_id = $1 and ${range('o.number', word.toUpperCase())} ${own}`),
      from(`select o.id from orders o where o.tenant_id = $1 and ${range('o.channel_order_no', word)} ${own}`),
      from(`select l.order_id from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
             where f.tenant_id = $1 and ${range('f.tracking_key', trackingKeyOf(word))} ${ours('l.order_id')}`),
    )
  }
  const rows = await ctx.sql<{ id: string }>(
    sources.join(' union '),
    params,
    `orders-find-${sources.length}${shops ? '-shops' : ''}`,
  )
  return rows.map((r) => r.id)
}

async function tokensOf(ctx: Context, word: string): Promise<bigint[]> {
  const crypt = await ctx.crypt()
  const phone = normalisePhone(word)
  const tokens = [crypt.blind('name', normaliseName(word))]
  if (/^\d{4}$/.test(word)) tokens.push(crypt.blind('phone4', word))
  else if (phone.length >= 5) tokens.push(crypt.blind('phone', phone))
  if (word.includes('@')) tokens.push(crypt.blind('email', normaliseEmail(word)))
  return tokens
}
