import { z } from 'zod'
import { amountField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { fromMinor, isAmount, toMinor } from '@/lib/kernel/money'
import { readPairs } from '@/lib/kernel/pairs'
import { invalid } from '@/lib/kernel/refusal'
import { attributeGram } from '@/lib/modules/catalog/internal/attribute-gram'
import { categoryTree } from '@/lib/modules/catalog/internal/category-rows'
import { type ProductRow, productFacts } from '@/lib/modules/catalog/internal/product-rows'
import { cursorOf, searchSql } from '@/lib/modules/catalog/internal/search-sql'
import { productItem } from '@/lib/modules/catalog/schema'
import { productStatuses } from '@/lib/modules/catalog/states'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

type Prices = { product_id: string; currency: string; count: number; min: bigint; max: bigint }
/** More would only cost joins. */
const mostAttributes = 5

type Category = { id: string; name_zh: string; name_en: string }

export const listProducts = query({
  name: 'product.list',
  summary: 'List or search the products, newest first',
  http: { method: 'GET', path: '/products' },
  input: z.strictObject({
    ...pageFields,
    /** Any part of names, brand, SKU codes, barcodes and option values. */
    q: z.string().trim().max(100).optional(),
    /** With everything below it. */
    categoryId: id('category').optional(),
    status: z.enum(productStatuses).optional(),
    /** All of these, each as `name=value`, divided by `;`; a backslash before either sign means the sign itself. */
    attributes: z
      .string()
      .trim()
      .max(400)
      .refine((text) => readPairs(text) !== null, { params: { code: 'not_pairs' } })
      .refine((text) => (readPairs(text) ?? []).length <= mostAttributes, { params: { code: 'too_big' } })
      .optional(),
    /** An active SKU costs as much or more, in the company's currency. */
    priceFrom: amountField.optional(),
    /** The same SKU costs as much or less. */
    priceTo: amountField.optional(),
  }),
  example: { q: '连衣裙', status: 'active' },
  output: pageView(productItem),
  async run(ctx, { limit, cursor, q, categoryId, status, attributes = '', ...band }) {
    const categoryIds = categoryId && (await categoryTree(ctx, categoryId))
    const { text, values } = searchSql({
      kind: 'product',
      columns: `p.*, (select i.id from product_images i where i.tenant_id = $1 and i.product_id = p.id order by i.position, i.id limit 1) as image_id`,
      where: (bind) => [
        categoryIds && `p.category_id = any(${bind(categoryIds)}::uuid[])`,
        status && `p.status = ${bind(status)}`,
        pricedWithin(ctx, band, bind),
      ],
      q,
      marks: (readPairs(attributes) ?? []).map(([name, value]) => attributeGram(name, value)),
      cursor,
      limit,
    })
    const rows = await ctx.sql<ProductRow & { placed: string; image_id: string | null }>(text, values)
    const prices = await pricesOf(ctx, rows)
    const categories = await categoriesOf(ctx, rows)
    return pageOf(
      rows,
      limit,
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

type Band = { priceFrom?: string | undefined; priceTo?: string | undefined }

function pricedWithin(ctx: Context, { priceFrom, priceTo }: Band, bind: (value: unknown) => string) {
  if (priceFrom === undefined && priceTo === undefined) return undefined
  const { currency } = ctx.tenant
  const bound = (path: string, text: string, sign: string) =>
    isAmount(text, currency)
      ? `s.list_price_minor ${sign} ${bind(toMinor(text, currency))}`
      : invalid([{ path, code: 'too_many_digits' }])
  const bounds = [
    priceFrom !== undefined && bound('priceFrom', priceFrom, '>='),
    priceTo !== undefined && bound('priceTo', priceTo, '<='),
  ].filter(Boolean)
  return `p.id in (select s.product_id from skus s where s.tenant_id = $1 and s.status = 'active'
    and s.currency = ${bind(currency)} and ${bounds.join(' and ')})`
}

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
