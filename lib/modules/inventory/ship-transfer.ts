import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id, newId } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { lossesOf } from '@/lib/modules/inventory/internal/losses-of'
import {
  linesOf,
  lockTransfer,
  refuseFrom,
  type TransferLine,
  type TransferRow,
} from '@/lib/modules/inventory/internal/transfer-rows'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { serialNumbers, transferView } from '@/lib/modules/inventory/schema'
import { shortfalls } from '@/lib/modules/inventory/shortfalls'
import { insertMany } from '@/lib/platform/db/bulk'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** The goods leave: they are out of one warehouse, expected at the other, and carry their cost and age along. */
export const shipTransfer = command({
  name: 'transfer.ship',
  summary: 'Send a drafted transfer off',
  http: { method: 'POST', path: '/stock/transfers/{transferId}/ship' },
  input: z.strictObject({
    transferId: id('transfer'),
    /** The units of a line by their numbers, where its SKU asks for them. */
    serials: z
      .array(z.strictObject({ lineId: id('transfer-line'), numbers: serialNumbers }))
      .max(500)
      .default([]),
    version: versionField.optional(),
  }),
  example: {},
  output: transferView,
  async run(ctx, { transferId, serials, version }) {
    const row = await lockTransfer(ctx, transferId)
    if (!seesWarehouse(ctx.actor, row.from_warehouse_id)) refuse('not_found')
    expectVersion(row, version)
    refuseFrom(row.state, 'in_transit')
    await refuseClosed(ctx, row)
    const lines = await linesOf(ctx, row.id)
    await refuseShort(ctx, row, lines)
    const unknown = serials.findIndex((s) => !lines.some((l) => l.id === s.lineId))
    if (unknown >= 0) invalid([{ path: `serials.${unknown}.lineId`, code: 'unknown' }])
    const values = await postMovements(ctx, movementsOf(row, lines, serials), {
      expected: lines.map((l) => ({ skuId: l.sku_id, warehouseId: row.to_warehouse_id, quantity: l.quantity })),
    })
    await ctx.sql(
      `update stock_transfer_lines l set shipped = l.quantity, shipped_minor = u.value
         from unnest($2::uuid[], $3::bigint[]) as u(id, value) where l.tenant_id = $1 and l.id = u.id`,
      [lines.map((l) => l.id), values.map((value) => -value)],
    )
    await carryLayers(ctx, row.id, lines, values)
    await ctx.sql(
      `update stock_transfers set state = 'in_transit', shipped_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id, ctx.now],
    )
    ctx.touch('stock_transfer', row.id)
    ctx.tell({ lines: lines.length })
    return getTransfer.within(ctx, { transferId })
  },
})

type Numbered = { lineId: string; numbers: string[] }

function movementsOf(row: TransferRow, lines: readonly TransferLine[], serials: readonly Numbered[]): NewMovement[] {
  return lines.map((line, i) => ({
    skuId: line.sku_id,
    warehouseId: row.from_warehouse_id,
    ...(line.from_bin_id !== null && { binId: line.from_bin_id }),
    quantity: -line.quantity,
    reason: 'transfer_out',
    referenceType: 'stock_transfer',
    referenceId: row.id,
    reference: row.number,
    key: `transfer:${line.id}:out`,
    lineId: line.id,
    towards: row.to_warehouse_id,
    ...(line.batch_id !== null && { batchId: line.batch_id }),
    ...numbersOf(line.id, serials),
    paths: { quantity: `lines.${i}.quantity`, serials: pathOf(line.id, serials) },
  }))
}

function numbersOf(lineId: string, serials: readonly Numbered[]) {
  const own = serials.find((s) => s.lineId === lineId)
  return own && { serials: own.numbers }
}

function pathOf(lineId: string, serials: readonly Numbered[]): string {
  const at = serials.findIndex((s) => s.lineId === lineId)
  return at < 0 ? 'serials' : `serials.${at}.numbers`
}

/** Says which lines lack goods. Only a look: posting refuses whatever is short by then. */
async function refuseShort(ctx: Context, row: TransferRow, lines: readonly TransferLine[]): Promise<void> {
  const losses = lossesOf(
    lines.map((l) => ({
      skuId: l.sku_id,
      warehouseId: row.from_warehouse_id,
      quantity: -l.quantity,
      defective: l.from_defective,
      blocked: l.from_blocked,
    })),
  )
  const short = (await shortfalls(ctx, losses, 'look')).filter((s) => s.free < 0)
  const errors = lines.flatMap((line, i) =>
    short.some((s) => s.skuId === line.sku_id) ? [{ path: `lines.${i}.quantity`, code: 'insufficient_stock' }] : [],
  )
  if (errors.length > 0) refuse('insufficient_stock', { errors: errors.slice(0, 100) })
}

/** Held until the end: a warehouse that closes waits for us and then finds what it expects. */
async function refuseClosed(ctx: Context, row: TransferRow): Promise<void> {
  const open = await ctx.sql<{ id: string }>(
    `select id from warehouses where tenant_id = $1 and id = any($2::uuid[]) and status = 'active' order by id for share`,
    [[row.from_warehouse_id, row.to_warehouse_id]],
  )
  if (open.length < 2) invalid([{ path: 'id', code: 'warehouse_closed' }])
}

/** The units on their way, by the receipts they came from, as the movements that took them out say. */
async function carryLayers(
  ctx: Context,
  transferId: string,
  lines: readonly TransferLine[],
  values: readonly bigint[],
): Promise<void> {
  const uses = await ctx.sql<{
    line_id: string
    batch_id: string | null
    received_at: Date
    quantity: number
    value: bigint
  }>(
    `select m.line_id, m.batch_id, c.received_at, -sum(u.quantity)::int as quantity, -sum(u.value_minor)::bigint as value
       from stock_movements m
       join cost_layer_uses u on u.tenant_id = $1 and u.movement_id = m.id and u.quantity <> 0
       join cost_layers c on c.tenant_id = $1 and c.id = u.layer_id
      where m.tenant_id = $1 and m.reference_id = $2 and m.reason = 'transfer_out'
      group by m.line_id, m.batch_id, c.received_at order by m.line_id, c.received_at, m.batch_id`,
    [transferId],
  )
  const carried = lines.flatMap((line, i) => {
    const own = uses.filter((use) => use.line_id === line.id)
    // Under a moving average a layer also gives value to the others when it is taken from: units are worth the average.
    const parts =
      ctx.tenant.settings.costMethod === 'fifo'
        ? own.map((use) => use.value)
        : share(
            -(values[i] ?? 0n),
            own.map((use) => BigInt(use.quantity)),
          )
    return own.map((use, n) => ({ ...use, value: parts[n] ?? 0n }))
  })
  await insertMany(ctx, 'stock_transfer_layers', {
    id: ['uuid', carried.map(() => newId())],
    line_id: ['uuid', carried.map((layer) => layer.line_id)],
    batch_id: ['uuid', carried.map((layer) => layer.batch_id)],
    received_at: ['timestamptz', carried.map((layer) => layer.received_at)],
    quantity: ['int', carried.map((layer) => layer.quantity)],
    quantity_left: ['int', carried.map((layer) => layer.quantity)],
    value_minor: ['bigint', carried.map((layer) => layer.value)],
    value_left_minor: ['bigint', carried.map((layer) => layer.value)],
  })
}
