import { createBins } from '@/lib/modules/inventory/create-bins'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

const place = 'HZ'
const zones = [
  ['A', '一楼货架', 'sellable', 'A-01-01', 'A-06-30'],
  ['B', '二楼货架', 'sellable', 'B-01-01', 'B-04-30'],
  ['X', '次品区', 'defective', 'X-01', 'X-06'],
] as const

/** Shelves in the first warehouse with nearly everything put away, some broken pieces, and goods between the warehouses. */
export async function ensurePlaces(owner: Actor, now: Date): Promise<void> {
  await ensureShelves(owner, now)
  const notes = new Set((await run(listMoves, owner, { limit: 200 })).items.map((move) => move.note))
  for (const [note, waiting] of [
    ['开仓上架 一', 0],
    ['开仓上架 二', 12],
  ] as const)
    if (!notes.has(note)) await putAway(owner, note, waiting, now)
  const free = (await run(listStock, owner, { warehouseCode: place, limit: 200 })).items.filter((s) => s.available > 40)
  const [broken, ...others] = free
  if (broken && !notes.has('包装破损')) await setAside(owner, '包装破损', broken.skuCode, now)
  const sent = new Set((await run(listTransfers, owner, { limit: 200 })).items.map((transfer) => transfer.note))
  for (const [i, note] of ['义乌仓补货', '双十二备货', '月底调拨'].entries())
    if (!sent.has(note)) await transfer(owner, note, i, others.slice(3 * i, 3 * i + 3), now)
}

async function ensureShelves(owner: Actor, now: Date): Promise<void> {
  const warehouse = (await run(listWarehouses, owner, { limit: 200 })).items.find(({ code }) => code === place)
  const warehouseId = warehouse?.id ?? ''
  const known = new Map((await run(listZones, owner, { warehouseId, limit: 200 })).items.map((z) => [z.code, z.id]))
  for (const [sequence, [code, name, kind, from, to]] of zones.entries()) {
    const zone = { warehouseId, code, name, kind, sequence }
    const zoneId = known.get(code) ?? (await run(createZone, owner, zone, { now })).id
    await run(createBins, owner, { warehouseId, from, to, zoneId }, { now })
  }
}

/** What a trolley takes at once; of the last the twelve pieces that came in this morning still wait. */
async function putAway(owner: Actor, note: string, waiting: number, now: Date): Promise<void> {
  const { items } = await run(listPutAway, owner, { warehouseCode: place, limit: 200 })
  const lines = items.slice(0, items.length - waiting).flatMap(({ skuCode, binCode, quantity, suggestion }) => {
    return suggestion ? { skuCode, fromBin: binCode, toBin: suggestion.binCode, quantity } : []
  })
  if (lines.length > 0) await run(moveStock, owner, { warehouseCode: place, note, lines }, { now })
}

async function setAside(owner: Actor, note: string, skuCode: string, now: Date): Promise<void> {
  const lines = [{ skuCode, fromBin: await binOf(owner, skuCode), toBin: 'X-01', quantity: 3 }]
  await run(moveStock, owner, { warehouseCode: place, note, lines }, { now })
}

async function binOf(owner: Actor, skuCode: string): Promise<string> {
  const { items } = await run(listBinStock, owner, { warehouseCode: place, skuCode, kind: 'sellable' })
  const fullest = items.sort((a, b) => b.quantity - a.quantity)[0]
  return fullest?.binCode ?? 'DEFAULT'
}

type Goods = { skuCode: string }

/** The first has arrived two pieces short, the second is on its way, the third is not sent yet. */
async function transfer(owner: Actor, note: string, which: number, goods: readonly Goods[], now: Date): Promise<void> {
  if (goods.length === 0) return
  const lines = goods.map(({ skuCode }, i) => ({ skuCode, quantity: 8 + 4 * i }))
  const draft = { fromWarehouseCode: place, toWarehouseCode: 'YW', note, lines }
  const { id: transferId, lines: drafted } = await run(createTransfer, owner, draft, { now })
  if (which === 2) return
  await run(shipTransfer, owner, { transferId }, { now })
  if (which === 1) return
  const arrived = drafted.map(({ id, quantity }, i) => ({ lineId: id, quantity: quantity - (i === 0 ? 2 : 0) }))
  await run(receiveTransfer, owner, { transferId, lines: arrived, finish: true, reason: '运输途中破损 2 件' }, { now })
}
