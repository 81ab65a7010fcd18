import { groupBy } from '@/lib/kernel/group'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import type { SoldUse } from '@/lib/modules/inventory/sold-uses'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

/** Units of one SKU that come back, into one bin. */
export type Returned = Pick<NewMovement, 'skuId' | 'warehouseId' | 'batchId' | 'serials' | 'unitHint' | 'paths'> & {
  /** Of the return's document. */
  id: string
  binId: string
  quantity: number
  /** What they were when they left; none: they left without us, and `value` says what they are worth. */
  uses: readonly SoldUse[]
  value?: bigint
  /** Not worth keeping: they leave at once, at the value they came with. */
  scrap: boolean
  note: string
}

/** By what goods of a return come back; each receipt has a number of its own. */
export type ReturnReceipt = { requestId: string; number: string }
export const returnRequest = 'return_request'

/**
 * Brings units back at exactly the value they left with, as old as they were: as layers of their own, for they may come back to another
 * warehouse than they left. Answers what each line is worth.
 */
export async function returnStock(
  ctx: Context,
  { requestId, number }: ReturnReceipt,
  lines: readonly Returned[],
): Promise<bigint[]> {
  const document = { referenceType: returnRequest, referenceId: requestId, reference: number }
  const movements = lines.flatMap((line, i) => partsOf(line).map((part) => ({ ...part, ...document, of: i })))
  const values = await postMovements(ctx, movements)
  const ids = await idsOf(
    ctx,
    movements.map((m) => m.key),
  )
  const made = movements.map((m, i) => ({ ...m, id: ids.get(m.key) ?? '', worth: values[i] ?? 0n }))
  const uses = made.flatMap(({ id, uses }) => uses.map((use) => ({ ...use, id })))
  await keepUses(ctx, uses)
  const scrapped = made.filter((m) => lines[m.of]?.scrap)
  if (scrapped.length > 0)
    await postMovements(
      ctx,
      scrapped.map(({ id, quantity, worth, cameAs: _, value: __, lineId: ___, serials: ____, ...m }) => ({
        ...m,
        quantity: -quantity,
        value: -worth,
        reason: 'scrap' as const,
        undoes: id,
        key: `scrap:${id}`,
      })),
    )
  return lines.map((_, i) => made.reduce((sum, m) => (m.of === i ? sum + m.worth : sum), 0n))
}

type Part = NewMovement & { uses: readonly SoldUse[] }

/** One movement for each line of a parcel that the units left with, so that each can say what of it is back. */
function partsOf({ id, uses, value, scrap: _, serials = [], ...line }: Returned): Part[] {
  const both = { ...line, reason: 'return' as const, referenceType: '', referenceId: '', reference: '' }
  if (uses.length === 0)
    return [{ ...both, uses, serials, ...(value !== undefined && { value }), key: `return:${id}:0` }]
  let numbered = 0
  return [...groupBy(uses, (use) => use.lineId)].map(([lineId, own], n) => {
    const quantity = own.reduce((sum, use) => sum + use.left, 0)
    const cameAs = [...groupBy(own, (use) => use.layerId).values()].map((same) => ({
      receivedAt: same[0]?.receivedAt ?? new Date(0),
      quantity: same.reduce((sum, use) => sum + use.left, 0),
      value: same.reduce((sum, use) => sum + use.value, 0n),
    }))
    cameAs.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    const numbers = serials.slice(numbered, numbered + quantity)
    numbered += quantity
    return { ...both, lineId, uses: own, cameAs, quantity, serials: numbers, key: `return:${id}:${n}` }
  })
}

async function keepUses(ctx: Context, uses: readonly (SoldUse & { id: string })[]): Promise<void> {
  await insertMany(ctx, 'stock_returned_uses', {
    movement_id: ['uuid', uses.map((u) => u.id)],
    shipment_id: ['uuid', uses.map((u) => u.shipmentId)],
    layer_id: ['uuid', uses.map((u) => u.layerId)],
    quantity: ['int', uses.map((u) => u.left)],
    value_minor: ['bigint', uses.map((u) => u.value)],
  })
}

async function idsOf(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.sql<{ id: string; key: string }>(
    'select id, key from stock_movements where tenant_id = $1 and key = any($2)',
    [keys],
    'movements-by-key',
  )
  return new Map(rows.map((row) => [row.key, row.id]))
}
