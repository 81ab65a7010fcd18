/** Daily demand out of what left (un-shipped units taken off): the later days weigh more. Days before a SKU's first sale count as days without one. */
export const daily = '(0.5 * m.q7 / 7 + 0.3 * m.q15 / 15 + 0.2 * m.q30 / 30)'

/** Units that left in the last 7, 15 and 30 days before `$2`, by SKU or by SKU and warehouse. */
export const soldBy = (keys: string, condition = '') => `
  select ${keys},
         greatest(coalesce(-sum(quantity) filter (where at > $2::timestamptz - interval '7 days'), 0), 0) as q7,
         greatest(coalesce(-sum(quantity) filter (where at > $2::timestamptz - interval '15 days'), 0), 0) as q15,
         greatest(coalesce(-sum(quantity), 0), 0) as q30
    from stock_movements
   where tenant_id = $1 and reason in ('shipment', 'unship') and at > $2::timestamptz - interval '30 days' ${condition}
   group by ${keys}`
