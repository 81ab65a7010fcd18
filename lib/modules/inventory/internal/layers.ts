import { share } from '@/lib/kernel/money'
import type { CostMethod } from '@/lib/platform/door/actor'

/** What is left of one receipt in its place. Lists of them are in the sequence of their receipt. */
export type Layer = { id: string; batchId: string | null; receivedAt: Date; left: number; value: bigint }
/** What one movement did to a layer, signed like the movement. */
export type LayerUse = { layerId: string; quantity: number; value: bigint }

/**
 * Takes units out of the layers, changing them in place; answers what they are worth. Of a SKU in batches they are units of
 * one batch and leave its layers alone. `average`: what they are worth under a moving average, where they leave with others.
 */
export function takeOut(
  method: CostMethod,
  layers: Layer[],
  quantity: number,
  batchId?: string | null,
  average?: bigint,
): bigint {
  const own = batchId === undefined ? layers : layers.filter((l) => l.batchId === batchId)
  if (method === 'fifo') return takeOldest(own, quantity)
  const worth = worthOf(layers)
  const value = average ?? averageOf(layers, quantity)
  takeOldest(own, quantity)
  spread(layers, worth - value)
  return value
}

/** What units of a place are worth on average, whatever bins and layers they are counted out of. */
export function averageOf(layers: readonly Layer[], quantity: number): bigint {
  const units = layers.reduce((n, l) => n + l.left, 0)
  const [value = 0n] = share(worthOf(layers), [BigInt(quantity), BigInt(Math.max(0, units - quantity))])
  return value
}

/** Units that come in make a layer of their own; under a moving average they and what was there are worth the same from now on. */
export function putIn(method: CostMethod, layers: Layer[], layer: Layer): void {
  // What comes from another warehouse is as old as it was there.
  const younger = layers.findIndex((l) => l.receivedAt > layer.receivedAt)
  layers.splice(younger < 0 ? layers.length : younger, 0, layer)
  if (method === 'moving_average') spread(layers, worthOf(layers))
}

/** The opposite of taking out: units go back into the layers they left, worth what they left with. */
export function putBack(method: CostMethod, layers: Layer[], uses: readonly LayerUse[], value: bigint): void {
  const worth = worthOf(layers)
  for (const use of uses) {
    const layer = layers.find((l) => l.id === use.layerId)
    if (!layer) throw new Error('a layer that units left is missing')
    layer.left -= use.quantity
    layer.value -= use.value
  }
  if (method === 'moving_average') spread(layers, worth + value)
}

/** What happened to the layers between two looks at them. */
export function usesBetween(before: readonly Layer[], after: readonly Layer[]): LayerUse[] {
  const was = new Map(before.map((l) => [l.id, l]))
  return after.flatMap(({ id, left, value }) => {
    const old = was.get(id)
    const use = { layerId: id, quantity: left - (old?.left ?? left), value: value - (old?.value ?? value) }
    return use.quantity === 0 && use.value === 0n ? [] : [use]
  })
}

/**
 * First in, first out. A part of a layer takes its exact share of the layer's value; what is taken and what stays always
 * sum to what was there.
 */
function takeOldest(layers: readonly Layer[], quantity: number): bigint {
  let open = quantity
  let value = 0n
  for (const layer of layers) {
    if (open === 0) break
    const take = Math.min(open, layer.left)
    if (take === 0) continue
    const [taken = 0n] =
      take === layer.left ? [layer.value] : share(layer.value, [BigInt(take), BigInt(layer.left - take)])
    layer.left -= take
    layer.value -= taken
    value += taken
    open -= take
  }
  if (open > 0) throw new Error('cost layers hold fewer units than the balance')
  return value
}

/** Every unit is worth the same, to the last minor unit. */
function spread(layers: Layer[], worth: bigint): void {
  const parts = share(
    worth,
    layers.map((l) => BigInt(l.left)),
  )
  for (const [i, layer] of layers.entries()) layer.value = parts[i] ?? 0n
}

function worthOf(layers: readonly Layer[]): bigint {
  return layers.reduce((sum, l) => sum + l.value, 0n)
}
