import { refuse } from '@/lib/kernel/refusal'
import type { ImportKind } from '@/lib/modules/exchange/schema'
import { type Actor, may } from '@/lib/platform/door/actor'

/** What somebody must be allowed to do by hand to do it by a file. */
const needed: Readonly<Record<ImportKind, readonly string[]>> = {
  orders: ['order.ingest'],
  products: ['product.create', 'product.update'],
  skus: ['product.update', 'sku.update'],
  categories: ['category.create', 'category.update'],
  stock: ['stock.adjust'],
  customers: ['customer.create', 'customer.update'],
  images: ['product.add-image'],
}

export function expectRights(actor: Actor, kind: ImportKind): void {
  const missing = needed[kind].find((permission) => !may(actor, permission))
  if (missing) refuse('forbidden', { permission: missing })
}
