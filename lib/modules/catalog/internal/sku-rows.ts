import type { Selectable } from 'kysely'
import { fromMinor } from '@/lib/kernel/money'
import type { SkuView } from '@/lib/modules/catalog/schema'
import type { DB } from '@/lib/platform/db/schema'
import type { Context } from '@/lib/platform/door/context'

export type SkuRow = Omit<Selectable<DB['skus']>, 'option_values'> & {
  option_values: string[]
  barcodes: string[]
  components: SkuView['components']
}

export const skuColumns = `s.*, array(select b.barcode from sku_barcodes b where b.tenant_id = $1 and b.sku_id = s.id order by b.barcode) as barcodes,
  case when s.bundle then (
    select json_agg(json_build_object('skuId', x.id, 'skuCode', x.code, 'quantity', c.quantity) order by c.position)
      from sku_components c join skus x on x.tenant_id = $1 and x.id = c.component_id where c.tenant_id = $1 and c.sku_id = s.id
  ) else '[]' end as components`

/** In the sequence of the product's variants. */
export function skusOfProduct(ctx: Context, productId: string): Promise<SkuRow[]> {
  return ctx.sql<SkuRow>(
    `select ${skuColumns} from skus s where s.tenant_id = $1 and s.product_id = $2 order by s.position, s.id`,
    [productId],
  )
}

export async function skuRow(ctx: Context, skuId: string): Promise<SkuRow | undefined> {
  const [row] = await ctx.sql<SkuRow>(`select ${skuColumns} from skus s where s.tenant_id = $1 and s.id = $2`, [skuId])
  return row
}

export function skuView(row: SkuRow): SkuView {
  const amount = (minor: bigint | null) => (minor === null ? null : fromMinor(minor, row.currency))
  return {
    id: row.id,
    productId: row.product_id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    optionValues: row.option_values,
    barcode: row.barcodes[0] ?? null,
    barcodes: row.barcodes,
    weightG: row.weight_g,
    lengthMm: row.length_mm,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    listPrice: fromMinor(row.list_price_minor, row.currency),
    costHint: amount(row.cost_hint_minor),
    currency: row.currency,
    taxClass: row.tax_class,
    hsCode: row.hs_code,
    declaredNameZh: row.declared_name_zh,
    declaredNameEn: row.declared_name_en,
    declaredValue: amount(row.declared_value_minor),
    safetyStock: row.safety_stock,
    leadTimeDays: row.lead_time_days,
    bundle: row.bundle,
    components: row.components,
    assembled: row.assembled as SkuView['assembled'],
    batchTracked: row.batch_tracked,
    shelfLifeDays: row.shelf_life_days,
    sellBeforeDays: row.sell_before_days,
    expiryAlertDays: row.expiry_alert_days,
    serialMode: row.serial_mode as SkuView['serialMode'],
    status: row.status as SkuView['status'],
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}
