import type { ImportKind } from '@/lib/modules/exchange/schema'
import { orderColumns } from '@/lib/modules/orders/order-files'

type Columns = { readonly all: readonly string[]; readonly required: readonly string[] }

const columns = { orders: orderColumns } as const

/** The columns of files in our own layout, in the sequence people fill them in. */
export function columnsOf(kind: ImportKind): Columns {
  return columns[kind as 'orders']
}

/** The first line of such a file. */
export function headerOf(kind: ImportKind): string {
  return columnsOf(kind).all.join(',')
}
