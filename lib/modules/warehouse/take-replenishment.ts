import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { takenSince } from '@/lib/modules/warehouse/internal/taken-faces'
import { scannedText } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

/** Says that one goes to fill a bin up: others see it and take something else. Taking it again is the same; bringing the goods ends it. */
export const takeReplenishment = command({
  name: 'replenishment.take',
  summary: 'Take the task of filling a bin up, or give it back',
  http: { method: 'POST', path: '/replenishment/take' },
  input: z.strictObject({
    warehouseCode: codeField(40),
    toBin: scannedText,
    skuCode: scannedText,
    /** false: it is given back. */
    take: z.boolean().default(true),
  }),
  example: { warehouseCode: 'HZ', toBin: 'A-01-01', skuCode: 'TEA-001' },
  output: z.object({ toBin: z.string(), skuCode: z.string(), takenBy: z.string().nullable() }),
  async run(ctx, { warehouseCode, toBin, skuCode, take }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const bin = await binOf(ctx, warehouse.id, toBin)
    const goods = await goodsOf(ctx, skuCode)
    const { id, name } = ctx.actor
    if (!bin || !goods || !id) return refuse('not_found')
    const taken = await ctx.sql(
      `update pick_faces set taken_by = case when $5 then $4::uuid end, taken_name = case when $5 then $6 end, taken_at = case when $5 then $7::timestamptz end
        where tenant_id = $1 and bin_id = $2 and sku_id = $3 and (taken_by is null or taken_by = $4 or taken_at <= $8) returning bin_id`,
      [bin.id, goods.id, id, take, name, ctx.now, takenSince(ctx)],
      'face-take',
    )
    if (taken.length === 0) {
      const [face] = await ctx.sql<{ name: string | null }>(
        'select taken_name as name from pick_faces where tenant_id = $1 and bin_id = $2 and sku_id = $3',
        [bin.id, goods.id],
      )
      return face ? invalid([{ path: 'toBin', code: 'taken' }]) : refuse('not_found')
    }
    ctx.touch('bin', bin.id)
    return { toBin: bin.code, skuCode: goods.code, takenBy: take ? name : null }
  },
})
