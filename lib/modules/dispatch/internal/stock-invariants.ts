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
  balanced(
    'stock.defective',
    'defective',
    `select c.sku_id, n.warehouse_id, sum(c.quantity)::bigint as figure
       from bin_balances c
       join bins n on n.tenant_id = $1 and n.id = c.bin_id
       join zones z on z.tenant_id = $1 and z.id = n.zone_id and z.kind = 'defective'
      where c.tenant_id = $1 group by c.sku_id, n.warehouse_id`,
  ),
  balanced('movement.defective', 'defective', sumOf('quantity', 'stock_movements', 'and defective')),
  balanced(
    'stock.incoming',
    'incoming',
    `select l.sku_id, t.to_warehouse_id as warehouse_id, sum(l.shipped - l.received - l.lost)::bigint as figure
       from stock_transfer_lines l join stock_transfers t on t.tenant_id = $1 and t.id = l.transfer_id
      where l.tenant_id = $1 and t.state = 'in_transit' group by l.sku_id, t.to_warehouse_id`,
  ),
  {
    invariant: 'bin.on-hand',
    broken: `select coalesce(s.code, x.sku_id::text) || ' @ ' || coalesce(n.code, x.bin_id::text) || format(': %s, sum %s', x.said, x.is) as row
               from (select sku_id, bin_id, sum(said) as said, sum(is_there) as is from (
                       select sku_id, bin_id, quantity as said, 0 as is_there from bin_balances where tenant_id = $1
                       union all select sku_id, bin_id, 0, quantity from stock_movements where tenant_id = $1) parts
                      group by sku_id, bin_id having sum(said) <> sum(is_there)) x
               left join skus s on s.tenant_id = $1 and s.id = x.sku_id
               left join bins n on n.tenant_id = $1 and n.id = x.bin_id`,
  },
  {
    // What is picked for a parcel lies at the packing place until it leaves.
    invariant: 'bin.picked',
    broken: `select ${place} || format(': picked %s, there %s', picked, there) as row
               from (select r.sku_id, r.warehouse_id, sum(r.staged)::bigint as picked,
                            coalesce((select sum(c.quantity) from bin_balances c join bins n on n.tenant_id = $1 and n.id = c.bin_id and n.is_staging
                              where c.tenant_id = $1 and c.sku_id = r.sku_id and n.warehouse_id = r.warehouse_id), 0) as there
                       from reservations r where r.tenant_id = $1 and r.state = 'open' and r.staged > 0 group by r.sku_id, r.warehouse_id) x
              where picked > there`,
  },
  {
    // A move takes nothing away and adds nothing, wherever it goes.
    invariant: 'movement.moves',
    broken: `select min(reference) || format(': %s units worth %s', sum(quantity), sum(value_minor)) as row from stock_movements
              where tenant_id = $1 and reason = 'move' group by reference_id, sku_id, warehouse_id
             having sum(quantity) <> 0 or bool_or(value_minor <> 0)`,
  },
  {
    // What left a warehouse with a transfer has arrived, is lost, or is on its way, to the cent.
    invariant: 'transfer.carried',
    broken: `select t.number || ' ' || coalesce(s.code, l.sku_id::text)
                    || format(': sent %s worth %s, left %s worth %s, arrived and lost %s worth %s, on the way %s worth %s', l.shipped, l.shipped_minor,
                              m.units_out, m.value_out, l.received + l.lost, l.received_minor + l.lost_minor, y.units, y.value) as row
               from (select transfer_id, sku_id, sum(shipped) as shipped, sum(received) as received, sum(lost) as lost, sum(over) as over,
                            sum(shipped_minor) as shipped_minor, sum(received_minor) as received_minor, sum(lost_minor) as lost_minor,
                            sum(over_minor) as over_minor
                       from stock_transfer_lines where tenant_id = $1 group by transfer_id, sku_id) l
               join stock_transfers t on t.tenant_id = $1 and t.id = l.transfer_id
               left join skus s on s.tenant_id = $1 and s.id = l.sku_id
               left join (select n.transfer_id, n.sku_id, sum(y.quantity_left) as units, sum(y.value_left_minor) as value from stock_transfer_layers y
                            join stock_transfer_lines n on n.tenant_id = $1 and n.id = y.line_id
                           where y.tenant_id = $1 group by n.transfer_id, n.sku_id) y on y.transfer_id = l.transfer_id and y.sku_id = l.sku_id
               left join (select reference_id, sku_id, -coalesce(sum(quantity) filter (where reason = 'transfer_out'), 0) as units_out,
                                 -coalesce(sum(value_minor) filter (where reason = 'transfer_out'), 0) as value_out,
                                 coalesce(sum(quantity) filter (where reason = 'transfer_in'), 0) as units_in,
                                 coalesce(sum(value_minor) filter (where reason = 'transfer_in'), 0) as value_in
                            from stock_movements where tenant_id = $1 and reference_type = 'stock_transfer' group by reference_id, sku_id) m
                 on m.reference_id = l.transfer_id and m.sku_id = l.sku_id
              where ((l.shipped, l.shipped_minor) is distinct from (coalesce(m.units_out, 0), coalesce(m.value_out, 0))
                  or (l.received + l.over, l.received_minor + l.over_minor) is distinct from (coalesce(m.units_in, 0), coalesce(m.value_in, 0))
                  or (l.shipped - l.received - l.lost, l.shipped_minor - l.received_minor - l.lost_minor)
                     is distinct from (coalesce(y.units, 0), coalesce(y.value, 0)))`,
  },
  {
    // Every unit and every cent of a movement is in a layer it made, or in what it did to layers.
    invariant: 'movement.layers',
    broken: `select m.reference || ' ' || m.reason || format(': %s units worth %s, in layers %s worth %s', m.quantity, m.value_minor,
                                                              coalesce(p.quantity, 0), coalesce(p.value, 0)) as row
               from stock_movements m
               left join (select movement_id, sum(quantity) as quantity, sum(value) as value from (
                 select movement_id, quantity_in as quantity, value_in_minor as value from cost_layers where tenant_id = $1
                 union all select movement_id, quantity, value_minor from cost_layer_uses where tenant_id = $1) parts
                 group by movement_id) p on p.movement_id = m.id
              where m.tenant_id = $1 and m.reason <> 'move' and (m.quantity, m.value_minor) is distinct from (coalesce(p.quantity, 0), coalesce(p.value, 0))`,
  },
  {
    invariant: 'layer.rest',
    broken: `select ${place} || format(': left %s worth %s, in %s worth %s, used %s worth %s', quantity_left, value_left_minor, quantity_in,
                                       value_in_minor, coalesce(u.quantity, 0), coalesce(u.value, 0)) as row
               from cost_layers l
               left join (select layer_id, sum(quantity) as quantity, sum(value_minor) as value from cost_layer_uses
                           where tenant_id = $1 group by layer_id) u on u.layer_id = l.id
              where l.tenant_id = $1 and (quantity_left, value_left_minor)
                    is distinct from (quantity_in + coalesce(u.quantity, 0), value_in_minor + coalesce(u.value, 0))`,
  },
  {
    // A snapshot is the sum of everything until then.
    invariant: 'stock.snapshots',
    broken: `with parts as (
               select sku_id, warehouse_id, at, quantity as on_hand,
                      case when defective then quantity else 0 end as defective, 0 as reserved, value_minor as value from stock_movements where tenant_id = $1
               union all select sku_id, warehouse_id, created_at, 0, 0, quantity, 0 from reservations where tenant_id = $1
               union all select sku_id, warehouse_id, closed_at, 0, 0, -quantity, 0 from reservations where tenant_id = $1 and closed_at is not null
             ), line as (
               select sku_id, warehouse_id, at, 0 as kind, on_hand, defective, reserved, value, null::int as said_on_hand, null::int as said_defective, null::int as said_reserved, null::bigint as said_value from parts
               union all select sku_id, warehouse_id, at, 1, 0, 0, 0, 0, on_hand, defective, reserved, value_minor from stock_snapshots where tenant_id = $1
             ), sums as (
               select *, sum(on_hand) over so_far as is_on_hand, sum(defective) over so_far as is_defective, sum(reserved) over so_far as is_reserved, sum(value) over so_far as is_value
                 from line window so_far as (partition by sku_id, warehouse_id order by at, kind rows unbounded preceding)
             )
             select ${place} || format(' at %s: %s/%s, defective %s/%s, reserved %s/%s, value %s/%s', at, said_on_hand, is_on_hand, said_defective, is_defective, said_reserved, is_reserved, said_value, is_value) as row
               from sums where kind = 1 and (said_on_hand, said_defective, said_reserved, said_value) is distinct from (is_on_hand, is_defective, is_reserved, is_value)`,
  },
  {
    invariant: 'stock.reserved-within-on-hand',
    broken: `select ${place} || format(': reserved %s of %s, %s of them defective, %s not to be sold', reserved, on_hand, defective, blocked) as row from stock_balances
              where tenant_id = $1 and (reserved < 0 or defective < 0 or blocked < 0 or reserved + pooled > on_hand - defective - blocked)`,
  },
  {
    // A reservation lives exactly as long as its parcel is in work.
    invariant: 'reservation.of-open-fulfilment',
    broken: `select coalesce(f.number, r.fulfilment_id::text) || ': ' || coalesce(f.state, 'missing') as row
               from reservations r left join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id
              where r.tenant_id = $1 and r.state = 'open' and (f.id is null or f.state not in ${working})`,
  },
  {
    // A parcel whose goods were lost in somebody's hands is blocked until a person decides.
    invariant: 'fulfilment.fully-reserved',
    broken: `select f.number || format(': reserved %s of %s', coalesce(r.quantity, 0), l.quantity) as row
               from fulfilments f
               join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
               left join (select holder_id, sku_id, sum(quantity) as quantity from reservations
                           where tenant_id = $1 and state = 'open' group by holder_id, sku_id) r
                 on r.holder_id = l.id and r.sku_id = l.sku_id
              where f.tenant_id = $1 and f.state in ${working} and f.block_reason is distinct from 'stock_lost'
                and coalesce(r.quantity, 0) <> l.quantity`,
  },
  {
    invariant: 'bundle.keeps-nothing',
    broken: `select s.code || format(': %s on hand', b.on_hand) as row from skus s join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id
              where s.tenant_id = $1 and s.bundle and s.assembled = 'never' and (b.on_hand <> 0 or b.reserved <> 0)`,
  },
  {
    invariant: 'bundle.of-single-skus',
    broken: `select s.code || ' holds ' || x.code as row from sku_components c
               join skus s on s.tenant_id = $1 and s.id = c.sku_id join skus x on x.tenant_id = $1 and x.id = c.component_id
              where c.tenant_id = $1 and (x.bundle or not s.bundle)
             union all
             select s.code || ' holds nothing' from skus s where s.tenant_id = $1 and s.bundle
                and not exists (select 1 from sku_components c where c.tenant_id = $1 and c.sku_id = s.id)`,
  },
]
