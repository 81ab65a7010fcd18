import { newId } from '@/lib/kernel/ids'
import { amountOf } from '@/lib/kernel/money'
import { type FieldError, invalid, isRefusal } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import type { NewMovement } from '@/lib/modules/inventory/post-movements'
import type { AdjustmentInput } from '@/lib/modules/inventory/schema'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type AdjustmentDraft = { id: string; number: string; warehouseCode: string; movements: NewMovement[] }

/**
 * Reads an adjustment, keeps its document and says which movements it comes to; posting them is for `stock.adjust`, because
 * what is lost may have been promised.
 */
export async function draftAdjustment(
  ctx: Context,
  { warehouseCode, reason, lines }: AdjustmentInput,
): Promise<AdjustmentDraft> {
  const warehouse = await warehouseByCode(ctx, warehouseCode)
  if (!warehouse) invalid([{ path: 'warehouseCode', code: 'unknown' }])
  // Held until the end: closing a warehouse waits for us, or we see that it is closed.
  const [held] = await ctx.sql<{ status: string }>(
    'select status from warehouses where tenant_id = $1 and id = $2 for share',
    [warehouse.id],
  )
  if (held?.status !== 'active') invalid([{ path: 'warehouseCode', code: 'closed' }])
  const skus = await skusByCode(
    ctx,
    lines.map((l) => codeKey(l.skuCode)),
  )
  const { actor, tenant } = ctx
  const errors: FieldError[] = []
  const seen = new Set<string>()
  const values = lines.map((l, i) => {
    const key = codeKey(l.skuCode)
    if (!skus.has(key)) errors.push({ path: `lines.${i}.skuCode`, code: 'unknown' })
    else if (skus.get(key)?.bundle) errors.push({ path: `lines.${i}.skuCode`, code: 'bundle' })
    else if (seen.has(key)) errors.push({ path: `lines.${i}.skuCode`, code: 'duplicate' })
    if (l.unitCost !== undefined && l.quantity < 0)
      errors.push({ path: `lines.${i}.unitCost`, code: 'only_for_receipts' })
    seen.add(key)
    return worthOf(l, tenant.currency, `lines.${i}.unitCost`, errors)
  })
  if (errors.length > 0) invalid(errors)

  const id = newId()
  const [number = ''] = await takeNumbers(ctx, 'SA', 1)
  const words = sealWords(await ctx.crypt(), wordsAad('stock_adjustments', id), reason)
  await ctx.sql(
    `insert into stock_adjustments (tenant_id, id, number, warehouse_id, words, actor_kind, actor_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, number, warehouse.id, words, actor.kind, actor.id, ctx.now],
  )
  const movements = lines.flatMap((l, i) => {
    const sku = skus.get(codeKey(l.skuCode))
    if (!sku) return []
    const value = values[i]
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
  return { id, number, warehouseCode: warehouse.code, movements }
}

/** The value of what comes in; a cost times a quantity too large to book is told at the cost. */
function worthOf(
  { unitCost, quantity }: AdjustmentInput['lines'][number],
  currency: string,
  path: string,
  errors: FieldError[],
): bigint | undefined {
  if (unitCost === undefined) return undefined
  try {
    return amountOf(unitCost, quantity, currency)
  } catch (e) {
    if (!isRefusal(e)) throw e
    errors.push({ path, code: 'out_of_range' })
    return undefined
  }
}
