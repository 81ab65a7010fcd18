/**
 * Which listings' stock their marketplace is told, as a condition on the listing under this name: it means a SKU, is still there, and
 * its shop publishes. Whoever marks, takes up or looks for what is left asks this one; else one finds for ever what another never takes.
 */
export const isTold = (listing: string): string =>
  `(${listing}.sku_id is not null and ${listing}.state <> 'gone' and exists (
     select 1 from shop_rules r where r.tenant_id = $1 and r.shop_id = ${listing}.shop_id and r.publish))`
