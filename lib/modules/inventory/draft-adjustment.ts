import { newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { lossesOf } from '@/lib/modules/inventory/internal/losses-of'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import {
  binsByCode,
  hintOf,
  openWarehouse,
  pathsOf,
  skusOf,
  worthOf,
} from '@/lib/modules/inventory/internal/read-lines'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import type { AdjustmentInput } from '@/lib/modules/inventory/schema'
import type { Loss } from '@/lib/modules/inventory/shortfalls'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type StockDraft = {
  id: string
  number: string
  warehouseCode: string
  movements: NewMovement[]
  /** What can be promised no longer afterwards. */
  losses: Loss[]
}

/**
 * Reads an adjustment, keeps its document and says which movements it comes to; posting them is for `stock.adjust`, because
 * what is lost may have been promised.
 */
export async function draftAdjustment(
  ctx: Context,
  { warehouseCode, reason, lines }: AdjustmentInput,
): Promise<StockDraft> {
  const warehouse = await openWarehouse(ctx, warehouseCode)
  const errors: FieldError[] = []
  const skus = await skusOf(ctx, lines, errors)
  const bins = await binsByCode(
    ctx,
    warehouse.id,
    lines.map((l) => l.binCode),
  )
  const seen = new Set<string>()
  const values = lines.map((l, i) => {
    const key = [codeKey(l.skuCode), l.binCode ?? '', codeKey(l.batchNo ?? '')].join(' ')
    if (seen.has(key)) errors.push({ path: `lines.${i}.skuCode`, code: 'duplicate' })
    if (l.binCode !== undefined && !bins.has(l.binCode)) errors.push({ path: `lines.${i}.binCode`, code: 'unknown' })
    if (l.unitCost !== undefined && l.quantity < 0)
      errors.push({ path: `lines.${i}.unitCost`, code: 'only_for_receipts' })
    seen.add(key)
    return worthOf(ctx, l, `lines.${i}.unitCost`, errors)
  })
  const batches = await nameBatches(ctx, lines, skus, errors, (l) =>
    l.quantity > 0 && l.batchNo !== '' ? 'in' : 'out',
  )
  if (errors.length > 0) invalid(errors)

  const id = newId()
  const [number = ''] = await takeNumbers(ctx, 'SA', 1)
  const words = sealWords(await ctx.crypt(), wordsAad('stock_adjustments', id), reason)
  const { actor } = ctx
  await ctx.sql(
    `insert into stock_adjustments (tenant_id, id, number, warehouse_id, words, actor_kind, actor_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, number, warehouse.id, words, actor.kind, actor.id, ctx.now],
  )
  const movements = lines.flatMap((l, i) => {
    const sku = skus[i]
    if (!sku) return []
    const value = values[i]
    const bin = l.binCode === undefined ? undefined : bins.get(l.binCode)
    return {
      skuId: sku.id,
      warehouseId: warehouse.id,
      ...(bin && { binId: bin.id }),
      defective: bin?.defective ?? false,
      ...(batches[i] && { batchId: batches[i].id }),
      blocked: batches[i]?.blocked ?? false,
      ...(l.serials && { serials: l.serials }),
      quantity: l.quantity,
      reason: 'adjustment' as const,
      referenceType: 'stock_adjustment',
      referenceId: id,
      reference: number,
      note: reason,
      ...(value !== undefined && { value }),
      unitHint: hintOf(ctx, sku),
      key: `adjust:${id}:${i}`,
      paths: pathsOf(i),
    }
  })
  return { id, number, warehouseCode: warehouse.code, movements, losses: lossesOf(movements) }
}
