import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { listStocktakes } from '@/lib/modules/inventory/list-stocktakes'
import { command } from '@/lib/platform/door/use-case'

export const exportStocktakes = command(
  exportOf({
    name: 'stocktake.export',
    path: '/stock/stocktakes/export',
    file: 'stocktakes',
    list: listStocktakes,
    columns: [
      'number',
      'warehouseCode',
      'kind',
      'zoneCode',
      'state',
      'lines',
      'note',
      'createdBy',
      'createdAt',
      'startedAt',
      'submittedBy',
      'submittedAt',
      'reviewedBy',
      'reviewedAt',
      'postedBy',
      'postedAt',
    ],
  }),
)

/** The report: every line in units and value, with who counted it; who reviewed and posted stands in the list of stocktakes and on the screen. */
export const exportStocktakeLines = command(
  exportOf({
    name: 'stocktake.export-lines',
    path: '/stock/stocktakes/{stocktakeId}/lines/export',
    file: 'stocktake',
    list: listStocktakeLines,
    columns: [
      'position',
      'binCode',
      'skuCode',
      'name',
      'batchNo',
      'state',
      'book',
      'moved',
      'expected',
      'counted',
      'difference',
      'value',
      'currency',
      'rounds',
      'countedBy',
      'countedAt',
      'reviewedBy',
      'postedBy',
    ],
  }),
)
