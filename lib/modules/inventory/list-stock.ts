import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { findSkuIds } from '@/lib/modules/catalog/find-sku-ids'
import { available } from '@/lib/modules/inventory/available'
import { stockView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.string()])

type Row = {
  sku_id: string
  sku_code: string
  code_key: string
  name: string
  name_en: string
  warehouse_code: string
  on_hand: number
  defective: number
  blocked: number
  reserved: number
  available: number
  bundle: boolean
  incoming: number
  pooled: number
  buildable: number
  value_minor: bigint
  safety_stock: number
  low: boolean
}

/** As `stock.low` sees it: a SKU's safety stock is one figure, so what counts is the sum over the warehouses in scope ($4). */
const low = `(s.safety_stock > 0 and s.status = 'active' and (select sum(${available('x')}) from stock_balances x
  where x.tenant_id = $1 and x.sku_id = s.id and ($4::uuid[] is null or x.warehouse_id = any($4::uuid[]))) <= s.safety_stock)`

/**
 * Where a SKU lies. A bundle can be made where all of its components are, as often as the scarcest of them allows, and is listed
 * wherever any of them is kept; what lies assembled is there beside that. One that leaves only assembled is not made for an order.
 */
const places = `(
  select b.warehouse_id, b.on_hand, b.defective, b.reserved, ${available()} as available, b.incoming, b.pooled, 0 as buildable, b.value_minor, b.blocked
    from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and not s.bundle
  union all
  select x.warehouse_id, sum(x.on_hand)::int, sum(x.defective)::int, sum(x.reserved)::int,
         (sum(x.available) + case when s.assembled = 'only' then 0 else sum(x.buildable) end)::int, sum(x.incoming)::int, sum(x.pooled)::int,
         sum(x.buildable)::int, sum(x.value_minor)::bigint, sum(x.blocked)::int
    from (select b.warehouse_id, b.on_hand, b.defective, b.reserved, ${available()} as available, b.incoming, b.pooled, 0 as buildable, b.value_minor, b.blocked
            from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and s.bundle
          union all
          select b.warehouse_id, 0, 0, 0, 0, 0, 0,
                 case when count(*) = (select count(*) from sku_components n where n.tenant_id = $1 and n.sku_id = s.id)
                      then min(${available()} / c.quantity) else 0 end, 0::bigint, 0
            from sku_components c join stock_balances b on b.tenant_id = $1 and b.sku_id = c.component_id
           where c.tenant_id = $1 and c.sku_id = s.id and s.bundle group by b.warehouse_id) x
   group by x.warehouse_id)`

export const listStock = query({
  name: 'stock.list',
  summary: 'Stock per SKU and warehouse: on hand, reserved, available, incoming, value',
  http: { method: 'GET', path: '/stock' },
  input: z.strictObject({
    ...pageFields,
    skuCode: z.string().max(200).optional(),
    /** Only these codes, in any spelling. */
    skuCodes: z.array(z.string().max(200)).max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
    q: z.string().trim().min(1).max(100).optional(),
    /** '1': only SKUs that are at or below their safety stock, over the warehouses in scope. */
    low: z.enum(['1']).optional(),
  }),
  example: { warehouseCode: 'HZ' },
  output: pageView(stockView),
  async run(ctx, { limit, cursor, skuCode, skuCodes, warehouseCode, q, low: onlyLow }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const codes = [...(skuCodes ?? []), ...(skuCode === undefined ? [] : [skuCode])]
    const rows = await ctx.sql<Row>(
      `select s.id as sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, w.code as warehouse_code, s.bundle, b.on_hand, b.defective, b.reserved, b.available, b.incoming,
              b.pooled, b.buildable, b.value_minor, b.blocked, s.safety_stock, ${low} as low
         from skus s
         cross join lateral ${places} b
         join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
        where s.tenant_id = $1
          and ($2::text[] is null or s.code_key = any($2::text[])) and ($4::uuid[] is null or b.warehouse_id = any($4::uuid[]))
          and ($5::uuid[] is null or s.id = any($5::uuid[]))
          -- The first of the two says nothing new, but an index can begin there.
          and ($6::text is null or (s.code_key >= $6 and (s.code_key, w.code) > ($6, $7)))
          and (not $8 or ${low}) and ($3::text is null or w.code = $3)
        order by s.code_key, w.code limit $9`,
      [
        codes.length > 0 || skuCodes ? codes.map(codeKey) : null,
        warehouseCode ?? null,
        ctx.actor.scope.warehouseIds,
        q === undefined ? null : await findSkuIds(ctx, q),
        after?.[0] ?? null,
        after?.[1] ?? null,
        onlyLow === '1',
        limit + 1,
      ],
      // Read page by page its plan is always the same; what looks for a few SKUs is planned for those.
      codes.length > 0 || skuCodes || q !== undefined ? undefined : 'stock-list',
    )
    const { currency } = ctx.tenant
    return pageOf(
      rows,
      limit,
      (r) => ({
        skuId: r.sku_id,
        skuCode: r.sku_code,
        name: r.name,
        nameEn: r.name_en,
        warehouseCode: r.warehouse_code,
        onHand: r.on_hand,
        defective: r.defective,
        blocked: r.blocked,
        reserved: r.reserved,
        available: r.available,
        bundle: r.bundle,
        incoming: r.incoming,
        pooled: r.pooled,
        buildable: r.buildable,
        safetyStock: r.safety_stock,
        low: r.low,
        value: fromMinor(r.value_minor, currency),
        currency,
      }),
      (r) => encodeCursor([r.code_key, r.warehouse_code]),
    )
  },
})
