import { z } from 'zod'
import { markDirty } from '@/lib/modules/channels/internal/mark-dirty'
import { command } from '@/lib/platform/door/use-case'

const ids = z.array(z.uuid()).optional()

/**
 * Stock has changed, or orders came that will take some, or went: the listings of these SKUs, of bundles they are part of and of the
 * parts of bundles are looked at again. Marking is cheap and told nobody yet; many marks of one listing are one. Without either, as the
 * clock asks, all are: what they show is compared with what there is, and only a difference is told.
 */
export const markListings = command({
  name: 'listing.mark',
  summary: 'Mark the listings whose published stock may have changed',
  audited: false,
  input: z.strictObject({ skuIds: ids, orderIds: ids }),
  async run(ctx, { skuIds, orderIds }) {
    if (!skuIds && !orderIds) {
      await markDirty(ctx, { all: true, cause: 'check' })
      return { more: false }
    }
    const rows = await ctx.sql<{ id: string }>(
      `with named as (
         select unnest($2::uuid[]) as id
         union select l.sku_id from order_lines l where l.tenant_id = $1 and l.order_id = any($3::uuid[]) and l.sku_id is not null
       ), parts as (
         select id from named union select c.component_id from sku_components c join named n on c.sku_id = n.id where c.tenant_id = $1
       )
       select id from parts union select c.sku_id from sku_components c join parts p on c.component_id = p.id where c.tenant_id = $1`,
      [skuIds ?? [], orderIds ?? []],
    )
    await markDirty(ctx, { skuIds: rows.map((r) => r.id), cause: skuIds?.length ? 'stock' : 'order' })
    return { more: false }
  },
})
