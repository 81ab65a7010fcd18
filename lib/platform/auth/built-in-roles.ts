/**
 * The eight roles every company starts with. A permission is a use case's name, `resource.*`, or `*`.
 * Roles are rows of the tenant: these are the first values of them, editable later.
 */
export type BuiltInRole = { readonly code: string; readonly name: string; readonly permissions: readonly string[] }

/** One's own desk: how lists look, what one is told of, and finding what one may see. */
const desk = [
  'view.all',
  'view.create',
  'view.update',
  'view.delete',
  'preference.*',
  'notice.*',
  'record.find',
  'member.names',
  'bulk.get',
  'bulk.list',
  'bulk.cancel',
  'bulk.retry',
]
const see = [
  ...desk,
  'shop.list',
  'shop.get',
  'warehouse.list',
  'warehouse.get',
  'category.list',
  'category.get',
  'member.me',
]
const seeCatalog = ['product.list', 'product.get', 'sku.list', 'sku.get']
const lookAtOrders = [
  'order.list',
  'order.get',
  'order.counts',
  'order.view-counts',
  'order.news',
  'order.find-numbers',
  'order.number-set',
  'tag.all',
]
const seeReturns = ['return-request.list', 'return-request.get']
const seeOrders = [...seeReturns, ...lookAtOrders, 'fulfilment.list', 'fulfilment.get', 'call.list']
const seePlaces = ['zone.list', 'zone.get', 'bin.list', 'bin.get', 'stock.bins']
const seeStock = [
  ...seePlaces,
  'receipt.list',
  'receipt.get',
  'move.list',
  'move.get',
  'transfer.list',
  'transfer.get',
  'stock.list',
  'stock.movements',
  'stock.movement',
  'stock.adjustments',
  'stock.adjustment',
  'stock.low',
  'stock.at',
  'stock.changes',
  'stock.value',
  'stock.layers',
]
const seeFigures = ['report.sales', 'report.dashboard']

export const builtInRoles: readonly BuiltInRole[] = [
  { code: 'owner', name: '老板', permissions: ['*'] },
  {
    code: 'admin',
    name: '管理员',
    permissions: [
      ...see,
      ...seeCatalog,
      ...seeOrders,
      ...seeStock,
      ...seeFigures,
      'shop.*',
      'warehouse.*',
      'category.*',
      'product.*',
      'sku.*',
      'stock.*',
      'zone.*',
      'bin.*',
      'transfer.*',
      'order.*',
      'tag.*',
      'view.*',
      'call.*',
      'fulfilment.*',
      'tracking.*',
      'buyer.reveal',
      'reject.*',
      'return-request.*',
      'report.*',
      'counter.*',
      'member.*',
      'role.*',
      'api-key.*',
      'company.*',
      'audit.*',
    ],
  },
  {
    code: 'customer_service',
    name: '客服',
    permissions: [
      ...see,
      ...seeCatalog,
      ...seeOrders,
      ...seeStock,
      'order.*',
      'tag.*',
      'call.*',
      'buyer.reveal',
      'reject.*',
      'return-request.*',
      'report.dashboard',
    ],
  },
  {
    code: 'purchaser',
    name: '采购',
    permissions: [...see, ...seeCatalog, ...seeStock, ...lookAtOrders, 'stock.receive', 'report.dashboard'],
  },
  {
    code: 'logistics',
    name: '物流',
    permissions: [...see, ...seeCatalog, ...seeOrders, ...seeStock, 'fulfilment.*', 'tracking.*', 'report.dashboard'],
  },
  {
    code: 'warehouse',
    name: '仓库',
    permissions: [
      ...see,
      ...seeCatalog,
      ...seeOrders,
      ...seeStock,
      'stock.adjust',
      'stock.receive',
      'stock.put-away',
      'stock.move',
      'transfer.*',
      'zone.*',
      'bin.*',
      'fulfilment.*',
      'report.dashboard',
    ],
  },
  {
    code: 'sales',
    name: '业务',
    permissions: [...see, ...seeCatalog, ...seeOrders, ...seeStock, ...seeFigures, 'product.*', 'sku.*'],
  },
  {
    code: 'finance',
    name: '财务',
    permissions: [
      ...see,
      ...seeCatalog,
      ...seeOrders,
      ...seeStock,
      ...seeFigures,
      'finance-review.release',
      'audit.list',
    ],
  },
]
