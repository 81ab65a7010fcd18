import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { findSkuIds } from '@/lib/modules/catalog/find-sku-ids'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { type BinStockView, binStockView } from '@/lib/modules/inventory/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.uuid(), z.int(), z.string(), z.uuid()])

type Row = {
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  warehouse_id: string
  warehouse_code: string
  bin_id: string
  bin_code: string
  zone_code: string | null
  kind: BinStockView['kind']
  is_default: boolean
  route: number
  quantity: number
  batches: BinStockView['batches']
}

const held = 'join bin_balances h on h.tenant_id = $1 and h.bin_id = b.id and h.quantity > 0'

/** Bin by bin in the sequence of the route: a page of them must not read what lies in all the others. */
const heldOf = `cross join lateral (
           select h.sku_id, h.quantity from bin_balances h where h.tenant_id = $1 and h.bin_id = b.id and h.quantity > 0 offset 0) h`

const filter = z.strictObject({
  ...pageFields,
  warehouseCode: z.string().max(100).optional(),
  binCode: z.string().trim().max(100).optional(),
  skuCode: z.string().max(200).optional(),
  q: z.string().trim().min(1).max(100).optional(),
  kind: z.enum(['sellable', 'defective']).optional(),
})

async function binStockRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement | null> {
  const { limit, cursor, warehouseCode, binCode, skuCode, q, kind } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const key = skuCode === undefined ? undefined : codeKey(skuCode)
  const known = key === undefined ? undefined : (await skusByCode(ctx, [key])).get(key)
  if (key !== undefined && !known) return null
  const found = q === undefined ? null : await findSkuIds(ctx, q)
  const skuIds = known ? [known.id] : found
  return {
    text: `select s.id as sku_id, s.code as sku_code, s.name, s.name_en, b.warehouse_id, w.code as warehouse_code, b.id as bin_id, b.code as bin_code,
              z.code as zone_code, coalesce(z.kind, 'sellable') as kind, b.is_default, b.route, h.quantity,
              case when s.batch_tracked then (
                select coalesce(json_agg(json_build_object('id', k.id, 'batchNo', k.code, 'expiresOn', k.expires_on, 'quantity', x.quantity)
                                         order by k.code_key <> '', k.expires_on nulls last, k.created_at, k.id), '[]')
                  from batch_balances x join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
                 where x.tenant_id = $1 and x.sku_id = h.sku_id and x.bin_id = b.id and x.quantity > 0) else '[]' end as batches
         from bins b
         ${skuIds ? held : heldOf}
         join skus s on s.tenant_id = $1 and s.id = h.sku_id
         join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
         left join zones z on z.tenant_id = $1 and z.id = b.zone_id
        where b.tenant_id = $1 and ($2::uuid[] is null or b.warehouse_id = any($2::uuid[])) and ($3::text is null or b.code = $3)
          and ($4::uuid[] is null or h.sku_id = any($4::uuid[])) and ($5::text is null or coalesce(z.kind, 'sellable') = $5)
          -- The first of the two says nothing new, but an index can begin there.
          and ($6::uuid is null or (b.warehouse_id >= $6 and (b.warehouse_id, b.route, b.code, h.sku_id) > ($6, $7, $8, $9)))
        order by b.warehouse_id, b.route, b.code, h.sku_id limit $10`,
    params: [
      await placesAsked(ctx, warehouseCode),
      binCode?.normalize('NFKC').toUpperCase() ?? null,
      skuIds,
      kind ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      after?.[3] ?? null,
      limit + 1,
    ],
  }
}

export const listBinStock = query({
  name: 'stock.bins',
  summary: 'What lies in which bin, in the sequence of the route',
  http: { method: 'GET', path: '/stock/bins' },
  input: filter,
  example: { warehouseCode: 'HZ', binCode: 'A-01-01' },
  output: pageView(binStockView),
  rows: binStockRows,
  async run(ctx, asked) {
    const reading = await binStockRows(ctx, asked)
    const rows = reading ? await ctx.sql<Row>(reading.text, reading.params) : []
    return pageOf(
      rows,
      asked.limit,
      (r) => ({
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        binId: r.bin_id,
        binCode: r.bin_code,
        zoneCode: r.zone_code,
        kind: r.kind,
        isDefault: r.is_default,
        quantity: r.quantity,
        batches: r.batches,
      }),
      (r) => encodeCursor([r.warehouse_id, r.route, r.bin_code, r.sku_id]),
    )
  },
})
