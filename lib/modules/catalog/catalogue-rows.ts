import { fromMinor } from '@/lib/kernel/money'
import { writePairs } from '@/lib/kernel/pairs'
import { type SkuRow, skuColumns } from '@/lib/modules/catalog/internal/sku-rows'
import type { Option } from '@/lib/modules/catalog/schema'
import type { Context } from '@/lib/platform/door/context'

type Row = SkuRow & {
  product_code: string
  product_name: string
  product_name_en: string
  category_code: string | null
  brand: string
  description: string
  product_status: string
  options: Option[]
  attributes: Record<string, string>
}

/** SKUs with what is said of their products, as files hold them: under the names of the columns that an import reads. */
export async function catalogueRows(
  ctx: Context,
  by: 'product' | 'sku',
  ids: readonly string[],
): Promise<Record<string, unknown>[]> {
  const key = by === 'product' ? 's.product_id' : 's.id'
  const rows = await ctx.sql<Row>(
    `select ${skuColumns}, p.code as product_code, p.name as product_name, p.name_en as product_name_en, c.code as category_code,
            p.brand, p.description, p.status as product_status, p.options, p.attributes
       from unnest($2::uuid[]) with ordinality as u(id, at)
       join skus s on s.tenant_id = $1 and ${key} = u.id
       join products p on p.tenant_id = $1 and p.id = s.product_id
       left join categories c on c.tenant_id = $1 and c.id = p.category_id
      order by u.at, s.position, s.id`,
    [ids],
  )
  return rows.map((row) => {
    const money = (minor: bigint | null) => (minor === null ? null : fromMinor(minor, row.currency))
    const option = (at: number) => ({
      [`option${at + 1}Name`]: row.options[at]?.name ?? null,
      [`option${at + 1}Value`]: row.option_values[at] ?? null,
    })
    return {
      productCode: row.product_code,
      productName: row.product_name,
      productNameEn: row.product_name_en,
      categoryCode: row.category_code,
      brand: row.brand,
      description: row.description,
      attributes: writePairs(Object.entries(row.attributes)),
      productStatus: row.product_status,
      ...option(0),
      ...option(1),
      ...option(2),
      skuCode: row.code,
      skuName: row.name,
      skuNameEn: row.name_en,
      barcode: row.barcodes,
      weightG: row.weight_g,
      lengthMm: row.length_mm,
      widthMm: row.width_mm,
      heightMm: row.height_mm,
      listPrice: money(row.list_price_minor),
      costHint: money(row.cost_hint_minor),
      currency: row.currency,
      taxClass: row.tax_class,
      hsCode: row.hs_code,
      declaredNameZh: row.declared_name_zh,
      declaredNameEn: row.declared_name_en,
      declaredValue: money(row.declared_value_minor),
      safetyStock: row.safety_stock,
      leadTimeDays: row.lead_time_days,
      skuStatus: row.status,
    }
  })
}
