import { listCategories } from '@/lib/modules/catalog/list-categories'
import type { CategoryView } from '@/lib/modules/catalog/schema'
import { loadTogether } from '@/lib/platform/entrance/page'

/** A tree larger than this is no choice any more. */
const mostPages = 25

/** The whole tree, for lists of choices; none for who may not see categories. */
export async function allCategories(): Promise<CategoryView[]> {
  return loadTogether(async ({ tryLoad }) => {
    const all: CategoryView[] = []
    const from = (cursor: string | null) => tryLoad(listCategories, { limit: 200, ...(cursor && { cursor }) })
    let read = await from(null)
    for (let page = 1; read.ok; page++) {
      all.push(...read.value.items)
      if (page === mostPages || read.value.nextCursor === null) break
      read = await from(read.value.nextCursor)
    }
    return all
  })
}
