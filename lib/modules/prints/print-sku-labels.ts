import { z } from 'zod'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { type Refused, unknownRow, writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer } from '@/lib/modules/prints/schema'
import { mostPapers } from '@/lib/modules/prints/states'
import { command } from '@/lib/platform/door/use-case'

/** Stickers for goods (商品标签): the barcode, or the SKU's code where it has none. */
export const printSkuLabels = command({
  name: 'print.sku-labels',
  summary: 'Print barcode labels of SKUs, each as often as asked',
  http: { method: 'POST', path: '/prints/sku-labels', status: 201 },
  input: z.strictObject({
    skus: z
      .array(
        z.strictObject({
          skuCode: z.string().trim().min(1).max(200),
          copies: z.number().int().min(1).max(mostPapers).default(1),
        }),
      )
      .min(1)
      .max(200),
  }),
  example: { skus: [{ skuCode: 'CUP-WHITE', copies: 12 }] },
  output: printAnswer,
  async run(ctx, { skus }) {
    if (skus.reduce((sum, one) => sum + one.copies, 0) > mostPapers) invalid([{ path: 'skus', code: 'too_many' }])
    const found = await skusByCode(
      ctx,
      skus.map((one) => codeKey(one.skuCode)),
    )
    const wanted = new Map<string, { id: string; reference: string; copies: number }>()
    const refused: Refused[] = []
    for (const [index, { skuCode, copies }] of skus.entries()) {
      const sku = found.get(codeKey(skuCode))
      if (!sku) refused.push(unknownRow(index))
      else wanted.set(sku.id, { id: sku.id, reference: sku.code, copies: copies + (wanted.get(sku.id)?.copies ?? 0) })
    }
    return writeDown(ctx, { kind: 'sku_label', papers: [...wanted.values()], refused })
  },
})
