import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { getBin } from '@/lib/modules/inventory/get-bin'
import { command } from '@/lib/platform/door/use-case'

const units = z.int().min(1).max(1_000_000)

/** A bin that people pick a SKU from, and that is filled up out of others before it is empty. */
export const setPickFace = command({
  name: 'replenishment.set',
  summary: 'Say between how much and how much of a SKU a bin is to hold; null: nothing',
  http: { method: 'PUT', path: '/bins/{binId}/pick-face' },
  input: z.strictObject({
    binId: id('bin'),
    skuCode: codeField(100),
    levels: z.strictObject({ least: units, most: units }).nullable(),
  }),
  example: { skuCode: 'TEA-001', levels: { least: 10, most: 60 } },
  async run(ctx, { binId, skuCode, levels }) {
    const bin = await getBin.within(ctx, { binId })
    const sku = (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
    if (!sku || sku.bundle) return invalid([{ path: 'skuCode', code: sku ? 'bundle' : 'unknown' }])
    if (levels && levels.most < levels.least) invalid([{ path: 'levels.most', code: 'too_small' }])
    if (bin.isStaging || bin.kind === 'defective') refuse('not_found')
    if (levels === null)
      await ctx.sql('delete from pick_faces where tenant_id = $1 and bin_id = $2 and sku_id = $3', [binId, sku.id])
    else
      await ctx.sql(
        `insert into pick_faces (tenant_id, bin_id, sku_id, warehouse_id, least, most) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, bin_id, sku_id) do update set least = excluded.least, most = excluded.most`,
        [binId, sku.id, bin.warehouseId, levels.least, levels.most],
      )
    ctx.touch('bin', binId)
    return { binId, binCode: bin.code, skuCode: sku.code, levels }
  },
})
