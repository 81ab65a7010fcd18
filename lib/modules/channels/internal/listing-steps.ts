import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { addDays, businessDay, fromLocal } from '@/lib/kernel/time'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { autoMap } from '@/lib/modules/channels/internal/auto-map'
import { markDirty } from '@/lib/modules/channels/internal/mark-dirty'
import { ruleOf } from '@/lib/modules/channels/internal/rule-rows'
import { itemKey } from '@/lib/modules/orders/item-key'
import { getShop } from '@/lib/modules/settings/get-shop'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const listing = z.strictObject({
  itemId: z.string().min(1).max(200),
  variationId: z.string().max(200),
  sellerSku: z.string().max(200),
  title: z.string().max(500),
  quantity: z.int().nullable(),
  state: z.enum(['on', 'off']),
  price: z.string().nullable(),
})

/**
 * Writes one page of a shop's listings. What the channel shows is believed only where it was asked after our last word: otherwise
 * its answer may be older than that. A difference from what we said is drift, and is said again.
 */
export const takeListings = command({
  name: 'listing.take',
  summary: 'Write what a marketplace lists',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    currency: z.string(),
    askedAt: z.date(),
    listings: z.array(listing).max(5000),
  }),
  async run(ctx, { shopId, currency, askedAt, listings }): Promise<void> {
    const rows = [...new Map(listings.map((l) => [itemKey(l.itemId, l.variationId), l])).values()]
    // While it was gone nobody told it anything; a channel that lists it again shows what it showed when it went.
    const back = await ctx.sql<{ id: string }>(
      `select id from listings where tenant_id = $1 and shop_id = $2 and state = 'gone'
          and (item_id, variation_id) in (select * from unnest($3::text[], $4::text[]))`,
      [shopId, rows.map((l) => l.itemId), rows.map((l) => l.variationId)],
    )
    const written = await insertMany<{ id: string; drifted: boolean }>(
      ctx,
      'listings',
      {
        id: ['uuid', rows.map(() => newId())],
        shop_id: ['uuid', rows.map(() => shopId)],
        item_id: ['text', rows.map((l) => l.itemId)],
        variation_id: ['text', rows.map((l) => l.variationId)],
        item_key: ['text', rows.map((l) => itemKey(l.itemId, l.variationId))],
        seller_sku: ['text', rows.map((l) => l.sellerSku)],
        seller_key: ['text', rows.map((l) => codeKey(l.sellerSku))],
        title: ['text', rows.map((l) => l.title)],
        state: ['text', rows.map((l) => l.state)],
        price: ['numeric', rows.map((l) => l.price)],
        currency: ['text', rows.map((l) => (l.price === null ? '' : currency))],
        channel_quantity: ['int', rows.map((l) => l.quantity)],
        channel_seen_at: ['timestamptz', rows.map((l) => (l.quantity === null ? null : askedAt))],
        seen_at: ['timestamptz', rows.map(() => askedAt)],
        created_at: ['timestamptz', rows.map(() => ctx.now)],
        updated_at: ['timestamptz', rows.map(() => ctx.now)],
      },
      `on conflict (tenant_id, shop_id, item_id, variation_id) do update set
         title = excluded.title, state = excluded.state, price = excluded.price, currency = excluded.currency,
         seller_sku = excluded.seller_sku, seller_key = excluded.seller_key,
         -- Another seller SKU is another article, unless a person has said what it is.
         sku_id = case when ${another} then null else listings.sku_id end,
         mapped_by = case when ${another} then '' else listings.mapped_by end,
         dirty_at = case when ${another} then null else listings.dirty_at end,
         push_due_at = case when ${another} then null else listings.push_due_at end,
         cause = case when ${another} then '' else listings.cause end,
         channel_quantity = case when ${believed} then excluded.channel_quantity else listings.channel_quantity end,
         channel_seen_at = case when ${believed} then excluded.seen_at else listings.channel_seen_at end,
         drift = case when ${believed} and listings.pushed_quantity is not null then excluded.channel_quantity - listings.pushed_quantity else listings.drift end,
         drift_at = case when ${believed} and excluded.channel_quantity <> listings.pushed_quantity then excluded.updated_at else listings.drift_at end,
         seen_at = excluded.seen_at, updated_at = excluded.updated_at, version = listings.version + 1
       returning id, drift <> 0 and drift_at = updated_at as drifted`,
    )
    await markDirty(ctx, { listingIds: written.filter((l) => l.drifted).map((l) => l.id), cause: 'drift' })
    await markDirty(ctx, { listingIds: back.map((l) => l.id), cause: 'check' })
    await autoMap(ctx, { shopId })
  },
})

const another = `(listings.mapped_by = 'auto' and listings.seller_key <> excluded.seller_key)`

const believed = `(excluded.channel_quantity is not null and (listings.pushed_at is null or listings.pushed_at < excluded.seen_at) and listings.push_due_at is null)`

/** The whole list was read: what was not in it is gone; once a night every figure is computed anew and compared with what is shown. */
export const closeListings = command({
  name: 'listing.close-pull',
  summary: 'Note what a marketplace lists no longer',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), startedAt: z.date() }),
  async run(ctx, { shopId, startedAt }): Promise<void> {
    await ctx.sql(
      `update listings set state = 'gone', push_due_at = null, updated_at = $4, version = version + 1
        where tenant_id = $1 and shop_id = $2 and seen_at < $3 and state <> 'gone' returning id`,
      [shopId, startedAt, ctx.now],
    )
    if (await isNight(ctx, shopId)) await markDirty(ctx, { shopId, cause: 'check' })
  },
})

/** Whether the shop's hour of comparing has come since it was last compared; from then on it has been. */
async function isNight(ctx: Context, shopId: string): Promise<boolean> {
  const { timeZone } = await getShop.within(ctx, { shopId: id('shop').parse(shopId) })
  const { compareHour } = await ruleOf(ctx, shopId)
  const today = businessDay(ctx.now, timeZone)
  const hourOf = (day: string) => fromLocal(`${day} ${String(compareHour).padStart(2, '0')}:00`, timeZone)
  const last = hourOf(today) <= ctx.now ? hourOf(today) : hourOf(addDays(today, -1))
  const compared = await ctx.sql(
    `update shop_flows set compared_at = $3 where tenant_id = $1 and shop_id = $2 and flow = 'listings'
        and (compared_at is null or compared_at < $4) returning shop_id`,
    [shopId, ctx.now, last],
  )
  return compared.length > 0
}
