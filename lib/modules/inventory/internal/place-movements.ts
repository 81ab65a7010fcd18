import { refuse } from '@/lib/kernel/refusal'
import { type Bin, binsOf, type Held, heldAt, refuseFull } from '@/lib/modules/inventory/internal/bins-of'
import { placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import type { Context } from '@/lib/platform/door/context'

/** A movement that knows its bin. `of`: which of the movements asked for it is, or is a part of. */
export type Placed = Omit<NewMovement, 'binId'> & { binId: string; defective: boolean; of: number }

/**
 * Finds the bins of movements that name none: what goes out leaves the sellable bins in the sequence of the route, the
 * receiving bin and what is loose at the packing place last, as one movement a bin; what comes in comes into the receiving bin.
 * The caller holds the balances locked, and nobody changes what lies in a bin without them.
 */
export async function placeMovements(ctx: Context, movements: readonly NewMovement[]): Promise<Placed[]> {
  const held = await heldAt(
    ctx,
    movements.filter((m) => m.quantity < 0),
  )
  const bins = await binsOf(
    ctx,
    movements.filter((m) => m.quantity > 0),
  )
  await refuseFull(ctx, movements, bins)
  const placed: Placed[] = []
  for (const [of, movement] of movements.entries()) {
    const place = placeKey(movement.skuId, movement.warehouseId)
    const here = held.get(place) ?? []
    held.set(place, here)
    if (movement.quantity < 0) placed.push(...takeFrom(movement, of, here))
    else placed.push(putInto(movement, of, here, bins))
  }
  return placed
}

function takeFrom(movement: NewMovement, of: number, here: Held[]): Placed[] {
  const { binId, key } = movement
  const from = here.filter((h) => (binId === undefined ? !h.defective : h.binId === binId))
  const parts: Placed[] = []
  let open = -movement.quantity
  for (const bin of from) {
    const take = Math.min(open, movement.staged ? bin.quantity : bin.quantity - bin.kept)
    if (take <= 0) continue
    const part = parts.length === 0 ? key : `${key}/${parts.length}`
    parts.push({ ...movement, binId: bin.binId, defective: bin.defective, of, quantity: -take, key: part })
    bin.quantity -= take
    if (movement.staged) bin.kept = Math.max(0, bin.kept - take)
    open -= take
  }
  if (open > 0) {
    const path = movement.paths?.quantity
    refuse('insufficient_stock', path === undefined ? {} : { errors: [{ path, code: 'insufficient_stock' }] })
  }
  return parts
}

function putInto(movement: NewMovement, of: number, here: Held[], bins: ReadonlyMap<string, Bin>): Placed {
  const receiving = bins.get(movement.warehouseId)
  const named = movement.binId === undefined ? receiving : bins.get(movement.binId)
  // What comes back to a bin that was closed meanwhile has to lie somewhere.
  const bin = named?.status === 'closed' && movement.undoes ? receiving : named
  if (!bin || bin.warehouseId !== movement.warehouseId) throw new Error('a movement into a bin of another warehouse')
  const known = here.find((h) => h.binId === bin.id)
  if (known) known.quantity += movement.quantity
  else here.push({ binId: bin.id, defective: bin.defective, quantity: movement.quantity, kept: 0 })
  return { ...movement, binId: bin.id, defective: bin.defective, of }
}
