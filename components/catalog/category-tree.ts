import { groupBy } from '@/lib/kernel/group'
import type { CategoryView } from '@/lib/modules/catalog/schema'

export type Branch = CategoryView & { depth: number }

/** The tree from its roots down, each below its parent in the seller's sequence. Whatever hangs on nothing stands at the end. */
export function treeOf(categories: readonly CategoryView[]): Branch[] {
  const below = groupBy(categories, ({ parentId }) => parentId)
  const rows: Branch[] = []
  const seen = new Set<string>()
  const walk = (parentId: string | null, depth: number) => {
    for (const category of below.get(parentId) ?? []) {
      // A loop in the tree must not hang the page.
      if (seen.has(category.id)) continue
      seen.add(category.id)
      rows.push({ ...category, depth })
      walk(category.id, depth + 1)
    }
  }
  walk(null, 0)
  return [...rows, ...categories.filter(({ id }) => !seen.has(id)).map((category) => ({ ...category, depth: 0 }))]
}

/** The category and all below it: where it cannot be moved to. */
export function branchOf(categories: readonly CategoryView[], id: string): Set<string> {
  const branch = new Set([id])
  for (const category of treeOf(categories))
    if (category.parentId && branch.has(category.parentId)) branch.add(category.id)
  return branch
}

/** Attributes of a category and of those above it, the general ones first. */
export function attributesOf(categories: readonly CategoryView[], id: string | null): string[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const path: CategoryView[] = []
  for (let at = byId.get(id ?? ''); at && path.length < 20; at = byId.get(at.parentId ?? '')) path.unshift(at)
  return [...new Set(path.flatMap(({ attributes }) => attributes))]
}
