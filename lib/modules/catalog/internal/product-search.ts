import { z } from 'zod'
import { amountField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { isAmount, toMinor } from '@/lib/kernel/money'
import { readPairs } from '@/lib/kernel/pairs'
import { invalid } from '@/lib/kernel/refusal'
import { attributeGram } from '@/lib/modules/catalog/internal/attribute-gram'
import { categoryTree } from '@/lib/modules/catalog/internal/category-rows'
import { searchSql } from '@/lib/modules/catalog/internal/search-sql'
import { productStatuses } from '@/lib/modules/catalog/states'
import { markedWhere, markFilters } from '@/lib/modules/settings/marks'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** More would only cost joins. */
const mostAttributes = 5

export const productFilters = {
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
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
  ...markFilters,
}

const filters = z.strictObject(productFilters)
type Filter = z.output<typeof filters>

type Wanted = { columns: string; cursor?: string | undefined; limit: number }

/** What the filter finds, newest first, one more than `limit`. */
export async function productSearch(ctx: Context, filter: Filter, wanted: Wanted) {
  const { q, categoryId, status, attributes = '' } = filter
  const meant = await idsOfSet(ctx, 'products', filter.set)
  const categoryIds = categoryId && (await categoryTree(ctx, categoryId))
  return searchSql({
    kind: 'product',
    columns: wanted.columns,
    where: (bind) => [
      meant ? `p.id = any(${bind(meant)}::uuid[])` : undefined,
      categoryIds && `p.category_id = any(${bind(categoryIds)}::uuid[])`,
      status && `p.status = ${bind(status)}`,
      pricedWithin(ctx, filter, bind),
      ...markedWhere(ctx, { kind: 'product', row: 'p.id', asked: filter }, bind),
    ],
    q,
    marks: (readPairs(attributes) ?? []).map(([name, value]) => attributeGram(name, value)),
    cursor: wanted.cursor,
    limit: wanted.limit,
  })
}

function pricedWithin(ctx: Context, { priceFrom, priceTo }: Filter, bind: (value: unknown) => string) {
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
