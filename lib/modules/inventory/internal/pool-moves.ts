import { newId } from '@/lib/kernel/ids'
import { stockChanged, stockIncreased } from '@/lib/modules/inventory/events'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { noPosting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { PoolMoveItem } from '@/lib/modules/inventory/pool-schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type PoolMove = {
  kind: PoolMoveItem['kind']
  warehouseId: string
  /** null: general stock. */
  fromPoolId: string | null
  toPoolId: string | null
  lines: readonly { skuId: string; quantity: number }[]
  note?: string
  reference?: string
  undoesId?: string
}

export const poolMoveAad = (id: string) => wordsAad('pool_moves', id)

/** Keeps documents of what goes into pools and out of them; the units themselves are the caller's to post. Answers their ids. */
export async function keepPoolMoves(ctx: Context, moves: readonly PoolMove[]): Promise<string[]> {
  if (moves.length === 0) return []
  const numbers = await takeNumbers(ctx, 'PM', moves.length)
  const crypt = await ctx.crypt()
  const made = moves.map((move, i) => ({ ...move, id: newId(), number: numbers[i] ?? '' }))
  const all = <T>(value: T) => made.map(() => value)
  await insertMany(ctx, 'pool_moves', {
    id: ['uuid', made.map((m) => m.id)],
    number: ['text', made.map((m) => m.number)],
    kind: ['text', made.map((m) => m.kind)],
    warehouse_id: ['uuid', made.map((m) => m.warehouseId)],
    from_pool_id: ['uuid', made.map((m) => m.fromPoolId)],
    to_pool_id: ['uuid', made.map((m) => m.toPoolId)],
    undoes_id: ['uuid', made.map((m) => m.undoesId ?? null)],
    reference: ['text', made.map((m) => m.reference ?? '')],
    words: ['bytea', made.map((m) => sealWords(crypt, poolMoveAad(m.id), m.note ?? ''))],
    actor_kind: ['text', all(ctx.actor.kind)],
    actor_id: ['uuid', all(ctx.actor.id)],
    created_at: ['timestamptz', all(ctx.now)],
  })
  const lines = made.flatMap((m) => m.lines.map((line, position) => ({ ...line, position, moveId: m.id })))
  await insertMany(ctx, 'pool_move_lines', {
    id: ['uuid', lines.map(() => newId())],
    move_id: ['uuid', lines.map((l) => l.moveId)],
    position: ['int', lines.map((l) => l.position)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    quantity: ['int', lines.map((l) => l.quantity)],
  })
  return made.map((m) => m.id)
}

/** Documents and units at once. The caller holds the balances and saw that the units are free where they come from. */
export async function movePools(ctx: Context, moves: readonly PoolMove[]): Promise<string[]> {
  const pooled = moves.flatMap(({ warehouseId, fromPoolId, toPoolId, lines }) =>
    lines.flatMap(({ skuId, quantity }) => [
      ...(fromPoolId ? [{ poolId: fromPoolId, skuId, warehouseId, quantity: -quantity }] : []),
      ...(toPoolId ? [{ poolId: toPoolId, skuId, warehouseId, quantity }] : []),
    ]),
  )
  await ensurePoolRows(ctx, pooled)
  await writePosting(ctx, { ...noPosting, pooled })
  const ids = await keepPoolMoves(ctx, moves)
  const skuIds = [...new Set(pooled.map((p) => p.skuId))]
  ctx.emit(stockIncreased(skuIds))
  // From pool to pool the balance stays as it is, but not what each shop has of it.
  ctx.emit(stockChanged(skuIds))
  return ids
}

/** A pool's rows for places it never had anything at; the caller holds the balances. */
export async function ensurePoolRows(
  ctx: Context,
  rows: readonly { poolId: string; skuId: string; warehouseId: string }[],
): Promise<void> {
  await ctx.sql(
    `insert into pool_balances (tenant_id, pool_id, sku_id, warehouse_id)
     select distinct $1::uuid, u.pool, u.sku, u.warehouse from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as u(pool, sku, warehouse)
     on conflict do nothing`,
    [rows.map((r) => r.poolId), rows.map((r) => r.skuId), rows.map((r) => r.warehouseId)],
    'pool-rows',
  )
}

export type PoolUnits = { pool_id: string; sku_id: string; warehouse_id: string; free: number; priority: number }

/** What lies free in pools at some places, the least important pool first. True until the end: the caller holds the balances. */
export function freeInPools(
  ctx: Context,
  places: readonly { skuId: string; warehouseId: string }[],
): Promise<PoolUnits[]> {
  return ctx.sql<PoolUnits>(
    `select g.pool_id, g.sku_id, g.warehouse_id, g.quantity - g.reserved as free, p.priority
       from (select distinct * from unnest($2::uuid[], $3::uuid[]) as u(sku, warehouse)) u
       join pool_balances g on g.tenant_id = $1 and g.sku_id = u.sku and g.warehouse_id = u.warehouse
       join pools p on p.tenant_id = $1 and p.id = g.pool_id
      order by p.priority desc, p.code desc`,
    [places.map((p) => p.skuId), places.map((p) => p.warehouseId)],
    'pools-free',
  )
}

/** Everything free in some pools becomes general stock again, one document for each pool and warehouse. Answers how many units. */
export async function emptyPools(ctx: Context, poolIds: readonly string[]): Promise<number> {
  const lying = await ctx.sql<{ skuId: string; warehouseId: string }>(
    `select distinct sku_id as "skuId", warehouse_id as "warehouseId" from pool_balances
      where tenant_id = $1 and pool_id = any($2::uuid[]) and quantity > reserved`,
    [poolIds],
  )
  if (lying.length === 0) return 0
  await lockBalances(ctx, lying)
  const mine = new Set(poolIds)
  const free = (await freeInPools(ctx, lying)).filter((f) => f.free > 0 && mine.has(f.pool_id))
  const moves = new Map<string, PoolMove & { lines: { skuId: string; quantity: number }[] }>()
  for (const { pool_id, warehouse_id, sku_id, free: quantity } of free) {
    const key = `${pool_id} ${warehouse_id}`
    const move = moves.get(key) ?? {
      kind: 'end' as const,
      warehouseId: warehouse_id,
      fromPoolId: pool_id,
      toPoolId: null,
      lines: [],
    }
    move.lines.push({ skuId: sku_id, quantity })
    moves.set(key, move)
  }
  if (moves.size > 0) await movePools(ctx, [...moves.values()])
  return free.reduce((n, f) => n + f.free, 0)
}

/** Whoever may sell the units of these pools has changed: orders that wait for them look again. */
export async function poolStockTurned(ctx: Context, poolIds: readonly string[]): Promise<void> {
  const rows = await ctx.sql<{ sku_id: string }>(
    'select distinct sku_id from pool_balances where tenant_id = $1 and pool_id = any($2::uuid[]) and quantity > reserved',
    [poolIds],
  )
  if (rows.length === 0) return
  const skuIds = rows.map((r) => r.sku_id)
  ctx.emit(stockIncreased(skuIds))
  ctx.emit(stockChanged(skuIds))
}
