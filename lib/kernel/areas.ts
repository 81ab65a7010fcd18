/**
 * Areas of work a company may switch off: nobody in it, nor any key, may then do what they hold, whatever the role says. What is
 * there stays there, and the house's own work goes on.
 * Named by resources (`call`) or single rights (`report.sales`). What others stand on is in none, but in `core`.
 */
export const areas = {
  customers: ['customer'],
  calls: ['call'],
  financeReview: ['finance-review'],
  rules: ['rule', 'blacklist'],
  presale: ['presale'],
  returns: ['return-request', 'scan.return'],
  floor: [
    ...[
      'wave',
      'scan',
      'station',
      'floor',
      'floor-person',
      'hand-over',
      'shortage',
      'replenishment',
      'carton',
      'parcel',
    ],
    'work',
  ],
  prints: ['print', 'print-settings', 'waybill', 'waybill-pool'],
  bins: [
    ...['bin', 'zone', 'move', 'replenishment', 'scan.put-away', 'scan.move', 'print.bin-labels'],
    ...['stock.bins', 'stock.export-bins', 'stock.put-away', 'stock.export-put-away', 'stock.move'],
  ],
  transfers: ['transfer', 'scan.transfer-send', 'scan.transfer-receive'],
  stocktakes: ['stocktake', 'scan.count', 'print.count-sheet'],
  pools: ['pool', 'pool-move'],
  batches: ['batch', 'serial', 'sku.track'],
  assemblies: ['assembly'],
  alerts: ['alert'],
  channels: ['listing', 'connection', 'shop-flow', 'shop-rule', 'shipment-report'],
  imports: ['import'],
  reports: ['report.sales'],
  dispatch: ['dispatch', 'message', 'stress', 'check'],
  api: ['api-key'],
  webhooks: ['webhook'],
} as const satisfies Record<string, readonly string[]>

/** What no company can do without: goods, stock, orders, parcels, people and places, and each one's own desk. */
export const core = [
  ...['order', 'fulfilment', 'tracking', 'buyer', 'tag', 'mark', 'note', 'reject', 'record', 'bulk'],
  ...['product', 'sku', 'category', 'stock', 'receipt', 'report.dashboard'],
  ...['company', 'shop', 'warehouse', 'member', 'role', 'audit', 'account', 'demo', 'setup', 'setup-plan'],
  ...['counter', 'invariant'],
  ...['view', 'preference', 'number-set', 'notice', 'feedback'],
] as const

export type Area = keyof typeof areas

export const areaNames = Object.keys(areas) as [Area, ...Area[]]

/** Is this right part of an area that is switched off? */
export function switchedOff(off: readonly Area[], permission: string): boolean {
  if (off.length === 0) return false
  const resource = permission.slice(0, permission.indexOf('.'))
  return off.some((area) => areas[area].some((one) => one === resource || one === permission))
}
