import { categoryKind } from '@/lib/modules/exchange/internal/kinds/categories'
import { customerKind } from '@/lib/modules/exchange/internal/kinds/customers'
import { imageKind } from '@/lib/modules/exchange/internal/kinds/images'
import type { Kind } from '@/lib/modules/exchange/internal/kinds/kind'
import { orderKind } from '@/lib/modules/exchange/internal/kinds/orders'
import { productKind, skuKind } from '@/lib/modules/exchange/internal/kinds/products'
import { stockKind } from '@/lib/modules/exchange/internal/kinds/stock'
import type { ImportKind } from '@/lib/modules/exchange/schema'

const kinds = {
  orders: orderKind,
  products: productKind,
  skus: skuKind,
  categories: categoryKind,
  stock: stockKind,
  customers: customerKind,
  images: imageKind,
} satisfies Record<ImportKind, unknown>

/** Each kind understands its own bodies only; who pages and counts them need not. */
export function kindOf(kind: ImportKind): Kind {
  return kinds[kind] as Kind
}
