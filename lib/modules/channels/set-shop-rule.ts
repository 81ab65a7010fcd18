import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { firstWords } from '@/lib/modules/channels/internal/first-words'
import { listingsRead } from '@/lib/modules/channels/internal/listings-read'
import { markDirty, unmark } from '@/lib/modules/channels/internal/mark-dirty'
import { ruleOf } from '@/lib/modules/channels/internal/rule-rows'
import { shopRuleView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

const units = z.int().min(0).max(1_000_000)

export const setShopRule = command({
  name: 'shop-rule.set',
  summary: 'Say how a shop shows its stock and how long its orders wait; what is left out stays as it is',
  http: { method: 'PUT', path: '/shops/{shopId}/rule' },
  input: z.strictObject({
    shopId: id('shop'),
    publish: z.boolean().optional(),
    mode: z.enum(['percent', 'fixed']).optional(),
    percent: z.int().min(0).max(1000).optional(),
    fixed: units.optional(),
    plus: units.optional(),
    buffer: units.optional(),
    least: units.optional(),
    most: units.nullish(),
    stopAt: units.optional(),
    /** null: all that are active and no platform's own. */
    warehouseIds: z.array(id('warehouse')).min(1).max(200).nullish(),
    countIncoming: z.boolean().optional(),
    guard: z.boolean().optional(),
    /** null: the company's. */
    reviewWaitMinutes: z.int().min(0).max(10_080).nullish(),
    compareHour: z.int().min(0).max(23).optional(),
    /** Switching publishing on may replace figures that somebody else has set on the marketplace: then this must say that it may. */
    overwrite: z.boolean().optional(),
    version: z.int().optional(),
  }),
  example: { publish: true, percent: 80, buffer: 2, overwrite: true },
  output: shopRuleView,
  async run(ctx, { shopId, version, overwrite = false, ...wished }) {
    const shop = await getShop.within(ctx, { shopId })
    await ctx.sql('select id from shops where tenant_id = $1 and id = $2 for no key update', [shopId])
    const before = await ruleOf(ctx, shopId)
    if (version !== undefined && version !== before.version) refuse('version_conflict', { version: before.version })
    const given = Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined))
    const rule = { ...before, ...given }
    const errors: FieldError[] = []
    if (rule.most !== null && rule.most < rule.least) errors.push({ path: 'most', code: 'below_least' })
    if (rule.warehouseIds) {
      const known = await ctx.sql(
        `select id from warehouses where tenant_id = $1 and id = any($2::uuid[]) and status = 'active'
            and ($3::uuid[] is null or id = any($3::uuid[]) or id = any($4::uuid[]))`,
        // What is not theirs to see they may leave as it is.
        [rule.warehouseIds, ctx.actor.scope.warehouseIds, before.warehouseIds ?? []],
      )
      if (known.length < new Set(rule.warehouseIds).size) errors.push({ path: 'warehouseIds', code: 'unknown' })
    }
    if (errors.length > 0) invalid(errors)
    await ctx.sql(
      `insert into shop_rules (tenant_id, shop_id, publish, mode, percent, fixed, plus, buffer, least, most, stop_at, warehouse_ids, count_incoming,
                               guard, review_wait_minutes, updated_at, compare_hour)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (tenant_id, shop_id) do update set publish = excluded.publish, mode = excluded.mode, percent = excluded.percent,
         fixed = excluded.fixed, plus = excluded.plus, buffer = excluded.buffer, least = excluded.least, most = excluded.most,
         stop_at = excluded.stop_at, warehouse_ids = excluded.warehouse_ids, count_incoming = excluded.count_incoming, guard = excluded.guard,
         review_wait_minutes = excluded.review_wait_minutes, compare_hour = excluded.compare_hour, updated_at = excluded.updated_at, version = shop_rules.version + 1
       returning version`,
      [
        shopId,
        rule.publish,
        rule.mode,
        rule.percent,
        rule.fixed,
        rule.plus,
        rule.buffer,
        rule.least,
        rule.most,
        rule.stopAt,
        rule.warehouseIds,
        rule.countIncoming,
        rule.guard,
        rule.reviewWaitMinutes,
        ctx.now,
        rule.compareHour,
      ],
    )
    // By the new rule, which is there already: a refusal takes it back.
    const read = await listingsRead(ctx, shop)
    if (rule.publish && !before.publish && !overwrite) {
      if (!read) invalid([{ path: 'overwrite', code: 'listings_unread' }])
      if ((await firstWords(ctx, shopId)) > 0) invalid([{ path: 'overwrite', code: 'would_overwrite' }])
    }
    if (rule.publish) await markDirty(ctx, { shopId, cause: 'rule' })
    else await unmark(ctx, shopId)
    ctx.touch('shop', shopId)
    ctx.tell({ changed: Object.keys(given).sort() })
    return {
      ...(await ruleOf(ctx, shopId)),
      overwrites: rule.publish ? 0 : await firstWords(ctx, shopId),
      listingsRead: read,
    }
  },
})
