import { z } from 'zod'
import { bring } from '@/lib/modules/warehouse/internal/bring'
import { binOf } from '@/lib/modules/warehouse/internal/codes'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { batchText, pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

export const scanMove = command({
  name: 'scan.move',
  summary: 'Move units from bin to bin by scanning',
  http: { method: 'POST', path: '/scans/move' },
  input: z.strictObject({
    ...scanFields,
    code: scannedText,
    fromBin: scannedText,
    toBin: scannedText,
    quantity: pieces.default(1),
    batchNo: batchText.optional(),
  }),
  example: {
    scanId: 'c1f0a7d2-0009',
    stationId: '019aab00-0000-7000-8000-000000000021',
    code: '6901234567892',
    fromBin: 'A-01-01',
    toBin: 'B-02-03',
    quantity: 6,
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'move', asked, async (station) => {
      const { code, fromBin, toBin, quantity, batchNo } = asked
      return bring(ctx, station, {
        code,
        toBin,
        quantity,
        batchNo,
        from: await binOf(ctx, station.warehouseId, fromBin),
      })
    }),
})
