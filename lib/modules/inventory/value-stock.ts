import { z } from 'zod'
import { groupBy } from '@/lib/kernel/group'
import { fromMinor } from '@/lib/kernel/money'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { ageDays, daysOf } from '@/lib/modules/inventory/internal/stock-ages'
import { type AgeBucket, ageBuckets, type StockValueRow, stockValueView } from '@/lib/modules/inventory/value-schema'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  warehouse_code: string
  category_id: string | null
  name_zh: string | null
  name_en: string | null
  bucket: AgeBucket
  units: bigint
  value: bigint
}

type Sum = { units: bigint; value: bigint }

const days = daysOf('$2', '$3')
const bucket = `case ${ageBuckets
  .flatMap((key) => (ageDays[key][1] === null ? [] : [`when ${days} <= ${ageDays[key][1]} then '${key}'`]))
  .join(' ')} else '${ageBuckets.at(-1)}' end`

export const valueStock = query({
  name: 'stock.value',
  summary: 'What the stock is worth, by warehouse, category and age',
  http: { method: 'GET', path: '/stock/value' },
  stale: true,
  input: z.strictObject({ warehouseCode: z.string().max(100).optional() }),
  example: { warehouseCode: 'HZ' },
  output: stockValueView,
  async run(ctx, { warehouseCode }) {
    // A young company is unknown to the statistics, and nested loops over all its layers take minutes.
    await ctx.sql(`select set_config('enable_nestloop', 'off', true) where $1::uuid is not null`)
    const rows = await ctx.sql<Row>(
      `select w.code as warehouse_code, c.id as category_id, c.name_zh, c.name_en, l.bucket, sum(l.units)::bigint as units, sum(l.value)::bigint as value
         from (select l.sku_id, l.warehouse_id, ${bucket} as bucket, sum(l.quantity_left) as units, sum(l.value_left_minor) as value
                 from cost_layers l
                where l.tenant_id = $1 and l.quantity_left > 0 and ($4::uuid[] is null or l.warehouse_id = any($4::uuid[]))
                group by 1, 2, 3) l
         join warehouses w on w.tenant_id = $1 and w.id = l.warehouse_id
         join skus s on s.tenant_id = $1 and s.id = l.sku_id
         join products p on p.tenant_id = $1 and p.id = s.product_id
         left join categories c on c.tenant_id = $1 and c.id = p.category_id
        group by w.code, c.id, c.name_zh, c.name_en, c.position, l.bucket
        order by w.code, c.position nulls last, c.name_zh, c.id`,
      [ctx.now, ctx.tenant.timeZone, await placesAsked(ctx, warehouseCode)],
    )
    const { currency } = ctx.tenant
    const told = ({ units, value }: Sum) => ({ units: Number(units), value: fromMinor(value, currency) })
    const sum = (of: readonly Row[]) =>
      told(
        of.reduce((all, r) => ({ units: all.units + r.units, value: all.value + r.value }), { units: 0n, value: 0n }),
      )
    const ages = (of: readonly Row[]) =>
      Object.fromEntries(
        ageBuckets.map((key) => [key, sum(of.filter((r) => r.bucket === key))]),
      ) as StockValueRow['ages']
    const groups = groupBy(rows, (r) => `${r.warehouse_code} ${r.category_id}`)
    const items = [...groups.values()].flatMap((own): StockValueRow[] => {
      const [first] = own
      if (!first) return []
      return [
        {
          warehouseCode: first.warehouse_code,
          categoryId: first.category_id,
          categoryNameZh: first.name_zh,
          categoryNameEn: first.name_en,
          ...sum(own),
          ages: ages(own),
        },
      ]
    })
    return { currency, total: sum(rows), ages: ages(rows), items }
  },
})
