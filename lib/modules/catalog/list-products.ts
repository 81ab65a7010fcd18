import { z } from 'zod'
import { fromMinor } from '@/lib/kernel/money'
import { type ProductRow, productFacts } from '@/lib/modules/catalog/internal/product-rows'
import { productFilters, productSearch } from '@/lib/modules/catalog/internal/product-search'
import { cursorOf } from '@/lib/modules/catalog/internal/search-sql'
import { productItem } from '@/lib/modules/catalog/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

type Prices = { product_id: string; currency: string; count: number; min: bigint; max: bigint }
type Category = { id: string; name_zh: string; name_en: string }

const filter = z.strictObject({ ...pageFields, ...productFilters })

const columns = `p.*, (select i.id from product_images i where i.tenant_id = $1 and i.product_id = p.id order by i.position, i.id limit 1) as image_id`

async function productRows(ctx: Context, { limit, cursor, ...asked }: z.output<typeof filter>): Promise<Statement> {
  const { text, values } = await productSearch(ctx, asked, { columns, cursor, limit })
  return { text, params: values }
}

export const listProducts = query({
  name: 'product.list',
  summary: 'List or search the products, newest first',
  http: { method: 'GET', path: '/products' },
  input: filter,
  example: { q: '连衣裙', status: 'active' },
  output: pageView(productItem),
  rows: productRows,
  async run(ctx, asked) {
    const { text, params } = await productRows(ctx, asked)
    const rows = await ctx.sql<ProductRow & { placed: string; image_id: string | null }>(text, params)
    const prices = await pricesOf(ctx, rows)
    const categories = await categoriesOf(ctx, rows)
    return pageOf(
      rows,
      asked.limit,
      (row) => {
        const own = prices.filter((p) => p.product_id === row.id)
        const category = categories.get(row.category_id ?? '')
        return {
          ...productFacts(row),
          category: category ? { nameZh: category.name_zh, nameEn: category.name_en } : null,
          imageId: row.image_id,
          skuCount: own.reduce((sum, { count }) => sum + count, 0),
          prices: own.map(({ currency, min, max }) => ({
            currency,
            min: fromMinor(min, currency),
            max: fromMinor(max, currency),
          })),
        }
      },
      cursorOf,
    )
  },
})

function pricesOf(ctx: Context, rows: readonly ProductRow[]): Promise<Prices[]> {
  return ctx.sql<Prices>(
    `select product_id, currency, count(*)::int as count, min(list_price_minor) as min, max(list_price_minor) as max
     from skus where tenant_id = $1 and product_id = any($2::uuid[]) and status = 'active'
     group by product_id, currency order by currency`,
    [rows.map((row) => row.id)],
  )
}

async function categoriesOf(ctx: Context, rows: readonly ProductRow[]): Promise<Map<string, Category>> {
  const found = await ctx.sql<Category>(
    'select id, name_zh, name_en from categories where tenant_id = $1 and id = any($2::uuid[])',
    [rows.flatMap((row) => row.category_id ?? [])],
  )
  return new Map(found.map((category) => [category.id, category]))
}
