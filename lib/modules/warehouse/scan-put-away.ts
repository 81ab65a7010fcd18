import { z } from 'zod'
import { bring, ownBin } from '@/lib/modules/warehouse/internal/bring'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { batchText, pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

export const scanPutAway = command({
  name: 'scan.put-away',
  summary: 'Put units away from the receiving bin into a bin',
  http: { method: 'POST', path: '/scans/put-away' },
  input: z.strictObject({
    ...scanFields,
    code: scannedText,
    toBin: scannedText,
    quantity: pieces.default(1),
    batchNo: batchText.optional(),
  }),
  example: {
    scanId: 'c1f0a7d2-0008',
    stationId: '019aab00-0000-7000-8000-000000000021',
    code: '6901234567892',
    toBin: 'A-01-01',
    quantity: 24,
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'put_away', asked, async (station) => {
      const { code, toBin, quantity, batchNo } = asked
      return bring(ctx, station, {
        code,
        toBin,
        quantity,
        batchNo,
        from: await ownBin(ctx, station.warehouseId, 'is_default'),
      })
    }),
})
