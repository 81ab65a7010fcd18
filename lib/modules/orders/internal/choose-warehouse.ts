import type { Allocation } from '@/lib/modules/orders/schema'

export type Want = { skuId: string; quantity: number }
export type Warehouse = { readonly id: string; readonly code: string }
export type Choice = { warehouseId: string | undefined; allocation: Allocation }

/**
 * The first warehouse, in the given sequence, that has everything; its units are taken from `available` at once, so the next
 * order sees what is left. Without one the answer says what is missing in the warehouse that comes closest.
 */
export function chooseWarehouse(
  lines: readonly Want[],
  warehouses: readonly Warehouse[],
  available: ReadonlyMap<string, Map<string, number>>,
  codes: ReadonlyMap<string, string>,
): Choice {
  const wanted = new Map<string, number>()
  for (const line of lines) wanted.set(line.skuId, (wanted.get(line.skuId) ?? 0) + line.quantity)
  const total = [...wanted.values()].reduce((a, b) => a + b, 0)
  const asked = warehouses.map((warehouse) => {
    const missing = [...wanted].map(([skuId, quantity]) => ({
      skuId,
      missing: Math.max(0, quantity - (available.get(skuId)?.get(warehouse.id) ?? 0)),
    }))
    return {
      warehouse,
      missing: missing.filter((m) => m.missing > 0),
      units: missing.reduce((n, m) => n + m.missing, 0),
    }
  })
  const winner = asked.find((a) => a.units === 0)
  const candidates = asked.map((a) => ({
    warehouseCode: a.warehouse.code,
    score: total === 0 ? 0 : Math.round(((total - a.units) / total) * 100),
    reason: a === winner ? 'chosen' : a.units === 0 ? 'covers_lower_priority' : 'short',
  }))
  if (winner) {
    for (const [skuId, quantity] of wanted) {
      const places = available.get(skuId)
      places?.set(winner.warehouse.id, (places.get(winner.warehouse.id) ?? 0) - quantity)
    }
    return {
      warehouseId: winner.warehouse.id,
      allocation: { warehouseCode: winner.warehouse.code, candidates, short: [] },
    }
  }
  const closest = [...asked].sort((a, b) => a.units - b.units)[0]
  const lacking = closest?.missing ?? [...wanted].map(([skuId, missing]) => ({ skuId, missing }))
  return {
    warehouseId: undefined,
    allocation: { candidates, short: lacking.map((m) => ({ skuCode: codes.get(m.skuId) ?? '', missing: m.missing })) },
  }
}
