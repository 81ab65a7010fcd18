import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { categoryRow } from '@/lib/modules/catalog/internal/category-rows'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const deleteCategory = command({
  name: 'category.delete',
  summary: 'Delete a category without products, categories below it or stocktakes of it',
  http: { method: 'DELETE', path: '/categories/{categoryId}' },
  input: z.strictObject({ categoryId: id('category'), version: versionField.optional() }),
  output: z.object({ id: z.string() }),
  async run(ctx, { categoryId, version }) {
    // Locked for a change: whoever puts a product into it at this moment waits, and then finds it gone.
    const row = await categoryRow(ctx, categoryId, 'change')
    expectVersion(row, version)
    const [used] = await ctx.sql<{ below: boolean; products: boolean; counted: boolean }>(
      `select exists (select 1 from categories where tenant_id = $1 and parent_id = $2) as below,
              exists (select 1 from products where tenant_id = $1 and category_id = $2) as products,
              exists (select 1 from stocktakes where tenant_id = $1 and category_id = $2) as counted`,
      [categoryId],
    )
    const codes = [
      used?.below && 'has_categories_below',
      used?.products && 'has_products',
      used?.counted && 'has_stocktakes',
    ].filter((code) => typeof code === 'string')
    if (codes.length > 0) invalid(codes.map((code) => ({ path: 'categoryId', code })))
    await ctx.db.deleteFrom('categories').where('id', '=', categoryId).execute()
    ctx.touch('category', categoryId)
    ctx.tell({ code: row.code })
    return { id: categoryId }
  },
})
