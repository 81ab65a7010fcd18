import { fromMinor } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { TransferItem, TransferView } from '@/lib/modules/inventory/schema'
import { type TransferState, transferStates } from '@/lib/modules/inventory/states'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type TransferRow = {
  id: string
  number: string
  from_warehouse_id: string
  to_warehouse_id: string
  from_code: string
  to_code: string
  state: TransferState
  words: Buffer
  difference: Buffer
  units: number
  in_transit: number
  created_at: Date
  shipped_at: Date | null
  received_at: Date | null
  version: number
}

/** Conditions follow after `t.tenant_id = $1`. */
export const selectTransfers = `select t.id, t.number, t.from_warehouse_id, t.to_warehouse_id, f.code as from_code, g.code as to_code, t.state, t.words,
    t.difference, l.units, l.in_transit, t.created_at, t.shipped_at, t.received_at, t.version
  from stock_transfers t
  join warehouses f on f.tenant_id = $1 and f.id = t.from_warehouse_id
  join warehouses g on g.tenant_id = $1 and g.id = t.to_warehouse_id
  cross join lateral (select coalesce(sum(x.quantity), 0)::int as units, coalesce(sum(x.shipped - x.received - x.lost), 0)::int as in_transit
                        from stock_transfer_lines x where x.tenant_id = $1 and x.transfer_id = t.id) l
 where t.tenant_id = $1`

/** Whoever sees one of its two warehouses sees a transfer. */
export const transfersInScope = (scope: string) =>
  `(${scope}::uuid[] is null or t.from_warehouse_id = any(${scope}::uuid[]) or t.to_warehouse_id = any(${scope}::uuid[]))`

export const transferAad = (id: string) => wordsAad('stock_transfers', id)
export const differenceAad = (id: string) => wordsAad('stock_transfers', id, 'difference')

export function transferItem(crypt: TenantCrypt, row: TransferRow): TransferItem {
  return {
    id: row.id,
    number: row.number,
    fromWarehouseCode: row.from_code,
    toWarehouseCode: row.to_code,
    state: row.state,
    note: openWords(crypt, transferAad(row.id), row.words, ''),
    units: row.units,
    inTransit: row.in_transit,
    createdAt: row.created_at.toISOString(),
    shippedAt: row.shipped_at?.toISOString() ?? null,
    receivedAt: row.received_at?.toISOString() ?? null,
    version: row.version,
  }
}

export type TransferLine = {
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  from_bin_id: string | null
  from_bin: string | null
  from_defective: boolean
  quantity: number
  shipped: number
  received: number
  lost: number
  over: number
  shipped_minor: bigint
  received_minor: bigint
  lost_minor: bigint
  batch_id: string | null
  batch_no: string | null
  from_blocked: boolean
  carried: TransferView['lines'][number]['carried']
  serials: string[]
  serial_mode: SerialMode
  batch_tracked: boolean
}

export function linesOf(ctx: Context, transferId: string): Promise<TransferLine[]> {
  return ctx.sql<TransferLine>(
    `select l.id, l.sku_id, s.code as sku_code, s.name, s.name_en, l.from_bin_id, b.code as from_bin,
            coalesce(z.kind = 'defective', false) as from_defective, l.quantity, l.shipped, l.received, l.lost,
            l.over, l.shipped_minor, l.received_minor, l.lost_minor, l.batch_id, k.code as batch_no, coalesce(not k.sellable, false) as from_blocked,
            (select coalesce(json_agg(json_build_object('batchNo', c.code, 'expiresOn', c.expires_on, 'quantity', c.quantity)
                                      order by c.expires_on nulls last, c.code), '[]')
               from (select b.code, b.expires_on, sum(y.quantity_left)::int as quantity from stock_transfer_layers y
                       join stock_batches b on b.tenant_id = $1 and b.id = y.batch_id
                      where y.tenant_id = $1 and y.line_id = l.id and y.quantity_left > 0 group by b.code, b.expires_on) c) as carried,
            case when s.serial_mode <> 'receipt' then '{}' else array(
              select u.code from stock_serials u
               where u.tenant_id = $1 and u.sku_id = l.sku_id and u.state = 'in_transit' and exists (
                 select 1 from stock_serial_moves x join stock_movements m on m.tenant_id = $1 and m.id = x.movement_id
                  where x.tenant_id = $1 and x.serial_id = u.id and m.line_id = l.id and m.reason = 'transfer_out')
               order by u.code_key) end as serials,
            s.serial_mode, s.batch_tracked
       from stock_transfer_lines l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id
       left join bins b on b.tenant_id = $1 and b.id = l.from_bin_id
       left join zones z on z.tenant_id = $1 and z.id = b.zone_id
       left join stock_batches k on k.tenant_id = $1 and k.id = l.batch_id
      where l.tenant_id = $1 and l.transfer_id = $2 order by l.position`,
    [transferId],
    'transfer-lines',
  )
}

export function lineView(line: TransferLine, currency: string): TransferView['lines'][number] {
  return {
    id: line.id,
    skuId: line.sku_id,
    skuCode: line.sku_code,
    name: line.name,
    nameEn: line.name_en,
    fromBin: line.from_bin,
    batchNo: line.batch_no,
    carried: line.carried,
    serials: line.serials,
    batchTracked: line.batch_tracked,
    serialMode: line.serial_mode,
    quantity: line.quantity,
    shipped: line.shipped,
    received: line.received,
    lost: line.lost,
    over: line.over,
    inTransit: line.shipped - line.received - line.lost,
    shippedValue: fromMinor(line.shipped_minor, currency),
    receivedValue: fromMinor(line.received_minor, currency),
    lostValue: fromMinor(line.lost_minor, currency),
  }
}

export function differenceOf(crypt: TenantCrypt, row: TransferRow): string {
  return openWords(crypt, differenceAad(row.id), row.difference, '')
}

/** The transfer of an id, locked; out of sight when the actor sees neither of its warehouses. */
export async function lockTransfer(ctx: Context, transferId: string): Promise<TransferRow> {
  await ctx.sql('select id from stock_transfers where tenant_id = $1 and id = $2 for update', [transferId])
  const [row] = await ctx.sql<TransferRow>(`${selectTransfers} and t.id = $2 and ${transfersInScope('$3')}`, [
    transferId,
    ctx.actor.scope.warehouseIds,
  ])
  return row ?? refuse('not_found')
}

export function refuseFrom(state: TransferState, to: TransferState): void {
  if (!transferStates.can(state, to)) refuse('illegal_transition', { from: state, to })
}
