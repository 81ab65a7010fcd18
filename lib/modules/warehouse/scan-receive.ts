import { z } from 'zod'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiptInput } from '@/lib/modules/inventory/schema'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { lotOf } from '@/lib/modules/warehouse/internal/lot-of'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { parse } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

const { batchNo, producedOn, expiresOn, serials } = receiptInput.shape.lines.element.shape

/** Goods come in: into the receiving bin, or straight into the one that is named. */
export const scanReceive = command({
  name: 'scan.receive',
  summary: 'Receive units of one SKU by scanning it',
  http: { method: 'POST', path: '/scans/receive' },
  input: z.strictObject({
    ...scanFields,
    code: scannedText,
    quantity: pieces.default(1),
    binCode: scannedText.optional(),
    /** The delivery note. */
    reference: receiptInput.shape.reference,
    /** Of SKUs that ask for batches or numbers. */
    ...{ batchNo, producedOn, expiresOn, serials },
  }),
  example: {
    scanId: 'c1f0a7d2-0007',
    stationId: '019aab00-0000-7000-8000-000000000021',
    code: '6901234567892',
    quantity: 24,
    reference: 'DN-20261122',
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'receive', asked, async ({ warehouseId, warehouseCode }) => {
      const { code, quantity, binCode, reference } = asked
      const goods = await goodsOf(ctx, code)
      if (!goods) return { refused: 'unknown_code' }
      const bin = binCode === undefined ? undefined : await binOf(ctx, warehouseId, binCode)
      if (binCode !== undefined && !bin) return { goods, refused: 'unknown_bin' }
      const lot = lotOf(ctx.now, goods, asked)
      if (goods.batchTracked && lot.batchNo === undefined) return { goods, refused: 'batch_needed' }
      if (goods.serialMode === 'receipt' && lot.serials?.length !== quantity) return { goods, refused: 'serial_needed' }
      const line = { ...lot, skuCode: goods.code, quantity, ...(bin && { binCode: bin.code }) }
      await receiveStock.within(ctx, parse(receiveStock.input, { warehouseCode, reference, lines: [line] }))
      const { batchNo, expiresOn = null } = lot
      return {
        goods,
        ...(bin && { bin }),
        quantity,
        done: true,
        ...(batchNo !== undefined && { batch: { batchNo, expiresOn } }),
      }
    }),
})
