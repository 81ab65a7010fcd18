import { newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import { binsByCode, skusOf } from '@/lib/modules/inventory/internal/read-lines'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Line = { skuCode: string; quantity: number; fromBin?: string | undefined; batchNo?: string | undefined }

/** No number of a batch has a line break. */
const all = '\n'

/** The lines of a draft, in the place of those it had. */
export async function writeTransferLines(
  ctx: Context,
  transferId: string,
  fromWarehouseId: string,
  lines: readonly Line[],
): Promise<void> {
  const errors: FieldError[] = []
  const skus = await skusOf(ctx, lines, errors)
  const bins = await binsByCode(
    ctx,
    fromWarehouseId,
    lines.map((l) => l.fromBin),
  )
  const batches = await nameBatches(ctx, lines, skus, errors, (l) => (l.batchNo === undefined ? 'fefo' : 'out'))
  // A SKU once, or once for each of its batches, by whatever code of it: a load that fits two lines would be none of them.
  const seen = new Map<string, Set<string>>()
  for (const [i, { skuCode, fromBin, batchNo }] of lines.entries()) {
    const key = skus[i]?.id ?? codeKey(skuCode)
    const before = seen.get(key) ?? new Set()
    const batch = batchNo === undefined ? all : codeKey(batchNo)
    if (before.has(batch) || before.has(all) || (batch === all && before.size > 0))
      errors.push({ path: `lines.${i}.skuCode`, code: 'duplicate' })
    if (fromBin !== undefined && !bins.has(fromBin)) errors.push({ path: `lines.${i}.fromBin`, code: 'unknown' })
    seen.set(key, before.add(batch))
  }
  if (errors.length > 0) invalid(errors)
  await ctx.sql('delete from stock_transfer_lines where tenant_id = $1 and transfer_id = $2', [transferId])
  await insertMany(ctx, 'stock_transfer_lines', {
    id: ['uuid', lines.map(() => newId())],
    transfer_id: ['uuid', lines.map(() => transferId)],
    position: ['int', lines.map((_, i) => i)],
    sku_id: ['uuid', skus.map((sku) => sku?.id ?? null)],
    from_bin_id: ['uuid', lines.map((l) => (l.fromBin === undefined ? null : (bins.get(l.fromBin)?.id ?? null)))],
    quantity: ['int', lines.map((l) => l.quantity)],
    batch_id: ['uuid', batches.map((batch) => batch?.id ?? null)],
  })
}
