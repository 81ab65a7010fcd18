import { skuAvailable, skuPlaces } from '@/lib/modules/inventory/sku-places'

type Asked = {
  limit: number
  after: readonly [string, string] | undefined
  warehouseCode: string | undefined
  scope: readonly string[] | null
  codeKeys: readonly string[] | null
  skuIds: readonly string[] | null
  onlyLow: boolean
}

/**
 * Balances in the sequence of SKU and warehouse as one statement that says only what was asked: of conditions that might be there
 * ("or $3 is null") no plan can be kept, and planning this anew for each page takes longer than reading it. What is read page by page
 * has a name; what looks for a few SKUs is planned for those.
 */
export function stockListSql({ limit, after, warehouseCode, scope, codeKeys, skuIds, onlyLow }: Asked) {
  // Said as a number: of a limit that is not known a tenth of everything is guessed.
  const rows = 1 + ([50, 200].find((size) => limit <= size) ?? limit)
  const params: unknown[] = []
  const p = (value: unknown) => `$${params.push(value) + 1}`
  const where = ['s.tenant_id = $1']
  const places = scope && `${p(scope)}::uuid[]`

  if (codeKeys) where.push(`s.code_key = any(${p(codeKeys)}::text[])`)
  if (skuIds) where.push(`s.id = any(${p(skuIds)}::uuid[])`)
  if (warehouseCode !== undefined) where.push(`b.code = ${p(warehouseCode)}`)
  if (after) {
    const [key, warehouse] = [p(after[0]), p(after[1])]
    // The first of the two says nothing new, but an index can begin there.
    where.push(`s.code_key >= ${key} and (s.code_key, b.code) > (${key}, ${warehouse})`)
  }
  if (onlyLow) where.push(`s.safety_stock > 0 and s.status = 'active' and ${skuAvailable(places)} <= s.safety_stock`)

  const text = `
    select s.id as sku_id, s.code as sku_code, s.code_key, s.name, s.name_en, b.code as warehouse_code, s.bundle, b.on_hand, b.defective,
           b.reserved, b.available, b.incoming, b.pooled, b.buildable, b.value_minor, b.blocked, s.safety_stock,
           -- As "stock.low" sees it: a SKU's safety stock is one figure, so what counts is the sum over the warehouses in scope.
           s.safety_stock > 0 and s.status = 'active' and b.everywhere <= s.safety_stock as low
      from skus s
      cross join lateral (
        select p.*, w.code, sum(p.available) over () as everywhere
          from ${skuPlaces} p left join warehouses w on w.tenant_id = $1 and w.id = p.warehouse_id
         ${places ? `where p.warehouse_id = any(${places})` : ''}) b
     where ${where.join(' and ')}
     order by s.code_key, b.code limit ${rows}`
  const shape = [
    `${rows}`,
    after && 'after',
    warehouseCode !== undefined && 'place',
    scope && 'scope',
    onlyLow && 'low',
  ].filter(Boolean)
  return { text, params, name: codeKeys || skuIds ? undefined : ['stock-list', ...shape].join('-') }
}
