import { type Id, newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { getReceipt } from '@/lib/modules/inventory/get-receipt'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import {
  binsByCode,
  hintOf,
  openWarehouse,
  pathsOf,
  skusOf,
  worthOf,
} from '@/lib/modules/inventory/internal/read-lines'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { receiptInput, receiptView } from '@/lib/modules/inventory/schema'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** Goods come in without a purchase order: each line makes a layer at its cost, and orders that wait for them are woken. */
export const receiveStock = command({
  name: 'stock.receive',
  summary: 'Receive goods without a purchase order',
  http: { method: 'POST', path: '/stock/receipts', status: 201 },
  input: receiptInput,
  example: {
    warehouseCode: 'HZ',
    reference: 'DN-20261122',
    lines: [{ skuCode: 'TEA-001', quantity: 100, unitCost: '21.50' }],
  },
  output: receiptView,
  async run(ctx, { warehouseCode, reference, note, lines }) {
    const warehouse = await openWarehouse(ctx, warehouseCode)
    const errors: FieldError[] = []
    const skus = await skusOf(ctx, lines, errors)
    const bins = await binsByCode(
      ctx,
      warehouse.id,
      lines.map((l) => l.binCode),
    )
    const values = lines.map((l, i) => {
      if (l.binCode !== undefined && !bins.has(l.binCode)) errors.push({ path: `lines.${i}.binCode`, code: 'unknown' })
      return worthOf(ctx, l, `lines.${i}.unitCost`, errors)
    })
    const batches = await nameBatches(ctx, lines, skus, errors, () => 'in')
    if (errors.length > 0) invalid(errors)

    const id = newId() as Id<'receipt'>
    const [number = ''] = await takeNumbers(ctx, 'RC', 1)
    const words = sealWords(await ctx.crypt(), wordsAad('stock_receipts', id), note)
    const { actor } = ctx
    await ctx.sql(
      `insert into stock_receipts (tenant_id, id, number, warehouse_id, reference, words, actor_kind, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, number, warehouse.id, reference, words, actor.kind, actor.id, ctx.now],
    )
    await postMovements(
      ctx,
      lines.flatMap((l, i) => {
        const sku = skus[i]
        if (!sku) return []
        const value = values[i]
        const bin = l.binCode === undefined ? undefined : bins.get(l.binCode)
        return {
          skuId: sku.id,
          warehouseId: warehouse.id,
          ...(bin && { binId: bin.id }),
          quantity: l.quantity,
          reason: 'receipt' as const,
          referenceType: 'stock_receipt',
          referenceId: id,
          reference: number,
          note,
          ...(value !== undefined && { value }),
          ...(batches[i] && { batchId: batches[i].id }),
          ...(l.serials && { serials: l.serials }),
          unitHint: hintOf(ctx, sku),
          key: `receive:${id}:${i}`,
          paths: pathsOf(i),
        }
      }),
    )
    ctx.touch('stock_receipt', id)
    ctx.tell({ lines: lines.length })
    return getReceipt.within(ctx, { receiptId: id })
  },
})
