import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'

const place = `coalesce((select s.code from skus s where s.tenant_id = $1 and s.id = sku_id), sku_id::text) || ' @ ' ||
  coalesce((select w.code from warehouses w where w.tenant_id = $1 and w.id = warehouse_id), warehouse_id::text)`

/** What a balance says against the sum of the rows it stands for; a side that is missing counts as nothing. */
function balanced(invariant: string, figure: string, sums: string): Invariant {
  return {
    invariant,
    broken: `select ${place} || format(': %s, sum %s', coalesce(b.figure, 0), coalesce(p.figure, 0)) as row
               from (select sku_id, warehouse_id, ${figure}::bigint as figure from stock_balances where tenant_id = $1) b
               full join (${sums}) p using (sku_id, warehouse_id)
              where coalesce(b.figure, 0) <> coalesce(p.figure, 0)`,
  }
}

const sumOf = (column: string, table: string, which = '') =>
  `select sku_id, warehouse_id, sum(${column})::bigint as figure from ${table} where tenant_id = $1 ${which} group by sku_id, warehouse_id`

const working = `('allocated', 'released', 'picking', 'packed')`

export const stockInvariants: readonly Invariant[] = [
  balanced('stock.on-hand', 'on_hand', sumOf('quantity', 'stock_movements')),
  balanced('stock.value', 'value_minor', sumOf('value_minor', 'stock_movements')),
  balanced('stock.layer-value', 'value_minor', sumOf('value_left_minor', 'cost_layers')),
  balanced('stock.layer-units', 'on_hand', sumOf('quantity_left', 'cost_layers')),
  balanced('stock.reserved', 'reserved', sumOf('quantity', 'reservations', "and state = 'open'")),
  balanced(
    'stock.bins',
    'on_hand',
    `select c.sku_id, n.warehouse_id, sum(c.quantity)::bigint as figure
       from bin_balances c join bins n on n.tenant_id = $1 and n.id = c.bin_id
      where c.tenant_id = $1 group by c.sku_id, n.warehouse_id`,
  ),
  {
    invariant: 'stock.reserved-within-on-hand',
    broken: `select ${place} || format(': reserved %s of %s', reserved, on_hand) as row from stock_balances
              where tenant_id = $1 and (reserved < 0 or reserved > on_hand)`,
  },
  {
    // A reservation lives exactly as long as its parcel is in work.
    invariant: 'reservation.of-open-fulfilment',
    broken: `select coalesce(f.number, r.fulfilment_id::text) || ': ' || coalesce(f.state, 'missing') as row
               from reservations r left join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id
              where r.tenant_id = $1 and r.state = 'open' and (f.id is null or f.state not in ${working})`,
  },
  {
    invariant: 'fulfilment.fully-reserved',
    broken: `select f.number || format(': reserved %s of %s', coalesce(r.quantity, 0), l.quantity) as row
               from fulfilments f
               join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
               left join (select holder_id, sku_id, sum(quantity) as quantity from reservations
                           where tenant_id = $1 and state = 'open' group by holder_id, sku_id) r
                 on r.holder_id = l.id and r.sku_id = l.sku_id
              where f.tenant_id = $1 and f.state in ${working} and coalesce(r.quantity, 0) <> l.quantity`,
  },
]
