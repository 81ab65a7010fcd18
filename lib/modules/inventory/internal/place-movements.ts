import { invalid, refuse } from '@/lib/kernel/refusal'
import { type BatchesIn, batchesIn, mayBeFromBefore } from '@/lib/modules/inventory/internal/batches-in'
import {
  type Bin,
  binsOf,
  type Held,
  heldAt,
  type Lot,
  noLot,
  refuseFull,
} from '@/lib/modules/inventory/internal/bins-of'
import { type Balance, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

/** A movement that knows its bin and its batch. `of`: which of the movements asked for it is, or is a part of. */
export type Placed = Omit<NewMovement, 'binId' | 'batchId'> & Lot & { binId: string; defective: boolean; of: number }

/**
 * Finds the bins and batches of movements that name none: what goes out leaves the sellable bins, the batch that expires first
 * before the others, in the sequence of the route, the receiving bin and what is loose at the packing place last, as one movement
 * for each bin and batch; what comes in comes into the receiving bin. The caller holds the balances locked, and nobody changes
 * what lies in a bin without them.
 */
export async function placeMovements(
  ctx: Context,
  movements: readonly NewMovement[],
  balances: ReadonlyMap<string, Balance>,
): Promise<Placed[]> {
  const comingIn = movements.filter((m) => m.quantity > 0)
  const goingOut = movements.filter((m) => m.quantity < 0)
  const [held, bins] = await together([heldAt(ctx, goingOut), binsOf(ctx, comingIn)])
  await refuseFull(ctx, movements, bins)
  const balanceOf = (m: NewMovement) => balances.get(placeKey(m.skuId, m.warehouseId))
  const batches = await batchesIn(ctx, comingIn, balanceOf)
  const placed: Placed[] = []
  for (const [of, movement] of movements.entries()) {
    const place = placeKey(movement.skuId, movement.warehouseId)
    const here = held.get(place) ?? []
    held.set(place, here)
    if (movement.quantity < 0) placed.push(...takeFrom(movement, of, here))
    else if (!balanceOf(movement)?.batched) placed.push(putInto(movement, of, here, bins, noLot))
    else if (movement.reason === 'move' && movement.batchId === undefined) {
      // The other half of a pair: what left the one bin comes into the other.
      for (const [n, part] of placed.filter((p) => p.of === of - 1).entries()) {
        const key = n === 0 ? movement.key : `${movement.key}/${n}`
        placed.push(putInto({ ...movement, quantity: -part.quantity, key }, of, here, bins, part))
      }
    } else placed.push(putInto(movement, of, here, bins, batchFor(movement, batches)))
  }
  return placed
}

function takeFrom(movement: NewMovement, of: number, here: Held[]): Placed[] {
  const { binId, batchId, key } = movement
  const from = here.filter(
    (h) =>
      (binId === undefined ? !h.defective : h.binId === binId) &&
      // Of batches nobody named those leave that may be sold; what is set aside as defective may go anywhere.
      (batchId === undefined ? h.sellable || h.defective : h.batchId === batchId),
  )
  const parts: Placed[] = []
  let open = -movement.quantity
  for (const lot of from) {
    const take = Math.min(open, movement.staged ? lot.quantity : lot.quantity - lot.kept)
    if (take <= 0) continue
    const part = parts.length === 0 ? key : `${key}/${parts.length}`
    const { kept: _, ...place } = lot
    parts.push({ ...movement, ...place, of, quantity: -take, key: part })
    lot.quantity -= take
    if (movement.staged) lot.kept = Math.max(0, lot.kept - take)
    open -= take
  }
  if (open > 0) {
    const path = movement.paths?.quantity
    refuse('insufficient_stock', path === undefined ? {} : { errors: [{ path, code: 'insufficient_stock' }] })
  }
  return parts
}

function putInto(
  movement: NewMovement,
  of: number,
  here: Held[],
  bins: ReadonlyMap<string, Bin>,
  { batchId, sellable, blocked }: Lot,
): Placed {
  const receiving = bins.get(movement.warehouseId)
  const named = movement.binId === undefined ? receiving : bins.get(movement.binId)
  // What comes back to a bin that was closed meanwhile has to lie somewhere.
  const bin = named?.status === 'closed' && movement.undoes ? receiving : named
  if (!bin || bin.warehouseId !== movement.warehouseId) throw new Error('a movement into a bin of another warehouse')
  const known = here.find((h) => h.binId === bin.id && h.batchId === batchId)
  const place = { binId: bin.id, defective: bin.defective, batchId, sellable, blocked }
  if (known) known.quantity += movement.quantity
  else here.push({ ...place, quantity: movement.quantity, kept: 0 })
  return { ...movement, ...place, of }
}

function batchFor(movement: NewMovement, batches: BatchesIn): Lot {
  const named = batches.get(movement.batchId ?? (mayBeFromBefore(movement) ? movement.skuId : ''))
  if (named?.skuId === movement.skuId) return named
  return invalid([{ path: movement.paths?.batch ?? 'batch', code: 'batch_required' }])
}
