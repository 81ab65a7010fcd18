import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { type ListingRow, selectListings, listingView as view } from '@/lib/modules/channels/internal/listing-rows'
import { listingShows, listingView } from '@/lib/modules/channels/schema'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

const shows: Readonly<Record<(typeof listingShows)[number], string>> = {
  all: 'true',
  open: `l.sku_id is null and l.mapped_by = '' and l.state <> 'gone'`,
  mapped: 'l.sku_id is not null',
  none: `l.sku_id is null and l.mapped_by = 'hand'`,
  trouble: 'l.trouble is not null',
  drift: 'l.drift <> 0',
}

const filter = z.strictObject({
  ...pageFields,
  shopId: id('shop').optional(),
  show: z.enum(listingShows).default('all'),
  /** Part of a title, a seller SKU or a SKU's code, or an item's number. */
  q: z.string().trim().max(100).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
})

async function listingRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, shopId, show, q, set } = asked
  const after = cursor ? decodeCursor(cursor, place)[0] : null
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  return {
    text: `${selectListings} and ${shows[show]} and ($2::uuid[] is null or l.shop_id = any($2::uuid[])) and ($3::uuid is null or l.shop_id = $3)
        and ($4::text is null or l.title ilike $4 or l.seller_sku ilike $4 or s.code ilike $4 or l.item_id = $5 or l.variation_id = $5)
        and ($6::uuid is null or l.id < $6) and ($8::uuid[] is null or l.id = any($8::uuid[]))
        order by l.id desc limit $7`,
    params: [
      ctx.actor.scope.shopIds,
      shopId ?? null,
      like,
      q ?? null,
      after,
      limit + 1,
      await idsOfSet(ctx, 'listings', set),
    ],
  }
}

export const listListings = query({
  name: 'listing.list',
  summary: 'What shops list on their marketplaces, and the SKUs it means, newest first',
  http: { method: 'GET', path: '/listings' },
  input: filter,
  example: { show: 'open' },
  output: pageView(listingView),
  rows: listingRows,
  async run(ctx, asked) {
    const { text, params } = await listingRows(ctx, asked)
    const rows = await ctx.sql<ListingRow>(text, params)
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.id]))
  },
})
