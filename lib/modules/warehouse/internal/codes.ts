import { barcodesOf, parseGs1 } from '@/lib/kernel/gs1'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { Context } from '@/lib/platform/door/context'

export type Goods = {
  id: string
  code: string
  name: string
  nameEn: string
  batchTracked: boolean
  serialMode: SerialMode
}
export type Bin = { id: string; code: string; isDefault: boolean; isStaging: boolean }
export type Parcel = {
  id: string
  number: string
  state: string
  blockReason: string | null
  version: number
}

/**
 * A barcode means its SKU, and so does a GS1 code that holds it; what is none may be the SKU's code, of today or of before. Whatever case
 * and width it is typed in.
 */
export async function goodsOf(ctx: Context, text: string): Promise<Goods | undefined> {
  const key = codeKey(text)
  const gs1 = parseGs1(text, ctx.now)
  const columns =
    's.id, s.code, s.name, s.name_en as "nameEn", s.batch_tracked as "batchTracked", s.serial_mode as "serialMode"'
  const [found] = await ctx.sql<Goods>(
    `select ${columns} from (
       select b.sku_id as id, case when b.barcode = $2 then 0 else 1 end as rank from sku_barcodes b
        where b.tenant_id = $1 and b.barcode = any($4)
       union all select k.id, 2 from skus k where k.tenant_id = $1 and k.code_key = $3) hit
       join skus s on s.tenant_id = $1 and s.id = hit.id order by hit.rank limit 1`,
    [text, key, [text, ...(gs1 ? barcodesOf(gs1) : [])]],
    'scan-goods',
  )
  if (found) return found
  const renamed = (await skusByCode(ctx, [key])).get(key)
  if (!renamed) return undefined
  const [row] = await ctx.sql<Goods>(`select ${columns} from skus s where s.tenant_id = $1 and s.id = $2`, [renamed.id])
  return row
}

/** The bin of a warehouse behind a label; closed ones are none. */
export async function binOf(ctx: Context, warehouseId: string, text: string): Promise<Bin | undefined> {
  const [bin] = await ctx.sql<Bin>(
    `select b.id, b.code, b.is_default as "isDefault", b.is_staging as "isStaging" from bins b
      where b.tenant_id = $1 and b.warehouse_id = $2 and b.code = $3 and b.status = 'active'`,
    [warehouseId, text.normalize('NFKC').toUpperCase()],
    'scan-bin',
  )
  return bin
}

/**
 * The parcel behind what stands on its slip or label: its number, its tracking number, or the number of an order that has just
 * this one here. Of parcels that bear one tracking number after another, the newest.
 */
export async function parcelOf(ctx: Context, warehouseId: string, text: string): Promise<Parcel | undefined> {
  const { shopIds } = ctx.actor.scope
  const rows = await ctx.sql<Parcel & { rank: number }>(
    `select f.id, f.number, f.state, f.block_reason as "blockReason", f.version, hit.rank from (
       select x.id, 0 as rank from fulfilments x where x.tenant_id = $1 and x.number = $3
       union all select x.id, 1 from fulfilments x where x.tenant_id = $1 and x.tracking_key = $4
       union all select b.fulfilment_id, 1 from waybills b where b.tenant_id = $1 and b.number_key = $4 and b.voided_at is null
       union all select l.fulfilment_id, 2 from orders o join fulfilment_lines l on l.tenant_id = $1 and l.order_id = o.id
                  where o.tenant_id = $1 and o.number = $3) hit
       join fulfilments f on f.tenant_id = $1 and f.id = hit.id
      where f.tenant_id = $1 and f.warehouse_id = $2 and (hit.rank < 2 or f.state <> 'cancelled')
        and ($5::uuid[] is null or f.shop_id = any($5::uuid[]))
      group by f.id, f.number, f.state, f.block_reason, f.version, f.created_at, hit.rank
      order by hit.rank, f.created_at desc limit 2`,
    [warehouseId, text.normalize('NFKC').toUpperCase(), text.trim().toLowerCase(), shopIds],
    'scan-parcel',
  )
  const [first, second] = rows
  if (!first || (first.rank === 2 && second)) return undefined
  const { id, number, state, blockReason, version } = first
  return { id, number, state, blockReason, version }
}
