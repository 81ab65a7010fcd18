import { createBin } from '@/lib/modules/inventory/create-bin'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import type { BinView, ZoneView } from '@/lib/modules/inventory/schema'
import { moveStock } from '@/lib/modules/orders/move-stock'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { TestShop } from '@/tests/support/shop'

export type Shelves = { good: ZoneView; bad: ZoneView; bins: Record<string, BinView> }

/** Zone A with bins A-1, A-2 (room for ten) and A-3 in the sequence of the route, and zone X with bin X-1 for defective goods. */
export async function createShelves({ owner, warehouseId }: TestShop): Promise<Shelves> {
  const zone = (code: string, kind: ZoneView['kind']) => run(createZone, owner, { warehouseId, code, name: code, kind })
  const [good, bad] = [await zone('A', 'sellable'), await zone('X', 'defective')]
  const bins: Record<string, BinView> = {}
  for (const [route, code] of ['A-1', 'A-2', 'A-3', 'X-1'].entries()) {
    const zoneId = code === 'X-1' ? bad.id : good.id
    bins[code] = await run(createBin, owner, {
      warehouseId,
      code,
      zoneId,
      route: route + 1,
      capacity: code === 'A-2' ? 10 : null,
    })
  }
  return { good, bad, bins }
}

/** `{ 'TEA @ A-1': 3 }`, of all warehouses in sight. */
export async function binsOf(actor: Actor): Promise<Record<string, number>> {
  const { items } = await run(listBinStock, actor, { limit: 200 })
  return Object.fromEntries(items.map((row) => [`${row.skuCode} @ ${row.binCode}`, row.quantity]))
}

export function move(actor: Actor, ...lines: [skuCode: string, fromBin: string, toBin: string, quantity: number][]) {
  return run(moveStock, actor, {
    warehouseCode: 'HZ',
    lines: lines.map(([skuCode, fromBin, toBin, quantity]) => ({ skuCode, fromBin, toBin, quantity })),
  })
}

export function receive(actor: Actor, skuCode: string, quantity: number, unitCost = '10.00', binCode?: string) {
  return run(receiveStock, actor, {
    warehouseCode: 'HZ',
    lines: [{ skuCode, quantity, unitCost, ...(binCode && { binCode }) }],
  })
}

/** What one warehouse's balance says of a SKU. */
export async function balanceOf(actor: Actor, skuCode: string, warehouseCode = 'HZ') {
  const [row] = (await run(listStock, actor, { skuCode, warehouseCode })).items
  if (!row) return undefined
  const { onHand, defective, reserved, available, incoming, value } = row
  return { onHand, defective, reserved, available, incoming, value }
}
