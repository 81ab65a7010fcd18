import { groupBy } from '@/lib/kernel/group'
import { keyOf } from '@/lib/modules/rules/fields'
import type { Facts, FieldName } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'

type LineRow = { order_id: string; quantity: number; key: string; weight: number; category_id: string | null }

/** What the lines say: SKU codes (the seller's where none is known), weight, categories with all above them. */
export async function goodsFacts(
  ctx: Context,
  orderIds: readonly string[],
  fields: ReadonlySet<FieldName>,
): Promise<Map<string, Facts>> {
  if (!fields.has('sku') && !fields.has('weight') && !fields.has('category')) return new Map()
  const rows = await ctx.sql<LineRow>(
    `select l.order_id, l.quantity, coalesce(s.code_key, l.sku_key) as key, coalesce(s.weight_g, 0) as weight, p.category_id
       from order_lines l left join skus s on s.tenant_id = $1 and s.id = l.sku_id
       left join products p on p.tenant_id = $1 and p.id = s.product_id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.quantity > 0`,
    [orderIds],
    'rules-goods',
  )
  const above = fields.has('category') ? await categoriesAbove(ctx) : () => []
  const lines = groupBy(rows, (row) => row.order_id)
  return new Map(
    orderIds.map((id) => {
      const own = lines.get(id) ?? []
      const facts: Facts = {
        sku: [...new Set(own.map((line) => line.key))].filter((key) => key !== '').sort(),
        weight: String(own.reduce((grams, line) => grams + line.quantity * line.weight, 0)),
        category: [...new Set(own.flatMap((line) => above(line.category_id)))].sort(),
      }
      return [id, facts]
    }),
  )
}

type Category = { id: string; parent_id: string | null; code: string }

/** A rule on drinks means tea, too: each category with those above it. A company has hundreds of them, not more. */
async function categoriesAbove(ctx: Context): Promise<(id: string | null) => string[]> {
  const rows = await ctx.sql<Category>('select id, parent_id, code from categories where tenant_id = $1')
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (id) => {
    const codes = new Set<string>()
    for (let at = byId.get(id ?? ''); at && !codes.has(keyOf('category', at.code)); at = byId.get(at.parent_id ?? ''))
      codes.add(keyOf('category', at.code))
    return [...codes]
  }
}
