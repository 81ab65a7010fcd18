import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import { type Paper, writeDown } from '@/lib/modules/prints/internal/write-down'
import { oneOf, printAnswer, reprintField } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'

/** Marks of cartons (箱唛): what fills several boxes gets one for each, numbered 1 / n. */
export const printCartonMarks = command({
  name: 'print.carton-marks',
  summary: 'Print the carton marks of a transfer, of a parcel in several cartons, or of both',
  http: { method: 'POST', path: '/prints/carton-marks', status: 201 },
  input: z
    .strictObject({
      transferId: id('transfer').optional(),
      fulfilmentId: id('fulfilment').optional(),
      cartons: z.number().int().min(1).max(200),
      reprint: reprintField,
    })
    .refine((asked) => asked.transferId !== undefined || asked.fulfilmentId !== undefined, oneOf),
  example: { transferId: '019aab00-0000-7000-8000-000000000021', cartons: 3 },
  output: printAnswer,
  async run(ctx, { transferId, fulfilmentId, cartons, reprint }) {
    const { good, refused } = await parcelsToPrint(ctx, fulfilmentId ? [fulfilmentId] : [])
    const papers: Paper[] = good.map(({ id, number, shop_id: shopId, warehouse_id: warehouseId }) => ({
      ...{ id, reference: number, shopId, warehouseId, copies: cartons },
    }))
    if (transferId) {
      const { number } = await getTransfer.within(ctx, { transferId })
      papers.push({ id: transferId, subject: 'stock_transfer', reference: number, copies: cartons })
    }
    return writeDown(ctx, { kind: 'carton_mark', papers, refused, reprint })
  },
})
