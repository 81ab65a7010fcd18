import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { categoryView as view } from '@/lib/modules/catalog/internal/category-rows'
import { categoryView } from '@/lib/modules/catalog/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.number().int(), z.uuid()])

/** In the seller's own sequence: a tree is read by position, not by age. */
export const listCategories = query({
  name: 'category.list',
  summary: 'List the categories by position',
  http: { method: 'GET', path: '/categories' },
  input: z.strictObject(pageFields),
  example: { limit: 200 },
  output: pageView(categoryView),
  async run(ctx, { limit, cursor }) {
    let list = ctx.db
      .selectFrom('categories')
      .selectAll()
      .orderBy('position')
      .orderBy('id')
      .limit(limit + 1)
    if (cursor) {
      const [position, id] = decodeCursor(cursor, place)
      list = list.where((eb) => eb(eb.refTuple('position', 'id'), '>', eb.tuple(position, id)))
    }
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.position, row.id]))
  },
})
