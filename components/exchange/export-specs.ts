type Spec = {
  readonly permission: string
  /** Below `/api/v1`. */
  readonly path: string
  /** What of the page's address narrows the list, under the names the export takes. */
  readonly fields: Readonly<Record<string, string>>
  /** What the page shows while its address does not say. */
  readonly usual?: Readonly<Record<string, string>>
}

const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]))

/** The lists that can be taken out as files, by the page they stand on. */
export const exportSpecs: Readonly<Record<string, Spec>> = {
  '/orders': {
    permission: 'order.export',
    path: '/orders/export',
    fields: same(
      ...['state', 'shopCode', 'channelOrderNo', 'q', 'from', 'to', 'hold', 'valid', 'sku', 'currency', 'overdue'],
      ...['flag', 'tagId', 'assignee', 'set', 'sort', 'refundDue'],
    ),
  },
  '/orders/calls': { permission: 'call.export', path: '/calls/export', fields: same('due') },
  '/orders/rejects': {
    permission: 'reject.export',
    path: '/orders/rejects/export',
    fields: same('state'),
    usual: { state: 'open' },
  },
  '/orders/returns': {
    permission: 'return-request.export',
    path: '/return-requests/export',
    fields: same('q', 'orderId', 'set', 'shopCode', 'state', 'flag', 'assignee'),
  },
  '/shipping': {
    permission: 'fulfilment.export',
    path: '/fulfilments/export',
    fields: same('state', 'warehouseCode', 'blocked', 'late', 'set'),
    usual: { state: 'allocated' },
  },
  '/customers': {
    permission: 'customer.export',
    path: '/customers/export',
    fields: same('q', 'group', 'tag', 'set', 'flag', 'assignee'),
  },
  '/orders/presale': { permission: 'presale.export', path: '/presales/export', fields: {} },
  '/orders/blacklist': { permission: 'blacklist.export', path: '/blacklist/export', fields: {} },
  '/settings/audit': {
    permission: 'audit.export',
    path: '/audit/export',
    fields: same('action', 'actorId', 'objectId', 'from', 'to', 'text'),
  },
  '/settings/feedback': {
    permission: 'feedback.export',
    path: '/feedback/export',
    fields: same('state', 'kind'),
  },
  '/settings/roles': { permission: 'role.export', path: '/roles/export', fields: {} },
  '/settings/api-keys': { permission: 'api-key.export', path: '/api-keys/export', fields: {} },
  '/products': {
    permission: 'product.export',
    path: '/products/export',
    fields: {
      ...same('q', 'status', 'attributes', 'priceFrom', 'priceTo', 'set', 'flag', 'assignee'),
      category: 'categoryId',
    },
  },
  '/products/edit': {
    permission: 'sku.export',
    path: '/skus/export',
    fields: same('q', 'status', 'set'),
  },
  '/stock': { permission: 'stock.export', path: '/stock/export', fields: same('q', 'warehouseCode', 'low', 'set') },
  '/stock/movements': {
    permission: 'stock.export-movements',
    path: '/stock/movements/export',
    fields: same('skuCode', 'warehouseCode', 'set'),
  },
  '/stock/batches': {
    permission: 'batch.export',
    path: '/stock/batches/export',
    fields: same('q', 'skuCode', 'batchNo', 'warehouseCode', 'status', 'withinDays', 'stock'),
  },
  '/stock/serials': {
    permission: 'serial.export',
    path: '/stock/serials/export',
    fields: same('serialNo', 'skuCode', 'warehouseCode', 'state', 'set'),
  },
  '/stock/transfers': {
    permission: 'transfer.export',
    path: '/stock/transfers/export',
    fields: same('state', 'warehouseCode'),
  },
  '/stock/stocktakes': {
    permission: 'stocktake.export',
    path: '/stock/stocktakes/export',
    fields: same('state', 'warehouseCode'),
  },
  '/stock/alerts': {
    permission: 'alert.export',
    path: '/stock/alerts/export',
    fields: same('kind', 'warehouseCode', 'deed', 'snoozed'),
  },
  '/stock/bins': {
    permission: 'stock.export-bins',
    path: '/stock/bins/export',
    fields: same('warehouseCode', 'binCode', 'skuCode', 'q', 'kind'),
  },
  '/stock/low': { permission: 'stock.export-low', path: '/stock/low/export', fields: {} },
  '/stock/value/layers': {
    permission: 'stock.export-layers',
    path: '/stock/layers/export',
    fields: same('warehouseCode', 'categoryId', 'uncategorised', 'age'),
  },
  '/stock/pools': { permission: 'pool.export', path: '/stock/pools/export', fields: same('status') },
  '/stock/assemblies': {
    permission: 'assembly.export',
    path: '/stock/assemblies/export',
    fields: same('state', 'kind', 'warehouseCode'),
  },
  '/listings': { permission: 'listing.export', path: '/listings/export', fields: same('shopId', 'show', 'q', 'set') },
  '/floor/waves': {
    permission: 'wave.export',
    path: '/waves/export',
    fields: same('state', 'open', 'warehouseCode', 'q'),
  },
  '/floor/shortages': {
    permission: 'shortage.export',
    path: '/shortages/export',
    fields: same('open', 'warehouseCode'),
  },
  '/floor/hand-overs': {
    permission: 'hand-over.export',
    path: '/hand-overs/export',
    fields: same('warehouseCode', 'q'),
  },
  '/shipping/prints': {
    permission: 'print.export',
    path: '/prints/export',
    fields: same('kind', 'reference', 'again'),
  },
  '/shipping/prints/waybills': {
    permission: 'waybill.export',
    path: '/waybills/export',
    fields: same('number', 'state', 'poolId', 'fulfilmentId'),
  },
  '/products/categories': { permission: 'category.export', path: '/categories/export', fields: {} },
  '/dispatch/messages': {
    permission: 'message.export',
    path: '/dispatch/messages/export',
    fields: same('kind', 'state', 'shopId', 'orderId', 'trouble', 'name', 'from', 'to'),
  },
  '/settings/shops': { permission: 'shop.export', path: '/shops/export', fields: same('status') },
  '/settings/warehouses': { permission: 'warehouse.export', path: '/warehouses/export', fields: same('status') },
  '/settings/members': { permission: 'member.export', path: '/members/export', fields: {} },
  '/imports': { permission: 'import.export', path: '/imports/export', fields: same('kind', 'state') },
}

/** Where the list of a page, as its address narrows it now, is had as a file. */
export function exportHref(spec: Spec, search: URLSearchParams, format: 'csv' | 'xlsx', locale: string): string {
  const query = new URLSearchParams({ format, locale })
  for (const [name, field] of Object.entries(spec.fields)) {
    const value = search.get(name) ?? spec.usual?.[name]
    // `all` is how tabs say that they do not narrow.
    if (value && value !== 'all' && value !== 'blocked') query.set(field, value)
  }
  return `/api/v1${spec.path}?${query}`
}
