import type { Option } from '@/components/ui/select'
import type { CategoryView } from '@/lib/modules/catalog/schema'

/** A category's own name in the reader's language; one without an English name shows the Chinese. */
export function categoryName(category: { nameZh: string; nameEn: string }, locale: string): string {
  return locale === 'en' ? category.nameEn || category.nameZh : category.nameZh
}

/** The tree as a flat list of choices, each with its path, in the seller's sequence. */
export function categoryOptions(categories: readonly CategoryView[], locale: string): Option[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const pathOf = (category: CategoryView): string[] => {
    const path: string[] = []
    // A loop in the tree must not hang the page.
    for (let at: CategoryView | undefined = category; at && path.length < 20; at = byId.get(at.parentId ?? '')) {
      path.unshift(categoryName(at, locale))
    }
    return path
  }
  return categories.map((category) => ({ value: category.id, label: pathOf(category).join(' / ') }))
}
