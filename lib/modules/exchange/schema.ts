/** What a file may hold, and the layouts each may have. `customers` waits for customers to be a module of their own. */
export const importKinds = {
  orders: ['generic', 'olist', 'tmall_order_report', 'online_retail'],
  products: ['generic', 'shopify'],
  skus: ['generic'],
  categories: ['generic'],
  stock: ['generic'],
} as const satisfies Record<string, readonly string[]>

export type ImportKind = keyof typeof importKinds

export const importStates = ['draft', 'queued', 'running', 'checked', 'done', 'failed', 'aborted', 'undone'] as const
export type ImportState = (typeof importStates)[number]

export type ImportCounts = { total: number; created: number; updated: number; unchanged: number; rejected: number }
