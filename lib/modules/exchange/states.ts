/** What a file may hold, and the layouts each may have. */
export const importKinds = {
  orders: ['generic', 'olist', 'tmall_order_report', 'online_retail'],
  products: ['generic', 'shopify'],
  skus: ['generic'],
  categories: ['generic'],
  stock: ['generic'],
  customers: ['generic'],
  images: ['generic'],
} as const satisfies Record<string, readonly string[]>

export type ImportKind = keyof typeof importKinds
export const importKindNames = Object.keys(importKinds) as [ImportKind, ...ImportKind[]]

/** Files that are archives: of pictures, or of tables that belong together. They have no columns to look at. */
export function isArchive({ kind, profile }: { kind: ImportKind; profile: string }): boolean {
  return kind === 'images' || profile === 'olist'
}

export const importStates = ['draft', 'queued', 'running', 'checked', 'done', 'failed', 'aborted', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** `draft` and `check` wait for a person, `load` takes in, `undo` takes back, `over` is the end. */
export const importPhases = ['draft', 'check', 'load', 'undo', 'over'] as const
export type ImportPhase = (typeof importPhases)[number]
