import { refuse } from '@/lib/kernel/refusal'
import { poolMoveAad } from '@/lib/modules/inventory/internal/pool-moves'
import type { PoolMoveItem, PoolMoveView } from '@/lib/modules/inventory/pool-schema'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords } from '@/lib/platform/words'

export type PoolMoveRow = {
  id: string
  number: string
  kind: PoolMoveItem['kind']
  warehouse_id: string
  warehouse_code: string
  from_pool_id: string | null
  to_pool_id: string | null
  from_code: string | null
  to_code: string | null
  units: number
  reference: string
  undone_by: string | null
  words: Buffer
  created_at: Date
}

const hidden = (pool: string) =>
  `exists (select 1 from pool_shops x where x.tenant_id = $1 and x.pool_id = m.${pool} and x.shop_id <> all($2::uuid[]))`

/** Conditions follow after `m.tenant_id = $1`. $2: shops in scope, $3: warehouses. */
export const selectPoolMoves = `select m.id, m.number, m.kind, m.warehouse_id, w.code as warehouse_code, m.from_pool_id, m.to_pool_id, f.code as from_code, t.code as to_code,
    (select coalesce(sum(l.quantity), 0)::int from pool_move_lines l where l.tenant_id = $1 and l.move_id = m.id) as units, m.reference,
    (select u.number from pool_moves u where u.tenant_id = $1 and u.undoes_id = m.id) as undone_by, m.words, m.created_at
  from pool_moves m
  join warehouses w on w.tenant_id = $1 and w.id = m.warehouse_id
  left join pools f on f.tenant_id = $1 and f.id = m.from_pool_id
  left join pools t on t.tenant_id = $1 and t.id = m.to_pool_id
 where m.tenant_id = $1 and ($3::uuid[] is null or m.warehouse_id = any($3::uuid[]))
   and ($2::uuid[] is null or not (${hidden('from_pool_id')} or ${hidden('to_pool_id')}))`

export function poolMoveItem(crypt: TenantCrypt, row: PoolMoveRow): PoolMoveItem {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    warehouseCode: row.warehouse_code,
    fromPool: row.from_code,
    toPool: row.to_code,
    units: row.units,
    reference: row.reference,
    note: openWords(crypt, poolMoveAad(row.id), row.words, ''),
    undoneBy: row.undone_by,
    createdAt: row.created_at.toISOString(),
  }
}

export async function poolMoveRow(ctx: Context, moveId: string): Promise<PoolMoveRow> {
  const { shopIds, warehouseIds } = ctx.actor.scope
  const [row] = await ctx.sql<PoolMoveRow>(`${selectPoolMoves} and m.id = $4`, [shopIds, warehouseIds, moveId])
  return row ?? refuse('not_found')
}

export async function poolMoveViewOf(ctx: Context, row: PoolMoveRow): Promise<PoolMoveView> {
  const lines = await ctx.sql<PoolMoveView['lines'][number]>(
    `select l.sku_id as "skuId", s.code as "skuCode", s.name, s.name_en as "nameEn", l.quantity
       from pool_move_lines l join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where l.tenant_id = $1 and l.move_id = $2 order by l.position`,
    [row.id],
  )
  return { ...poolMoveItem(await ctx.crypt(), row), lines }
}
