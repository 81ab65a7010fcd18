import { categoryColumns } from '@/lib/modules/exchange/internal/kinds/categories'
import { customerColumns } from '@/lib/modules/exchange/internal/kinds/customers'
import { productColumns, skuColumns } from '@/lib/modules/exchange/internal/kinds/product-columns'
import { stockColumns } from '@/lib/modules/exchange/internal/kinds/stock'
import type { ImportKind } from '@/lib/modules/exchange/schema'
import { orderColumns } from '@/lib/modules/orders/order-files'

type Columns = { readonly all: readonly string[]; readonly required: readonly string[] }

const columns: Readonly<Record<ImportKind, Columns>> = {
  orders: orderColumns,
  products: productColumns,
  skus: skuColumns,
  categories: categoryColumns,
  stock: stockColumns,
  customers: customerColumns,
  // An archive has no columns.
  images: { all: [], required: [] },
}

/** The columns of files in our own layout, in the sequence people fill them in. */
export function columnsOf(kind: ImportKind): Columns {
  return columns[kind]
}

/** The first line of such a file. */
export function headerOf(kind: ImportKind): string {
  return columnsOf(kind).all.join(',')
}
