import { z } from 'zod'
import { nameField, versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { arrivePools } from '@/lib/modules/inventory/internal/arrive-pools'
import { type CarriedLine, carriedBy, keepCarried } from '@/lib/modules/inventory/internal/carried'
import { binsByCode, pathsOf } from '@/lib/modules/inventory/internal/read-lines'
import {
  differenceAad,
  differenceOf,
  linesOf,
  lockTransfer,
  refuseFrom,
  type TransferRow,
} from '@/lib/modules/inventory/internal/transfer-rows'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { arrivals, transferView } from '@/lib/modules/inventory/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'
import { sealWords } from '@/lib/platform/words'

/**
 * Goods arrive, all at once or in parts. What is more than was sent comes in beside it; `finish` tells the rest as lost. Both
 * need a reason. Orders that wait for these goods are woken.
 */
export const receiveTransfer = command({
  name: 'transfer.receive',
  summary: 'Receive what arrives of a transfer, in full or in part, short or over',
  http: { method: 'POST', path: '/stock/transfers/{transferId}/receive' },
  input: z.strictObject({
    transferId: id('transfer'),
    lines: arrivals,
    /** Nothing more will come: what is still on its way is lost. */
    finish: z.boolean().default(false),
    reason: nameField(200).optional(),
    version: versionField.optional(),
  }),
  example: { lines: [], finish: true, reason: 'The rest was damaged on its way' },
  output: transferView,
  async run(ctx, { transferId, lines, finish, reason, version }) {
    const row = await lockTransfer(ctx, transferId)
    if (!seesWarehouse(ctx.actor, row.to_warehouse_id)) refuse('not_found')
    expectVersion(row, version)
    refuseFrom(row.state, 'received')
    const carried = await carriedBy(ctx, await linesOf(ctx, row.id))
    const movements = await arriving(ctx, row, carried, lines, reason ?? '')
    const all = [...carried.values()]
    if (finish) for (const line of all) line.loseRest()
    if (reason === undefined && all.some((line) => line.over.units > 0 || line.lost.units > 0))
      invalid([{ path: 'reason', code: 'required' }])
    await postMovements(ctx, movements, {
      expected: all.flatMap(({ gone, line }) =>
        gone === 0 ? [] : [{ skuId: line.sku_id, warehouseId: row.to_warehouse_id, quantity: -gone }],
      ),
    })
    await keepCarried(ctx, all)
    if (all.some((line) => line.lost.units > 0 && line.line.serial_mode === 'receipt')) await loseSerials(ctx, row.id)
    await arrivePools(
      ctx,
      row.to_warehouse_id,
      row.number,
      all.flatMap(({ line, received, gone, open }) =>
        gone === 0 ? [] : [{ lineId: line.id, skuId: line.sku_id, received: received.units, open }],
      ),
    )
    const done = all.every((line) => line.open === 0)
    const crypt = await ctx.crypt()
    const told = [differenceOf(crypt, row), reason ?? ''].filter(Boolean).join('\n')
    await ctx.sql(
      `update stock_transfers set state = $3, received_at = $4, difference = $5, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id, done ? 'received' : row.state, done ? ctx.now : null, sealWords(crypt, differenceAad(row.id), told)],
    )
    ctx.touch('stock_transfer', row.id)
    const units = (of: 'received' | 'over' | 'lost') => all.reduce((n, line) => n + line[of].units, 0)
    ctx.tell({ received: units('received'), over: units('over'), lost: units('lost') })
    return getTransfer.within(ctx, { transferId })
  },
})

/** The movements of what arrives: what was sent, as old and as dear as it left, and what is more than that. */
async function arriving(
  ctx: Context,
  row: TransferRow,
  carried: ReadonlyMap<string, CarriedLine>,
  lines: z.output<typeof arrivals>,
  note: string,
): Promise<NewMovement[]> {
  const bins = await binsByCode(
    ctx,
    row.to_warehouse_id,
    lines.map((l) => l.binCode),
  )
  const errors: FieldError[] = []
  const sent = await sentNumbers(ctx, row.id, lines)
  const movements = lines.flatMap(({ lineId, quantity, binCode, batchNo, serials }, i): NewMovement[] => {
    const line = carried.get(lineId)
    const bin = binCode === undefined ? undefined : bins.get(binCode)
    if (!line) errors.push({ path: `lines.${i}.lineId`, code: 'unknown' })
    if (binCode !== undefined && !bin) errors.push({ path: `lines.${i}.binCode`, code: 'unknown' })
    const batchKey = batchNo === undefined ? undefined : codeKey(batchNo)
    if (line && !line.carries(batchKey)) errors.push({ path: `lines.${i}.batchNo`, code: 'unknown' })
    if (!line || quantity === 0 || !line.carries(batchKey)) return []
    const arrived = (line.line.received + line.line.over + line.received.units + line.over.units).toString()
    const movement = {
      skuId: line.line.sku_id,
      warehouseId: row.to_warehouse_id,
      ...(bin && { binId: bin.id }),
      reason: 'transfer_in' as const,
      referenceType: 'stock_transfer',
      referenceId: row.id,
      reference: row.number,
      note,
      lineId,
      paths: pathsOf(i),
    }
    const due = Math.min(quantity, line.openOf(batchKey))
    const over = quantity - due
    const made: NewMovement[] = line.arrive(due, batchKey).map(({ batchId, layers }, n) => ({
      ...movement,
      ...(batchId !== null && { batchId }),
      quantity: layers.reduce((sum, layer) => sum + layer.quantity, 0),
      cameAs: layers,
      key: `transfer:${lineId}:in:${arrived}${n === 0 ? '' : `:${n}`}`,
    }))
    if (over > 0) {
      const batchId = line.batchOfOver(batchKey)
      const value = line.arriveOver(over)
      const found = { quantity: over, value, key: `transfer:${lineId}:over:${arrived}` }
      made.push({ ...movement, ...(batchId !== null && { batchId }), ...found })
    }
    return serials === undefined ? made : shareOut(serials, made, sent)
  })
  if (errors.length > 0) invalid(errors)
  return movements
}

/** Keys of the numbers that left with the transfer and are still on their way, where any were read. */
async function sentNumbers(
  ctx: Context,
  transferId: string,
  lines: z.output<typeof arrivals>,
): Promise<ReadonlySet<string>> {
  if (lines.every(({ serials }) => serials === undefined)) return new Set()
  const rows = await ctx.sql<{ code_key: string }>(
    `select u.code_key from stock_movements m
       join stock_serial_moves x on x.tenant_id = $1 and x.movement_id = m.id
       join stock_serials u on u.tenant_id = $1 and u.id = x.serial_id and u.state = 'in_transit'
      where m.tenant_id = $1 and m.reference_id = $2 and m.reason = 'transfer_out'`,
    [transferId],
  )
  return new Set(rows.map((row) => row.code_key))
}

/** The numbers that were read go with the movements of a line: those that were sent first, so that what is new is what is over. */
function shareOut(
  serials: readonly string[],
  movements: readonly NewMovement[],
  sent: ReadonlySet<string>,
): NewMovement[] {
  const read = serials.map((number, at) => ({ number, at }))
  const own = ({ number }: { number: string }) => sent.has(codeKey(number))
  const turns = [...read.filter(own), ...read.filter((one) => !own(one))]
  let next = 0
  return movements.map((movement, i) => {
    const end = i === movements.length - 1 ? turns.length : next + movement.quantity
    const mine = turns.slice(next, end)
    next = end
    const paths = movement.paths && { ...movement.paths, serialsAt: mine.map(({ at }) => at) }
    return { ...movement, serials: mine.map(({ number }) => number), ...(paths && { paths }) }
  })
}

/** What never arrives is nowhere any more, number by number. */
async function loseSerials(ctx: Context, transferId: string): Promise<void> {
  await ctx.sql(
    `update stock_serials u set state = 'gone', warehouse_id = null, updated_at = $3
      where u.tenant_id = $1 and u.state = 'in_transit' and u.id in (
        select x.serial_id from stock_movements m join stock_serial_moves x on x.tenant_id = $1 and x.movement_id = m.id
         where m.tenant_id = $1 and m.reference_id = $2 and m.reason = 'transfer_out')`,
    [transferId, ctx.now],
  )
}
