/** What work is told apart by, beside person and kind. */
export const outputKinds = ['person', 'hour', 'sku', 'hour-sku'] as const
export type OutputKind = (typeof outputKinds)[number]
