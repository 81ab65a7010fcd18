import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { getThresholds } from '@/lib/modules/inventory/get-thresholds'
import { thresholdsView, thresholdView } from '@/lib/modules/inventory/threshold-schema'
import { insertMany } from '@/lib/platform/db/bulk'
import { may } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

const units = z.int().min(0).max(1_000_000)
const days = z.int().min(0).max(3650).nullable()

/** Warehouses that are not named keep theirs; with both fields null a warehouse follows the SKU again. */
export const setThresholds = command({
  name: 'stock.set-thresholds',
  summary: 'Set from which figures on one SKU is short, over all warehouses and in each',
  http: { method: 'PATCH', path: '/stock/skus/{skuId}/thresholds' },
  input: z.strictObject({
    skuId: id('sku'),
    version: versionField,
    safetyStock: units.optional(),
    leadTimeDays: days.optional(),
    warehouses: z
      .array(
        thresholdView.extend({ warehouseCode: z.string().max(100), safetyStock: units.nullable(), leadTimeDays: days }),
      )
      .max(200)
      .default([]),
  }),
  example: { version: 1, warehouses: [{ warehouseCode: 'GZ', safetyStock: 20, leadTimeDays: null }] },
  output: thresholdsView,
  async run(ctx, { skuId, version, safetyStock, leadTimeDays, warehouses }) {
    const { warehouseIds } = ctx.actor.scope
    if (safetyStock !== undefined || leadTimeDays !== undefined) {
      // Figures of the SKU itself are all warehouses', also those that the actor does not see.
      if (warehouseIds || !may(ctx.actor, updateSku.name)) refuse('forbidden', { permission: updateSku.name })
      await updateSku.within(ctx, { skuId, version, safetyStock, leadTimeDays })
    } else {
      const [held] = await ctx.sql<{ version: number }>(
        'select version from skus where tenant_id = $1 and id = $2 for no key update',
        [skuId],
      )
      expectVersion(held ?? refuse('not_found'), version)
      await ctx.sql('update skus set version = version + 1, updated_at = $3 where tenant_id = $1 and id = $2', [
        skuId,
        ctx.now,
      ])
    }
    const rows = await ctx.sql<{ i: number; id: string | null }>(
      `select (k.i - 1)::int as i, w.id from unnest($2::text[]) with ordinality as k (code, i)
         left join warehouses w on w.tenant_id = $1 and lower(w.code) = lower(k.code) and w.status = 'active'
          and ($3::uuid[] is null or w.id = any($3::uuid[]))`,
      [warehouses.map(({ warehouseCode }) => warehouseCode), warehouseIds],
    )
    const seen = new Set<string>()
    const errors = rows.flatMap(({ i, id: place }): FieldError[] => {
      const path = `warehouses.${i}.warehouseCode`
      if (place === null) return [{ path, code: 'unknown' }]
      if (seen.has(place)) return [{ path, code: 'duplicate' }]
      seen.add(place)
      return []
    })
    if (errors.length > 0) invalid(errors)
    const said = rows.flatMap(({ i, id: place }) => {
      const one = warehouses[i]
      return place !== null && one ? [{ ...one, place }] : []
    })
    await ctx.sql(
      'delete from sku_thresholds where tenant_id = $1 and sku_id = $2 and warehouse_id = any($3::uuid[])',
      [skuId, said.map(({ place }) => place)],
    )
    const kept = said.filter((one) => one.safetyStock !== null || one.leadTimeDays !== null)
    await insertMany(ctx, 'sku_thresholds', {
      sku_id: ['uuid', kept.map(() => skuId)],
      warehouse_id: ['uuid', kept.map(({ place }) => place)],
      safety_stock: ['int', kept.map((one) => one.safetyStock)],
      lead_time_days: ['int', kept.map((one) => one.leadTimeDays)],
      updated_at: ['timestamptz', kept.map(() => ctx.now)],
    })
    ctx.touch('sku', skuId)
    ctx.tell({ safetyStock, leadTimeDays, warehouses })
    ctx.emit({ name: 'alerts.configured', payload: {} })
    return getThresholds.within(ctx, { skuId })
  },
})
