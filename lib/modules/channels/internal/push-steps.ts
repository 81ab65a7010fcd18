import { z } from 'zod'
import type { StockLevel } from '@/lib/adapters/marketplaces/connector'
import { id, newId } from '@/lib/kernel/ids'
import { isTold } from '@/lib/modules/channels/internal/is-told'
import { publishedOf } from '@/lib/modules/channels/internal/published'
import type { StockInputs } from '@/lib/modules/channels/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'

/** As long as one batch may take at most; after it another worker looks at the same listings. */
const claimSeconds = 180
/** What the channel refuses for good is asked again rarely: somebody may have mended the listing there. */
const refusedSeconds = 3600

export type Push = StockLevel & { listingId: string; cause: string; inputs: StockInputs }

type Row = {
  id: string
  item_id: string
  variation_id: string
  seller_sku: string
  cause: string
  channel_quantity: number | null
  attempts: number
}

/**
 * Takes up what is due at one shop and says what is to be told: the figure of this moment, whatever it was when it was marked.
 * Listings that show it already are done without a call. `seen`: how many were looked at, 0 when nothing is left.
 */
export const takePushes = command({
  name: 'stock-push.take',
  summary: 'Take up the listings whose published stock may have changed',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), most: z.int().min(1).max(500) }),
  async run(ctx, { shopId, most }): Promise<{ seen: number; pushes: Push[] }> {
    const rows = await ctx.sql<Row>(
      `update listings l set dirty_at = null, push_due_at = $4 from (
         select x.id from listings x where x.tenant_id = $1 and x.shop_id = $2 and x.push_due_at <= $3 and ${isTold('x')}
          order by x.push_due_at, x.id limit $5 for update of x skip locked) d
        where l.tenant_id = $1 and l.id = d.id
       returning l.id, l.item_id, l.variation_id, l.seller_sku, l.cause, l.channel_quantity, l.attempts`,
      [shopId, ctx.now, new Date(ctx.now.getTime() + claimSeconds * 1000), most],
    )
    if (rows.length === 0) return { seen: 0, pushes: [] }
    const published = new Map(
      (
        await publishedOf(
          ctx,
          rows.map((r) => r.id),
        )
      ).map((p) => [p.listingId, p]),
    )
    const pushes = rows.flatMap((row): Push[] => {
      const now = published.get(row.id)
      if (!now || (now.quantity === row.channel_quantity && row.attempts === 0)) return []
      return [
        {
          listingId: row.id,
          itemId: row.item_id,
          variationId: row.variation_id,
          sellerSku: row.seller_sku,
          quantity: now.quantity,
          cause: row.cause,
          inputs: now.inputs,
        },
      ]
    })
    const told = new Set(pushes.map((p) => p.listingId))
    await ctx.sql(
      `update listings set push_due_at = null, cause = '' where tenant_id = $1 and id = any($2::uuid[]) and dirty_at is null`,
      [rows.map((r) => r.id).filter((listingId) => !told.has(listingId))],
    )
    return { seen: rows.length, pushes }
  },
})

/** What the channel said to each; what was marked meanwhile stays due, what is to be told no longer is due never. */
export const endPushes = command({
  name: 'stock-push.end',
  summary: 'Write down what a marketplace said to new stock',
  audited: false,
  input: z.strictObject({
    results: z.array(
      z.strictObject({
        listingId: z.uuid(),
        quantity: z.int(),
        cause: z.string(),
        inputs: z.record(z.string(), z.unknown()),
        /** Of the call that carried it, maybe with others. */
        tookMs: z.int().min(0),
        /** null: taken. */
        trouble: z.strictObject({ kind: z.string(), code: z.string() }).nullable(),
      }),
    ),
  }),
  async run(ctx, { results }): Promise<void> {
    const known = await ctx.sql<{ id: string; attempts: number }>(
      'select id, attempts from listings where tenant_id = $1 and id = any($2::uuid[])',
      [results.map((r) => r.listingId)],
    )
    const failedBefore = new Map(known.map((l) => [l.id, l.attempts]))
    await ctx.sql(
      `update listings l
          set channel_quantity = case when u.trouble is null then u.quantity else l.channel_quantity end,
              channel_seen_at = case when u.trouble is null then $6::timestamptz else l.channel_seen_at end,
              pushed_quantity = case when u.trouble is null then u.quantity else l.pushed_quantity end,
              pushed_at = case when u.trouble is null then $6::timestamptz else l.pushed_at end,
              drift = case when u.trouble is null then 0 else l.drift end,
              attempts = case when u.trouble is null then 0 else l.attempts + 1 end,
              trouble = u.trouble,
              cause = case when u.trouble is null and l.dirty_at is null then '' else l.cause end,
              push_due_at = case when not ${isTold('l')} then null
                                 when u.final then $6::timestamptz + interval '${refusedSeconds} seconds'
                                 when u.trouble is null and l.dirty_at is null then null else $6::timestamptz end
         from unnest($2::uuid[], $3::int[], $4::text[], $5::boolean[]) as u(id, quantity, trouble, final)
        where l.tenant_id = $1 and l.id = u.id`,
      [
        results.map((r) => r.listingId),
        results.map((r) => r.quantity),
        results.map((r) => r.trouble?.code ?? null),
        results.map((r) => r.trouble?.kind === 'business'),
        ctx.now,
      ],
    )
    await insertMany(ctx, 'stock_pushes', {
      id: ['uuid', results.map(() => newId())],
      listing_id: ['uuid', results.map((r) => r.listingId)],
      at: ['timestamptz', results.map(() => ctx.now)],
      quantity: ['int', results.map((r) => r.quantity)],
      cause: ['text', results.map((r) => r.cause)],
      inputs: ['jsonb', results.map((r) => r.inputs)],
      outcome: ['text', results.map((r) => r.trouble?.code ?? 'taken')],
      took_ms: ['int', results.map((r) => r.tookMs)],
      // Each try is a row of its own; this one is the n-th since the marketplace last took something.
      attempts: ['int', results.map((r) => (failedBefore.get(r.listingId) ?? 0) + 1)],
    })
  },
})
