/** What carries flags, assignees and notes beside orders, under the names their permissions begin with. */
export const markedKinds = ['product', 'customer', 'return-request'] as const
export type MarkedKind = (typeof markedKinds)[number]
