import type { Kind } from '@/lib/modules/exchange/internal/kinds/kind'
import { orderKind } from '@/lib/modules/exchange/internal/kinds/orders'
import type { ImportKind } from '@/lib/modules/exchange/schema'

const kinds = { orders: orderKind }

export function kindOf(kind: ImportKind): Kind {
  return kinds[kind as 'orders'] as Kind
}
