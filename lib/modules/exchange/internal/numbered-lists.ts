import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { returnsByNumbers } from '@/lib/modules/aftersales/returns-by-numbers'
import { productsByNumbers, skusByNumbers } from '@/lib/modules/catalog/goods-by-numbers'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listListings } from '@/lib/modules/channels/list-listings'
import { listingsByNumbers } from '@/lib/modules/channels/listings-by-numbers'
import { customersByNumbers } from '@/lib/modules/customers/customers-by-numbers'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { serialsByNumbers } from '@/lib/modules/inventory/serials-by-numbers'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { parcelsByNumbers } from '@/lib/modules/orders/parcels-by-numbers'
import type { Hit, NumberedName } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

export type NumberedList = {
  /** Who may not read the list finds nothing by its numbers. */
  readonly permission: string
  /** What the actor sees of what the numbers mean. */
  find(ctx: Context, numbers: readonly string[]): Promise<Hit[]>
}

export const numberedLists: Readonly<Record<NumberedName, NumberedList>> = {
  skus: { permission: listSkus.name, find: skusByNumbers },
  products: { permission: listProducts.name, find: productsByNumbers },
  stock: { permission: listStock.name, find: skusByNumbers },
  movements: { permission: listMovements.name, find: skusByNumbers },
  serials: { permission: listSerials.name, find: serialsByNumbers },
  parcels: { permission: listFulfilments.name, find: parcelsByNumbers },
  returns: { permission: listReturnRequests.name, find: returnsByNumbers },
  customers: { permission: listCustomers.name, find: customersByNumbers },
  listings: { permission: listListings.name, find: listingsByNumbers },
}
