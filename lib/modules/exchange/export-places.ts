import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { command } from '@/lib/platform/door/use-case'

export const exportReceipts = command(
  exportOf({
    name: 'receipt.export',
    path: '/stock/receipts/export',
    file: 'receipts',
    list: listReceipts,
    columns: ['number', 'warehouseCode', 'reference', 'note', 'createdAt'],
  }),
)

export const exportTransfers = command(
  exportOf({
    name: 'transfer.export',
    path: '/stock/transfers/export',
    file: 'transfers',
    list: listTransfers,
    columns: [
      'number',
      'fromWarehouseCode',
      'toWarehouseCode',
      'state',
      'units',
      'inTransit',
      'note',
      'createdAt',
      'shippedAt',
      'receivedAt',
    ],
  }),
)

export const exportMoves = command(
  exportOf({
    name: 'move.export',
    path: '/stock/moves/export',
    file: 'stock-moves',
    list: listMoves,
    columns: ['number', 'warehouseCode', 'note', 'createdAt'],
  }),
)

export const exportZones = command(
  exportOf({
    name: 'zone.export',
    path: '/warehouses/{warehouseId}/zones/export',
    file: 'zones',
    list: listZones,
    columns: ['code', 'name', 'kind', 'sequence', 'status'],
  }),
)

export const exportBins = command(
  exportOf({
    name: 'bin.export',
    path: '/warehouses/{warehouseId}/bins/export',
    file: 'bins',
    list: listBins,
    columns: ['code', 'zoneCode', 'kind', 'route', 'capacity', 'held', 'status'],
  }),
)

export const exportBinStock = command(
  exportOf({
    name: 'stock.export-bins',
    path: '/stock/bins/export',
    file: 'stock-by-bin',
    list: listBinStock,
    columns: ['skuCode', 'name', 'warehouseCode', 'binCode', 'zoneCode', 'kind', 'quantity'],
  }),
)

export const exportPutAway = command(
  exportOf({
    name: 'stock.export-put-away',
    path: '/stock/put-away/export',
    file: 'put-away',
    list: listPutAway,
    example: { warehouseCode: 'HZ' },
    columns: [
      'skuCode',
      'name',
      'binCode',
      'quantity',
      'batchNo',
      'expiresOn',
      ['toBinCode', (row) => row.suggestion?.binCode],
    ],
  }),
)

export const exportBatchOrders = command(
  exportOf({
    name: 'batch.export-orders',
    path: '/stock/batches/{batchId}/orders/export',
    file: 'orders-of-a-batch',
    list: listBatchOrders,
    columns: ['orderNumber', 'quantity', 'warehouseCode', 'carrierCode', 'trackingNo', 'shippedAt'],
  }),
)

export const exportStockAt = command(
  exportOf({
    name: 'stock.export-at',
    path: '/stock/at/export',
    file: 'stock-at',
    list: stockAt,
    example: { at: '2026-10-31T16:00:00Z' },
    columns: ['at', 'skuCode', 'name', 'warehouseCode', 'onHand', 'defective', 'reserved', 'value', 'currency'],
  }),
)
