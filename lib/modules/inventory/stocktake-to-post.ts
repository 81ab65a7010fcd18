import { type FieldError, invalid } from '@/lib/kernel/refusal'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import { lossesOf } from '@/lib/modules/inventory/internal/losses-of'
import { refuseStocktake, type StocktakeRow, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { type Promises, postMovements } from '@/lib/modules/inventory/post-movements'
import type { Loss } from '@/lib/modules/inventory/shortfalls'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Line = {
  id: string
  position: number
  sku_id: string
  bin_id: string
  batch_id: string | null
  difference: number
  defective: boolean
  blocked: boolean
  batched: boolean
  serial_mode: SerialMode
  cost_hint_minor: bigint | null
  currency: string
  closed: boolean
  /** Units that may leave the bin, of the batch where there is one. */
  free: number
  /** Units that still fit into the bin beside all other differences in it; null: as many as come. */
  room: number | null
}

export type StocktakeToPost = { row: StocktakeRow; movements: NewMovement[]; losses: Loss[] }

/** Where a refusal speaks of a line: its number on the sheet. */
export const linePath = (position: number) => `lines.${position}`

/**
 * What a stocktake comes to; posting it is for `stocktake.post`, because what is lost may have been promised. Everything that
 * speaks against it is told at once, line by line.
 */
export async function stocktakeToPost(
  ctx: Context,
  stocktakeId: string,
  version: number | undefined,
): Promise<StocktakeToPost> {
  const row = await stocktakeRow(ctx, stocktakeId, 'change')
  expectVersion(row, version)
  refuseStocktake(row.state, 'posted')
  const [warehouse] = await ctx.sql<{ status: string }>(
    'select status from warehouses where tenant_id = $1 and id = $2 for share',
    [row.warehouse_id],
  )
  if (warehouse?.status !== 'active') invalid([{ path: 'id', code: 'warehouse_closed' }])
  const lines = await linesOf(ctx, row)
  const errors = lines.flatMap(wrong)
  if (errors.length > 0) invalid(errors)
  // Finds first: what lies in another bin than the books say is found at what it costs before the last of it is lost.
  const sorted = [...lines.filter((l) => l.difference > 0), ...lines.filter((l) => l.difference < 0)]
  const movements = sorted.map((line) => ({
    skuId: line.sku_id,
    warehouseId: row.warehouse_id,
    binId: line.bin_id,
    ...(line.batch_id !== null && { batchId: line.batch_id }),
    defective: line.defective,
    blocked: line.blocked,
    quantity: line.difference,
    reason: 'stocktake' as const,
    referenceType: 'stocktake',
    referenceId: row.id,
    reference: row.number,
    unitHint: line.currency === ctx.tenant.currency ? line.cost_hint_minor : null,
    lineId: line.id,
    key: `stocktake:${line.id}`,
    paths: pathsAt(line.position),
  }))
  return { row, movements, losses: lossesOf(movements) }
}

const pathsAt = (position: number) => {
  const path = linePath(position)
  return { quantity: path, bin: path, batch: path, serials: path }
}

function wrong(line: Line): FieldError[] {
  const codes = [
    // Which units are missing, nobody has written down: they are named in an adjustment.
    line.serial_mode === 'receipt' ? 'serials_by_adjustment' : null,
    line.batched !== (line.batch_id !== null) ? 'tracking_changed' : null,
    line.difference > 0 && line.closed ? 'closed' : null,
    line.difference > 0 && line.room !== null && line.room < 0 ? 'bin_full' : null,
    line.difference < 0 && line.free + line.difference < 0 ? 'insufficient_stock' : null,
  ]
  return codes.flatMap((code) => (code === null ? [] : [{ path: linePath(line.position), code }]))
}

function linesOf(ctx: Context, row: StocktakeRow): Promise<Line[]> {
  return ctx.sql<Line>(
    `with due as (
       select l.id, l.position, l.sku_id, l.bin_id, l.batch_id, l.counted - l.expected as difference from stocktake_lines l
        where l.tenant_id = $1 and l.stocktake_id = $2 and l.state = 'done' and l.differs
     ), rooms as (
       select b.id, b.capacity - coalesce((select sum(h.quantity) from bin_balances h where h.tenant_id = $1 and h.bin_id = b.id), 0) - d.more as room
         from (select bin_id, sum(difference) as more from due group by bin_id having sum(difference) > 0) d
         join bins b on b.tenant_id = $1 and b.id = d.bin_id and b.capacity is not null
     )
     select d.*, coalesce(z.kind = 'defective', false) as defective, coalesce(not k.sellable, false) as blocked, s.batch_tracked as batched, s.serial_mode,
            s.cost_hint_minor, s.currency, b.status = 'closed' as closed, r.room::int as room,
            coalesce(case when d.batch_id is null then h.quantity else x.quantity end, 0) as free
       from due d
       join bins b on b.tenant_id = $1 and b.id = d.bin_id
       join skus s on s.tenant_id = $1 and s.id = d.sku_id
       left join zones z on z.tenant_id = $1 and z.id = b.zone_id
       left join stock_batches k on k.tenant_id = $1 and k.id = d.batch_id
       left join bin_balances h on h.tenant_id = $1 and h.sku_id = d.sku_id and h.bin_id = d.bin_id
       left join batch_balances x on x.tenant_id = $1 and x.sku_id = d.sku_id and x.bin_id = d.bin_id and x.batch_id = d.batch_id
       left join rooms r on r.id = d.bin_id
      order by d.position`,
    [row.id],
  )
}

/** Posts the differences in one statement, keeps what each was worth, and ends the stocktake. */
export async function postStocktakeLines(
  ctx: Context,
  { row, movements }: StocktakeToPost,
  promises: Promises,
): Promise<void> {
  const values = movements.length > 0 ? await postMovements(ctx, movements, promises) : []
  await ctx.sql(
    `update stocktake_lines l set value_minor = u.value from unnest($2::uuid[], $3::bigint[]) as u(id, value) where l.tenant_id = $1 and l.id = u.id`,
    [movements.map((m) => m.lineId), values],
  )
  await ctx.sql('update stocktake_lines set open = false where tenant_id = $1 and stocktake_id = $2', [row.id])
  await ctx.sql(
    `update stocktakes set state = 'posted', reviewed_by = coalesce(reviewed_by, $3), reviewed_at = coalesce(reviewed_at, $4), posted_by = $3, posted_at = $4,
            version = version + 1 where tenant_id = $1 and id = $2`,
    [row.id, ctx.actor.name, ctx.now],
  )
}
