import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { amountOf } from '@/lib/kernel/money'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'

const line = z.strictObject({
  skuCode: z.string().trim().min(1).max(200),
  quantity: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0),
  /** Cost of one unit in the company's currency, for what comes in. */
  unitCost: z
    .string()
    .regex(/^\d{1,13}(\.\d{1,6})?$/)
    .optional(),
})

/** Corrects what is on hand, with a reason; with costs it is the opening stock. All lines or none. */
export const adjustStock = command({
  name: 'stock.adjust',
  summary: 'Adjust stock in one warehouse: opening stock, loss, finds',
  http: { method: 'POST', path: '/stock/adjustments', status: 201 },
  input: z.strictObject({
    warehouseCode: z.string().max(100),
    reason: z.string().trim().min(1).max(200),
    lines: z.array(line).min(1).max(2000),
  }),
  example: {
    warehouseCode: 'HZ',
    reason: 'Opening stock',
    lines: [{ skuCode: 'TEA-001', quantity: 100, unitCost: '21.50' }],
  },
  async run(ctx, { warehouseCode, reason, lines }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) invalid([{ path: 'warehouseCode', code: 'unknown' }])
    if (warehouse.status === 'closed') invalid([{ path: 'warehouseCode', code: 'closed' }])
    const skus = await skusByCode(
      ctx,
      lines.map((l) => codeKey(l.skuCode)),
    )
    const errors: FieldError[] = []
    const seen = new Set<string>()
    lines.forEach((l, i) => {
      const key = codeKey(l.skuCode)
      if (!skus.has(key)) errors.push({ path: `lines.${i}.skuCode`, code: 'unknown' })
      else if (seen.has(key)) errors.push({ path: `lines.${i}.skuCode`, code: 'duplicate' })
      if (l.unitCost !== undefined && l.quantity < 0)
        errors.push({ path: `lines.${i}.unitCost`, code: 'only_for_receipts' })
      seen.add(key)
    })
    if (errors.length > 0) invalid(errors)

    const id = newId()
    const [number = ''] = await takeNumbers(ctx, 'SA', 1)
    const { actor, tenant } = ctx
    await ctx.sql(
      `insert into stock_adjustments (tenant_id, id, number, warehouse_id, reason, actor_kind, actor_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, number, warehouse.id, reason, actor.kind, actor.id, ctx.now],
    )
    const movements = lines.flatMap((l, i) => {
      const sku = skus.get(codeKey(l.skuCode))
      if (!sku) return []
      const value = l.unitCost === undefined ? undefined : amountOf(l.unitCost, l.quantity, tenant.currency)
      const unitHint = sku.currency === tenant.currency ? sku.costHintMinor : null
      return {
        skuId: sku.id,
        warehouseId: warehouse.id,
        binId: warehouse.defaultBinId,
        quantity: l.quantity,
        reason: 'adjustment' as const,
        referenceType: 'stock_adjustment',
        referenceId: id,
        reference: number,
        note: reason,
        ...(value !== undefined && { value }),
        unitHint,
        key: `adjust:${id}:${i}`,
      }
    })
    await postMovements(ctx, movements)
    ctx.touch('stock_adjustment', id)
    ctx.tell({ lines: lines.length })
    return { id, number, warehouseCode: warehouse.code, reason, lines, createdAt: ctx.now.toISOString() }
  },
})
