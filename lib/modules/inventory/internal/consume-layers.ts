import { share } from '@/lib/kernel/money'

export type Layer = { id: string; left: number; value: bigint }

/**
 * First in, first out: takes `quantity` units from the oldest layers, changing them in place.
 * A part of a layer takes its exact share of the layer's value; what is taken and what stays always sum to what was there.
 */
export function consumeLayers(layers: Layer[], quantity: number): bigint {
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
