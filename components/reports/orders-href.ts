export type OrderListFilter = {
  state?: string | undefined
  from?: string | undefined
  to?: string | undefined
  shopCode?: string | undefined
  sku?: string | undefined
  hold?: string | undefined
  currency?: string | undefined
  /** Without cancelled and invalid orders. */
  valid?: boolean | undefined
  overdue?: boolean | undefined
}

/** The list of the orders behind a figure. */
export function ordersHref({ valid, overdue, ...filter }: OrderListFilter): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value)
  if (valid) query.set('valid', '1')
  if (overdue) query.set('overdue', '1')
  return query.size > 0 ? `/orders?${query}` : '/orders'
}
