import { catalogueRows } from '@/lib/modules/catalog/catalogue-rows'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import type { CategoryView } from '@/lib/modules/catalog/schema'
import { exportOf, exportRowsOf } from '@/lib/modules/exchange/internal/export-of'
import { productColumns } from '@/lib/modules/exchange/internal/kinds/product-columns'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { listStock } from '@/lib/modules/inventory/list-stock'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Item = { readonly id: string }

const skusOfProducts = (ctx: Context, items: readonly Item[]) =>
  catalogueRows(
    ctx,
    'product',
    items.map(({ id }) => id),
  )

const skusWithProducts = (ctx: Context, items: readonly Item[]) =>
  catalogueRows(
    ctx,
    'sku',
    items.map(({ id }) => id),
  )

async function withParents(ctx: Context, items: readonly CategoryView[]) {
  const parents = await ctx.sql<{ id: string; code: string }>(
    'select id, code from categories where tenant_id = $1 and id = any($2::uuid[])',
    [items.flatMap(({ parentId }) => parentId ?? [])],
  )
  const codes = new Map(parents.map(({ id, code }) => [id, code]))
  return items.map((item) => ({ ...item, parentCode: codes.get(item.parentId ?? '') ?? null }))
}

/** One row for each SKU, in the columns an import reads: out, edited, and in again. */
export const exportProducts = command(
  exportRowsOf({
    name: 'product.export',
    path: '/products/export',
    file: 'products',
    list: listProducts,
    rows: skusOfProducts,
    columns: productColumns.all,
  }),
)

export const exportSkus = command(
  exportRowsOf({
    name: 'sku.export',
    path: '/skus/export',
    file: 'skus',
    list: listSkus,
    rows: skusWithProducts,
    columns: productColumns.all,
  }),
)

export const exportCategories = command(
  exportRowsOf({
    name: 'category.export',
    path: '/categories/export',
    file: 'categories',
    list: listCategories,
    rows: withParents,
    columns: ['code', 'parentCode', 'nameZh', 'nameEn', 'position'],
  }),
)

export const exportStock = command(
  exportOf({
    name: 'stock.export',
    path: '/stock/export',
    file: 'stock',
    list: listStock,
    columns: [
      'skuCode',
      'name',
      'warehouseCode',
      'onHand',
      'defective',
      'reserved',
      'available',
      'incoming',
      'safetyStock',
    ],
  }),
)

export const exportLowStock = command(
  exportOf({
    name: 'stock.export-low',
    path: '/stock/low/export',
    file: 'low-stock',
    list: listLowStock,
    columns: ['skuCode', 'name', 'available', 'safetyStock'],
  }),
)

export const exportMovements = command(
  exportOf({
    name: 'stock.export-movements',
    path: '/stock/movements/export',
    file: 'stock-movements',
    list: listMovements,
    columns: [
      ...(['at', 'skuCode', 'skuName', 'warehouseCode', 'binCode', 'reason', 'quantity', 'value', 'currency'] as const),
      ...(['reference', 'note'] as const),
    ],
  }),
)

export const exportAdjustments = command(
  exportOf({
    name: 'stock.export-adjustments',
    path: '/stock/adjustments/export',
    file: 'stock-adjustments',
    list: listAdjustments,
    columns: ['number', 'warehouseCode', 'reason', 'createdAt'],
  }),
)

export const exportLayers = command(
  exportOf({
    name: 'stock.export-layers',
    path: '/stock/layers/export',
    file: 'stock-layers',
    list: listLayers,
    columns: ['skuCode', 'name', 'warehouseCode', 'receivedAt', 'days', 'units', 'value', 'currency', 'reference'],
  }),
)

export const exportBatches = command(
  exportOf({
    name: 'batch.export',
    path: '/stock/batches/export',
    file: 'batches',
    list: listBatches,
    columns: [
      ...([
        'skuCode',
        'name',
        'batchNo',
        'producedOn',
        'expiresOn',
        'sellUntil',
        'daysLeft',
        'status',
        'onHand',
      ] as const),
      'lockedAt',
    ],
  }),
)

export const exportSerials = command(
  exportOf({
    name: 'serial.export',
    path: '/stock/serials/export',
    file: 'serials',
    list: listSerials,
    columns: ['serialNo', 'skuCode', 'name', 'state', 'warehouseCode', 'createdAt', 'updatedAt'],
  }),
)
