import { newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import type { StockDraft } from '@/lib/modules/inventory/draft-adjustment'
import { lossesOf } from '@/lib/modules/inventory/internal/losses-of'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import { binsByCode, openWarehouse, pathsOf, skusOf } from '@/lib/modules/inventory/internal/read-lines'
import type { MoveInput } from '@/lib/modules/inventory/schema'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

/**
 * Reads a move from bin to bin, keeps its document and says which movements it comes to, a pair for each line; posting them
 * is for `stock.move`, because what becomes defective may have been promised.
 */
export async function draftMove(ctx: Context, { warehouseCode, note, lines }: MoveInput): Promise<StockDraft> {
  const warehouse = await openWarehouse(ctx, warehouseCode)
  const errors: FieldError[] = []
  const skus = await skusOf(ctx, lines, errors)
  const bins = await binsByCode(
    ctx,
    warehouse.id,
    lines.flatMap((l) => [l.fromBin, l.toBin]),
  )
  for (const [i, { fromBin, toBin }] of lines.entries()) {
    if (!bins.has(fromBin)) errors.push({ path: `lines.${i}.fromBin`, code: 'unknown' })
    if (!bins.has(toBin)) errors.push({ path: `lines.${i}.toBin`, code: 'unknown' })
    else if (fromBin === toBin) errors.push({ path: `lines.${i}.toBin`, code: 'same_bin' })
  }
  const batches = await nameBatches(ctx, lines, skus, errors, () => 'out')
  if (errors.length > 0) invalid(errors)

  const id = newId()
  const [number = ''] = await takeNumbers(ctx, 'MV', 1)
  const words = sealWords(await ctx.crypt(), wordsAad('stock_moves', id), note)
  const { actor } = ctx
  await ctx.sql(
    `insert into stock_moves (tenant_id, id, number, warehouse_id, words, actor_kind, actor_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, number, warehouse.id, words, actor.kind, actor.id, ctx.now],
  )
  const movements = lines.flatMap(({ fromBin, toBin, quantity }, i) => {
    const [sku, from, to] = [skus[i], bins.get(fromBin), bins.get(toBin)]
    if (!sku || !from || !to) return []
    const both = {
      skuId: sku.id,
      warehouseId: warehouse.id,
      reason: 'move' as const,
      referenceType: 'stock_move',
      referenceId: id,
      reference: number,
      note,
      ...(batches[i] && { batchId: batches[i].id }),
      blocked: batches[i]?.blocked ?? false,
      paths: { ...pathsOf(i), bin: `lines.${i}.toBin` },
    }
    return [
      { ...both, binId: from.id, defective: from.defective, quantity: -quantity, key: `move:${id}:${i}:out` },
      { ...both, binId: to.id, defective: to.defective, quantity, key: `move:${id}:${i}:in` },
    ]
  })
  return { id, number, warehouseCode: warehouse.code, movements, losses: lossesOf(movements) }
}
