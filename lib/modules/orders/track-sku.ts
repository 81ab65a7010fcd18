import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { skuView, trackingFields } from '@/lib/modules/catalog/schema'
import { misjudged } from '@/lib/modules/inventory/judge-batches'
import { switchTracking, type Tracked } from '@/lib/modules/inventory/switch-tracking'
import { settleTurns } from '@/lib/modules/orders/internal/settle-turns'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** What a SKU asks for beside a quantity. The days of its batches follow at once, with what that does to promises. */
export const trackSku = command({
  name: 'sku.track',
  summary: 'Switch batches and serial numbers of a SKU on or off, and set its shelf life',
  http: { method: 'PATCH', path: '/skus/{skuId}/tracking' },
  input: z
    .object(trackingFields)
    .partial()
    .extend({ skuId: id('sku'), version: versionField })
    .strict(),
  example: { batchTracked: true, shelfLifeDays: 365, sellBeforeDays: 30, expiryAlertDays: 60, version: 1 },
  output: skuView,
  async run(ctx, { skuId, version, ...change }) {
    const [row] = await ctx.sql<Tracked & { version: number; bundle: boolean }>(
      `select id, code, batch_tracked as "batchTracked", shelf_life_days as "shelfLifeDays", sell_before_days as "sellBeforeDays",
              expiry_alert_days as "expiryAlertDays", serial_mode as "serialMode", version, bundle
         from skus where tenant_id = $1 and id = $2 for no key update`,
      [skuId],
    )
    if (!row) return refuse('not_found')
    // What it does to batches it does in every warehouse, also in those that the actor does not see.
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'sku.track' })
    expectVersion(row, version)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const wanted: Tracked = { ...row, ...given }
    if (row.bundle && (wanted.batchTracked || wanted.serialMode !== 'none'))
      invalid([{ path: wanted.batchTracked ? 'batchTracked' : 'serialMode', code: 'bundle' }])
    if (wanted.batchTracked && wanted.serialMode === 'receipt')
      invalid([{ path: 'serialMode', code: 'not_with_batches' }])
    const batchIds = await switchTracking(ctx, row, wanted)
    await settleTurns(ctx, await misjudged(ctx, batchIds), { reference: row.code, documentId: skuId })
    ctx.touch('sku', skuId)
    ctx.tell(given)
    return getSku.within(ctx, { skuId })
  },
})
