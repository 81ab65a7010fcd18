import { z } from 'zod'
import { type Id, id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { type arrivals, serialNumbers, type TransferView } from '@/lib/modules/inventory/schema'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { lotOf } from '@/lib/modules/warehouse/internal/lot-of'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import { batchText, pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

/** Units of a transfer arrive, into the receiving bin or the one that is named. More than was sent, and what is lost, is told in the office. */
export const scanTransferReceive = command({
  name: 'scan.transfer-receive',
  summary: 'Receive units of a transfer by scanning them',
  http: { method: 'POST', path: '/scans/transfer-receive' },
  input: z.strictObject({
    ...scanFields,
    transferId: id('transfer'),
    code: scannedText,
    quantity: pieces.default(1),
    binCode: scannedText.optional(),
    /** Where units of several batches are on their way. */
    batchNo: batchText.optional(),
    /** As many as units, of SKUs that have numbers from their receipt. */
    serials: serialNumbers.optional(),
  }),
  example: {
    scanId: 'c1f0a7d2-0014',
    stationId: '019aab00-0000-7000-8000-000000000021',
    transferId: '019aab00-0000-7000-8000-000000000032',
    code: '6901234567892',
    quantity: 12,
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'transfer_receive', asked, async ({ warehouseId, warehouseCode }) => {
      const { transferId, code, quantity } = asked
      const transfer = await getTransfer.within(ctx, { transferId })
      if (transfer.toWarehouseCode !== warehouseCode) refuse('not_found')
      const goods = await goodsOf(ctx, code)
      const bin = asked.binCode === undefined ? undefined : await binOf(ctx, warehouseId, asked.binCode)
      const about = { document: transfer.number, ...(goods && { goods }), ...(bin && { bin }) }
      if (transfer.state !== 'in_transit') return { ...about, refused: 'paper_over' }
      if (!goods) return { ...about, refused: 'unknown_code' }
      if (asked.binCode !== undefined && !bin) return { ...about, refused: 'unknown_bin' }
      const found = arrivalsOf(
        transfer.lines.filter((line) => line.skuId === goods.id),
        { quantity, ...lotOf(ctx.now, goods, asked) },
      )
      if (!Array.isArray(found)) return { ...about, ...found }
      const lines = found.map((line) => ({ ...line, ...(bin && { binCode: bin.code }) }))
      const after = await receiveTransfer.within(ctx, { transferId, lines, finish: false })
      const left = unitsLeft(after.lines.filter((line) => line.skuId === goods.id))
      return { ...about, quantity, left, done: after.state === 'received' }
    }),
})

type Line = TransferView['lines'][number]
type Asked = { quantity: number; batchNo?: string | undefined; serials?: readonly string[] | undefined }

const unitsLeft = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.inTransit, 0)

/** Of which lines the units are, by what is still on its way of each; or what is wrong with them. */
function arrivalsOf(lines: readonly Line[], { quantity, batchNo, serials }: Asked): z.output<typeof arrivals> | Judged {
  const [first] = lines
  if (!first) return { refused: 'wrong_item' }
  const key = batchNo === undefined ? undefined : codeKey(batchNo)
  const batches = new Set(lines.flatMap((line) => line.carried.map((one) => codeKey(one.batchNo))))
  if (key === undefined && batches.size > 1) return { refused: 'batch_needed' }
  if (key !== undefined && !batches.has(key)) return { refused: 'wrong_batch' }
  const room = (line: Line) =>
    key === undefined
      ? line.inTransit
      : line.carried.reduce((sum, one) => sum + (codeKey(one.batchNo) === key ? one.quantity : 0), 0)
  const left = lines.reduce((sum, line) => sum + room(line), 0)
  if (quantity > left) return { refused: 'too_many', left }
  const batch = batchNo !== undefined && { batchNo }
  if (first.serialMode !== 'receipt') {
    let open = quantity
    return lines.flatMap((line) => {
      const take = Math.min(open, room(line))
      open -= take
      return take > 0 ? [{ lineId: line.id as Id<'transfer-line'>, quantity: take, ...batch }] : []
    })
  }
  if (serials?.length !== quantity) return { refused: 'serial_needed' }
  const lineOf = (number: string) =>
    lines.find((line) => line.serials.some((known) => codeKey(known) === codeKey(number)))
  const strange = serials.find((number) => !lineOf(number))
  if (strange !== undefined) return { refused: 'serial_unknown', serial: strange }
  return lines.flatMap((line) => {
    const own = serials.filter((number) => lineOf(number) === line)
    return own.length > 0
      ? [{ lineId: line.id as Id<'transfer-line'>, quantity: own.length, serials: own, ...batch }]
      : []
  })
}
