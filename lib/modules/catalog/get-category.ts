import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { categoryRow, categoryView as view } from '@/lib/modules/catalog/internal/category-rows'
import { categoryView } from '@/lib/modules/catalog/schema'
import { query } from '@/lib/platform/door/use-case'

export const getCategory = query({
  name: 'category.get',
  summary: 'Show one category',
  http: { method: 'GET', path: '/categories/{categoryId}' },
  input: z.strictObject({ categoryId: id('category') }),
  output: categoryView,
  async run(ctx, { categoryId }) {
    return view(await categoryRow(ctx, categoryId))
  },
})
