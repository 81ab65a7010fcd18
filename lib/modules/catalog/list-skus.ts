import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { cursorOf, searchSql } from '@/lib/modules/catalog/internal/search-sql'
import { type SkuRow, skuColumns, skuView as view } from '@/lib/modules/catalog/internal/sku-rows'
import { skuStatuses, skuView } from '@/lib/modules/catalog/schema'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

export const listSkus = query({
  name: 'sku.list',
  summary: 'List or search the SKUs, newest first',
  http: { method: 'GET', path: '/skus' },
  input: z.strictObject({
    ...pageFields,
    /** Any part of code, barcode, names, option values, and of the product's names and brand. */
    q: z.string().trim().max(100).optional(),
    productId: id('product').optional(),
    status: z.enum(skuStatuses).optional(),
    /** Only these codes, in any spelling; to resolve a sheet's lines. Those that do not exist are missing in the answer. */
    codes: z.array(z.string().max(200)).max(200).optional(),
    /** What somebody pasted: the answer of `number-set.create`. */
    set: id('number-set').optional(),
  }),
  example: { q: 'TS-RED' },
  output: pageView(skuView),
  async run(ctx, { limit, cursor, q, productId, status, codes, set }) {
    const meant = await idsOfSet(ctx, 'skus', set)
    const { text, values } = searchSql({
      kind: 'sku',
      columns: skuColumns,
      where: (bind) => [
        productId && `s.product_id = ${bind(productId)}`,
        status && `s.status = ${bind(status)}`,
        meant ? `s.id = any(${bind(meant)}::uuid[])` : undefined,
        codes && `s.code_key = any(${bind(codes.map(codeKey))}::text[])`,
      ],
      q,
      cursor,
      limit,
    })
    const rows = await ctx.sql<SkuRow & { placed: string }>(text, values)
    return pageOf(rows, limit, view, cursorOf)
  },
})
