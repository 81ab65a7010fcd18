import { codeKey } from '@/lib/modules/catalog/code-key'
import type { CatalogueEntry, Known } from '@/lib/modules/catalog/internal/catalogue/entry'

/** Entries that speak of one product as one entry; `parts` says which SKUs came from which. */
export type JoinedEntry = {
  readonly entry: CatalogueEntry
  readonly parts: readonly { index: number; from: number; to: number }[]
}

/**
 * A file may speak of a product's SKUs row by row without naming the product: by the SKUs that are there they are found to be
 * one product, and are planned and written as one.
 */
export function joinEntries(entries: readonly CatalogueEntry[], known: Known): JoinedEntry[] {
  const groups = new Map<string, { entry: CatalogueEntry; index: number }[]>()
  for (const [index, entry] of entries.entries()) {
    const named = entry.code ? known.byCode.get(codeKey(entry.code))?.id : undefined
    const owned = entry.skus.map(({ code }) => known.skus.get(codeKey(code))?.product_id).find(Boolean)
    const key = named ?? (entry.code ? undefined : owned) ?? `new ${index}`
    groups.set(key, [...(groups.get(key) ?? []), { entry, index }])
  }
  return [...groups.values()].map((group) => {
    let from = 0
    const parts = group.map(({ entry, index }) => {
      const part = { index, from, to: from + entry.skus.length }
      from = part.to
      return part
    })
    // Of what several say about the product the first counts.
    const said: CatalogueEntry = Object.assign({}, ...group.map(({ entry }) => entry).reverse())
    return { entry: { ...said, skus: group.flatMap(({ entry }) => entry.skus) }, parts }
  })
}
