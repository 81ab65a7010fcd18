import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { listPoolMoves } from '@/lib/modules/inventory/list-pool-moves'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import type { StockView } from '@/lib/modules/inventory/schema'
import { setPoolIncoming } from '@/lib/modules/inventory/set-pool-incoming'
import { undoPoolMove } from '@/lib/modules/inventory/undo-pool-move'
import { listShops } from '@/lib/modules/settings/list-shops'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { later } from '@/prisma/seed/calendar'

const place = 'HZ'
const box = 'GIFT-BOX'

/** A gift box that is packed ahead, a pool for the year's last live stream, and goods on their way for a first sale. */
export async function ensurePools(owner: Actor, now: Date): Promise<void> {
  const { items } = await run(listStock, owner, { warehouseCode: place, limit: 200 })
  const goods = items.filter((s) => !s.bundle && s.available > 60).slice(0, 6)
  await ensureBox(owner, goods.slice(0, 2), now)
  const { items: shops } = await run(listShops, owner, { limit: 200, status: 'active' })
  const known = new Map((await run(listPools, owner, { limit: 200 })).items.map((pool) => [pool.code, pool]))
  const live = { code: 'LIVE-1212', name: '双十二直播间', fallsBack: false, priority: 10 }
  const first = { code: 'FIRST-SALE', name: '冬季首发', fallsBack: true, priority: 50 }
  for (const [i, pool] of [live, first].entries()) {
    const shop = shops[i % shops.length]
    if (!known.has(pool.code) && shop)
      await run(
        createPool,
        owner,
        { ...pool, shopCodes: [shop.code], endsAt: later(now, 24 * 20).toISOString() },
        { now },
      )
  }
  await ensureMoves(owner, goods.slice(2), now)
  await ensureAhead(owner, now)
}

async function ensureBox(owner: Actor, parts: readonly StockView[], now: Date): Promise<void> {
  if (parts.length < 2) return
  const [made] = (await run(listSkus, owner, { codes: [box] })).items
  const components = parts.map(({ skuCode }, i) => ({ skuCode, quantity: i + 1 }))
  const sku = { code: box, listPrice: '299.00', currency: 'CNY', components, assembled: 'first' as const }
  if (!made) await run(createProduct, owner, { name: '年货礼盒', nameEn: 'New Year gift box', skus: [sku] }, { now })
  const notes = new Set((await run(listAssemblies, owner, { limit: 200 })).items.map((order) => order.note))
  for (const [note, quantity] of [
    ['年货第一批', 12],
    ['年货第二批', 10],
  ] as const) {
    if (notes.has(note)) continue
    const order = await run(createAssembly, owner, { warehouseCode: place, skuCode: box, quantity, note }, { now })
    if (note === '年货第一批') await run(completeAssembly, owner, { assemblyId: order.id }, { now })
  }
}

/** Goods for the live stream, and a move that was a mistake. */
async function ensureMoves(owner: Actor, goods: readonly StockView[], now: Date): Promise<void> {
  const notes = new Set((await run(listPoolMoves, owner, { limit: 200 })).items.map((move) => move.note))
  const into = (toPool: string, note: string, quantity: number) =>
    run(
      createPoolMove,
      owner,
      { warehouseCode: place, toPool, note, lines: goods.map(({ skuCode }) => ({ skuCode, quantity })) },
      { now },
    )
  if (goods.length === 0) return
  if (!notes.has('直播备货')) await into('LIVE-1212', '直播备货', 24)
  if (notes.has('首发备货')) return
  const wrong = await into('FIRST-SALE', '首发备货', 5)
  await run(undoPoolMove, owner, { poolMoveId: wrong.id, note: '选错了虚拟仓' }, { now })
}

/** What is on its way is set aside for the first sale. */
async function ensureAhead(owner: Actor, now: Date): Promise<void> {
  const [sent] = (await run(listTransfers, owner, { state: 'in_transit', limit: 1 })).items
  const pool = (await run(listPools, owner, { limit: 200 })).items.find(({ code }) => code === 'FIRST-SALE')
  if (!sent || !pool || pool.incoming > 0) return
  const { lines } = await run(getTransfer, owner, { transferId: sent.id })
  const line = lines.find((one) => one.inTransit > 2)
  if (line)
    await run(
      setPoolIncoming,
      owner,
      { poolId: pool.id, transferLineId: line.id, quantity: line.inTransit - 2 },
      { now },
    )
}
