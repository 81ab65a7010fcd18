import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type ListingRow, selectListings, listingView as view } from '@/lib/modules/channels/internal/listing-rows'
import { publishedOf } from '@/lib/modules/channels/internal/published'
import { type ListingDetail, listingDetail, type StockInputs } from '@/lib/modules/channels/schema'
import { query } from '@/lib/platform/door/use-case'

type PushRow = { at: Date; quantity: number; cause: string; outcome: string; inputs: StockInputs }

const shown = 20

export const getListing = query({
  name: 'listing.get',
  summary: 'One listing: what it is to show and why, and what its marketplace was told last',
  http: { method: 'GET', path: '/listings/{listingId}' },
  input: z.strictObject({ listingId: id('listing') }),
  output: listingDetail,
  async run(ctx, { listingId }): Promise<ListingDetail> {
    const [row] = await ctx.sql<ListingRow>(
      `${selectListings} and l.id = $2 and ($3::uuid[] is null or l.shop_id = any($3::uuid[]))`,
      [listingId, ctx.actor.scope.shopIds],
    )
    if (!row) return refuse('not_found')
    const [published] = row.sku_id === null ? [] : await publishedOf(ctx, [listingId])
    const [rule] = await ctx.sql<{ publish: boolean }>(
      'select publish from shop_rules where tenant_id = $1 and shop_id = $2',
      [row.shop_id],
    )
    const pushes = await ctx.sql<PushRow>(
      `select at, quantity, cause, outcome, inputs from stock_pushes where tenant_id = $1 and listing_id = $2 order by id desc limit ${shown}`,
      [listingId],
    )
    return {
      ...view(row),
      published: published ? { quantity: published.quantity, inputs: published.inputs } : null,
      publishing: rule?.publish ?? false,
      pushes: pushes.map((p) => ({ ...p, at: p.at.toISOString() })),
    }
  },
})
