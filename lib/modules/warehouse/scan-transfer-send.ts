import { z } from 'zod'
import { type Id, id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { serialNumbers, type TransferView } from '@/lib/modules/inventory/schema'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { goodsOfLine } from '@/lib/modules/warehouse/internal/goods-of-line'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import { batchText, pieces, scanAnswer, scanFields } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

const loaded = z.strictObject({
  skuCode: z.string().trim().min(1).max(200),
  quantity: pieces,
  /** Where the transfer names batches. */
  batchNo: batchText.optional(),
  /** As many as units, of SKUs that have numbers from their receipt. */
  serials: serialNumbers.optional(),
})
type Loaded = z.output<typeof loaded>

/** A drafted transfer leaves: what was scanned into it is compared with the draft, unit by unit. */
export const scanTransferSend = command({
  name: 'scan.transfer-send',
  summary: 'Send a drafted transfer off, by scanning what is loaded',
  http: { method: 'POST', path: '/scans/transfer-send' },
  input: z.strictObject({ ...scanFields, transferId: id('transfer'), lines: z.array(loaded).min(1).max(1000) }),
  example: {
    scanId: 'c1f0a7d2-0013',
    stationId: '019aab00-0000-7000-8000-000000000021',
    transferId: '019aab00-0000-7000-8000-000000000032',
    lines: [{ skuCode: 'TEA-001', quantity: 40 }],
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'transfer_send', asked, async ({ warehouseCode }) => {
      const { transferId, lines } = asked
      const transfer = await getTransfer.within(ctx, { transferId })
      if (transfer.fromWarehouseCode !== warehouseCode) refuse('not_found')
      const about = { document: transfer.number }
      if (transfer.state !== 'draft') return { ...about, refused: 'paper_over' }
      const wrong = differenceOf(transfer, lines)
      if (wrong) return { ...about, ...wrong }
      const serials = transfer.lines.flatMap((line) => {
        const numbers = lines.filter((one) => isOf(line, one)).flatMap((one) => one.serials ?? [])
        return numbers.length > 0 ? [{ lineId: line.id as Id<'transfer-line'>, numbers }] : []
      })
      await shipTransfer.within(ctx, { transferId, serials })
      return { ...about, quantity: transfer.units, done: true }
    }),
})

type Line = TransferView['lines'][number]

const sameSku = (line: Line, { skuCode }: Loaded) => codeKey(line.skuCode) === codeKey(skuCode)

const isOf = (line: Line, one: Loaded) =>
  sameSku(line, one) && (line.batchNo === null || codeKey(line.batchNo) === codeKey(one.batchNo ?? ''))

/** The first thing that keeps the load from being what was drafted. */
function differenceOf({ lines }: TransferView, loads: readonly Loaded[]): Judged | undefined {
  const unknown = loads.findIndex((one) => !lines.some((line) => sameSku(line, one)))
  if (unknown >= 0) invalid([{ path: `lines.${unknown}.skuCode`, code: 'unknown' }])
  for (const one of loads) {
    const [line] = lines.filter((other) => sameSku(other, one))
    if (!line || lines.some((other) => isOf(other, one))) continue
    return { goods: goodsOfLine(line), refused: one.batchNo === undefined ? 'batch_needed' : 'wrong_batch' }
  }
  for (const line of lines) {
    const own = loads.filter((one) => isOf(line, one))
    const goods = goodsOfLine(line)
    const units = own.reduce((sum, one) => sum + one.quantity, 0)
    const numbers = own.reduce((sum, one) => sum + (one.serials?.length ?? 0), 0)
    if (units > line.quantity) return { goods, refused: 'too_many', left: line.quantity }
    if (units < line.quantity) return { goods, refused: 'not_all', left: line.quantity - units }
    if (line.serialMode === 'receipt' && numbers !== units) return { goods, refused: 'serial_needed' }
  }
  return undefined
}
