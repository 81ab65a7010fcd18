import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { productsAsked } from '@/lib/modules/catalog/products-asked'
import { listListings } from '@/lib/modules/channels/list-listings'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { listImports } from '@/lib/modules/exchange/list-imports'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { listStocktakes } from '@/lib/modules/inventory/list-stocktakes'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { parcelsAsked } from '@/lib/modules/orders/parcels-asked'
import { listPrints } from '@/lib/modules/prints/list-prints'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { listFeedback } from '@/lib/modules/settings/list-feedback'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { countedUpTo } from '@/lib/platform/count-rows'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import type { Query } from '@/lib/platform/door/use-case'
import { knownParams } from '@/lib/platform/known-params'

type Address = Readonly<Record<string, string>>

export type CountedList = {
  /** Who may not read the list is not told how long it is. */
  readonly permission: string
  /** What the list reads for an address of its page. null: nothing. undefined: that address opens no list. */
  rowsAt(ctx: Context, address: Address): Promise<Statement | null | undefined>
}

type Page = Query & { readonly input: Parameters<typeof knownParams>[0] }

function counted(
  list: Page,
  filterAt: (address: Address, ctx: Context) => object = (address) => knownParams(list.input, address),
): CountedList {
  return {
    permission: list.name,
    async rowsAt(ctx, address) {
      const filter = list.input.safeParse(filterAt(address, ctx))
      return filter.success ? list.rows?.(ctx, { ...filter.data, limit: countedUpTo }) : undefined
    },
  }
}

/** The lists of the screens, under the names their saved views have, and how each reads its address. */
export const countedLists = {
  orders: counted(listOrders),
  parcels: counted(listFulfilments, (address) => parcelsAsked(address).filter),
  returns: counted(listReturnRequests),
  customers: counted(listCustomers),
  products: counted(listProducts, (address, ctx) => productsAsked(address, ctx.tenant.currency)),
  stock: counted(listStock, ({ skuCode: _, ...address }) => knownParams(listStock.input, address)),
  movements: counted(listMovements),
  batches: counted(listBatches),
  stocktakes: counted(listStocktakes),
  assemblies: counted(listAssemblies),
  transfers: counted(listTransfers),
  alerts: counted(listAlerts),
  imports: counted(listImports),
  bins: counted(listBinStock),
  serials: counted(listSerials),
  listings: counted(listListings),
  low: counted(listLowStock),
  pools: counted(listPools),
  rejects: counted(listRejects),
  waves: counted(listWaves),
  shortages: counted(listShortages),
  'hand-overs': counted(listHandOvers),
  waybills: counted(listWaybills),
  prints: counted(listPrints),
  feedback: counted(listFeedback),
} satisfies Record<string, CountedList>
