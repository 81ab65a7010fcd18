import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { listPoolIncoming } from '@/lib/modules/inventory/list-pool-incoming'
import { listPoolMoves } from '@/lib/modules/inventory/list-pool-moves'
import { listPoolStock } from '@/lib/modules/inventory/list-pool-stock'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { command } from '@/lib/platform/door/use-case'

export const exportPools = command(
  exportOf({
    name: 'pool.export',
    path: '/stock/pools/export',
    file: 'pools',
    list: listPools,
    columns: [
      'code',
      'name',
      'shopCodes',
      'customerGroups',
      'priority',
      'status',
      'quantity',
      'reserved',
      'available',
      'incoming',
      'startsAt',
      'endsAt',
    ],
  }),
)

export const exportPoolStock = command(
  exportOf({
    name: 'pool.export-stock',
    path: '/stock/pool-stock/export',
    file: 'pool-stock',
    list: listPoolStock,
    columns: ['poolCode', 'skuCode', 'name', 'warehouseCode', 'quantity', 'reserved', 'available'],
  }),
)

export const exportPoolIncoming = command(
  exportOf({
    name: 'pool.export-incoming',
    path: '/stock/pool-incoming/export',
    file: 'pool-incoming',
    list: listPoolIncoming,
    columns: [
      'poolCode',
      'transferNumber',
      'skuCode',
      'name',
      'warehouseCode',
      'quantity',
      'arrived',
      'lost',
      'promised',
      'createdAt',
    ],
  }),
)

export const exportPoolMoves = command(
  exportOf({
    name: 'pool-move.export',
    path: '/stock/pool-moves/export',
    file: 'pool-moves',
    list: listPoolMoves,
    columns: ['number', 'kind', 'warehouseCode', 'fromPool', 'toPool', 'units', 'reference', 'note', 'createdAt'],
  }),
)

export const exportAssemblies = command(
  exportOf({
    name: 'assembly.export',
    path: '/stock/assemblies/export',
    file: 'assemblies',
    list: listAssemblies,
    columns: [
      'number',
      'kind',
      'state',
      'warehouseCode',
      'skuCode',
      'name',
      'quantity',
      'value',
      'currency',
      'note',
      'createdAt',
      'doneAt',
    ],
  }),
)
