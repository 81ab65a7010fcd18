/**
 * How the work goes, part by part; the texts are in messages/…/help.json. `pages`: what the guide is about, with all below it.
 * A guide is shown to who may do its first step.
 */
export const guides = [
  { key: 'today', href: '/dashboard', permission: 'report.dashboard', pages: ['/dashboard'] },
  { key: 'keys', href: '/dashboard', permission: 'view.all', pages: [] },
  { key: 'views', href: '/orders', permission: 'order.list', pages: [] },
  { key: 'numbers', href: '/orders', permission: 'number-set.create', pages: [] },
  { key: 'marks', href: '/customers', permission: 'mark.set', pages: [] },
  { key: 'bulk', href: '/orders', permission: 'order.set-flags', pages: ['/bulk'] },
  { key: 'firstOrder', href: '/orders/new', permission: 'order.create', pages: ['/orders'] },
  {
    ...{ key: 'review', href: '/orders?state=pending_review', permission: 'order.review' },
    pages: ['/orders/calls', '/orders/rejects'],
  },
  {
    ...{ key: 'rules', href: '/settings/rules', permission: 'rule.sets' },
    pages: ['/settings/rules', '/orders/blacklist'],
  },
  { key: 'presale', href: '/orders/presale', permission: 'presale.list', pages: ['/orders/presale'] },
  { key: 'merge', href: '/orders/merge', permission: 'order.merge-suggestions', pages: ['/orders/merge'] },
  { key: 'ship', href: '/shipping', permission: 'fulfilment.list', pages: ['/shipping'] },
  { key: 'print', href: '/shipping/prints', permission: 'print.list', pages: ['/shipping/prints'] },
  { key: 'floor', href: '/floor/waves', permission: 'wave.list', pages: ['/floor'] },
  { key: 'packing', href: '/floor/stations', permission: 'station.list', pages: ['/floor/stations', '/floor/cartons'] },
  { key: 'handOver', href: '/floor/hand-overs', permission: 'hand-over.list', pages: ['/floor/hand-overs'] },
  { key: 'returns', href: '/orders/returns', permission: 'return-request.list', pages: ['/orders/returns'] },
  { key: 'customers', href: '/customers', permission: 'customer.list', pages: ['/customers'] },
  { key: 'products', href: '/products', permission: 'product.list', pages: ['/products'] },
  { key: 'categories', href: '/products/categories', permission: 'category.list', pages: ['/products/categories'] },
  { key: 'import', href: '/imports/new', permission: 'import.create', pages: ['/imports'] },
  { key: 'connect', href: '/settings/shops', permission: 'connection.get', pages: ['/settings/shops'] },
  { key: 'listings', href: '/listings', permission: 'listing.list', pages: ['/listings'] },
  { key: 'stock', href: '/stock', permission: 'stock.list', pages: ['/stock'] },
  { key: 'stocktake', href: '/stock/stocktakes', permission: 'stocktake.list', pages: ['/stock/stocktakes'] },
  { key: 'batches', href: '/stock/batches', permission: 'batch.list', pages: ['/stock/batches', '/stock/serials'] },
  { key: 'reports', href: '/reports/sales', permission: 'report.sales', pages: ['/reports'] },
  { key: 'dispatch', href: '/dispatch', permission: 'dispatch.status', pages: ['/dispatch', '/proofs'] },
  {
    ...{ key: 'people', href: '/settings/members', permission: 'member.list' },
    pages: ['/settings/members', '/settings/roles', '/settings/audit', '/account'],
  },
  {
    ...{ key: 'company', href: '/settings/company', permission: 'company.get' },
    pages: ['/settings/company', '/settings/tags', '/settings/warehouses', '/settings/feedback', '/settings/start'],
  },
  { key: 'api', href: '/settings/api-keys/docs', permission: 'api-key.list', pages: ['/settings/api-keys'] },
  { key: 'webhooks', href: '/settings/webhooks', permission: 'webhook.list', pages: ['/settings/webhooks'] },
] as const

export const guideAnchor = (key: string) => `guide-${key}`

/** Where the help says how the work of this page goes: the guide about the nearest part of the house. */
export function helpHref(pathname: string): string {
  const found = guides
    .flatMap(({ key, pages }) => pages.map((page) => ({ key, page })))
    .filter(({ page }) => pathname === page || pathname.startsWith(`${page}/`))
    .sort((a, b) => b.page.length - a.page.length)[0]
  return found ? `/help#${guideAnchor(found.key)}` : '/help'
}
