import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'
import { todayOf } from '@/lib/modules/inventory/today-of'

const sku = (id: string) => `coalesce((select s.code from skus s where s.tenant_id = $1 and s.id = ${id}), ${id}::text)`
const bin = (id: string) => `coalesce((select n.code from bins n where n.tenant_id = $1 and n.id = ${id}), ${id}::text)`
const batch = (id: string) =>
  `coalesce((select k.code from stock_batches k where k.tenant_id = $1 and k.id = ${id}), ${id}::text)`
const place = `${sku('sku_id')} || ' @ ' || coalesce((select w.code from warehouses w where w.tenant_id = $1 and w.id = warehouse_id), warehouse_id::text)`

/** Two lists of (keys, figure) side by side: what is said against what is. */
const unequal = (keys: string, row: string, said: string, is: string) =>
  `select ${row} || format(': %s, sum %s', sum(said), sum(found)) as row
     from (select ${keys}, figure as said, 0 as found from (${said}) a union all select ${keys}, 0, figure from (${is}) b) parts
    group by ${keys} having sum(said) <> sum(found)`

/** What lies of batches, by warehouse. */
const lying = `select x.sku_id, n.warehouse_id, x.batch_id, x.quantity as figure
  from batch_balances x join bins n on n.tenant_id = $1 and n.id = x.bin_id`

export const batchInvariants: readonly Invariant[] = [
  {
    // Of a SKU in batches every unit in a bin is of one; of any other none is.
    invariant: 'batch.bins',
    broken: unequal(
      'sku_id, bin_id',
      `${sku('sku_id')} || ' @ ' || ${bin('bin_id')}`,
      `select h.sku_id, h.bin_id, case when s.batch_tracked then h.quantity else 0 end as figure
         from bin_balances h join skus s on s.tenant_id = $1 and s.id = h.sku_id where h.tenant_id = $1`,
      'select sku_id, bin_id, quantity as figure from batch_balances where tenant_id = $1',
    ),
  },
  {
    invariant: 'batch.movements',
    broken: unequal(
      'sku_id, bin_id, batch_id',
      `${sku('sku_id')} || ' ' || ${batch('batch_id')} || ' @ ' || ${bin('bin_id')}`,
      'select sku_id, bin_id, batch_id, quantity as figure from batch_balances where tenant_id = $1',
      'select sku_id, bin_id, batch_id, quantity as figure from stock_movements where tenant_id = $1 and batch_id is not null',
    ),
  },
  {
    // What left of a batch left at that batch's cost.
    invariant: 'batch.layers',
    broken: unequal(
      'sku_id, warehouse_id, batch_id',
      `${place} || ' ' || coalesce(${batch('batch_id')}, '-')`,
      `select l.sku_id, l.warehouse_id, l.batch_id, l.quantity_left as figure
         from cost_layers l join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.batch_tracked where l.tenant_id = $1`,
      `${lying} join skus s on s.tenant_id = $1 and s.id = x.sku_id and s.batch_tracked where x.tenant_id = $1`,
    ),
  },
  {
    invariant: 'stock.blocked',
    broken: unequal(
      'sku_id, warehouse_id',
      place,
      'select sku_id, warehouse_id, blocked as figure from stock_balances where tenant_id = $1',
      `${lying} join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id and not k.sellable
        left join zones z on z.tenant_id = $1 and z.id = n.zone_id where x.tenant_id = $1 and z.kind is distinct from 'defective'`,
    ),
  },
  {
    // Nobody keeps a batch from being sold without a reason; one that is past its day since midnight may still be waiting for its turn.
    invariant: 'batch.sellable',
    broken: `select ${sku('sku_id')} || ' ' || code || format(': sellable %s, until %s, locked %s', sellable, sell_until, locked_at is not null) as row
               from stock_batches where tenant_id = $1
                and (sellable and locked_at is not null or not sellable and locked_at is null and (sell_until is null or sell_until >= $2::date))`,
    params: (ctx) => [todayOf(ctx)],
  },
  {
    // Units that are counted one by one are all there, and each in one place.
    invariant: 'serial.on-hand',
    broken: unequal(
      'sku_id, warehouse_id',
      place,
      `select b.sku_id, b.warehouse_id, b.on_hand as figure
         from stock_balances b join skus s on s.tenant_id = $1 and s.id = b.sku_id and s.serial_mode = 'receipt' where b.tenant_id = $1`,
      `select u.sku_id, u.warehouse_id, 1 as figure from stock_serials u
         join skus s on s.tenant_id = $1 and s.id = u.sku_id and s.serial_mode = 'receipt' where u.tenant_id = $1 and u.state = 'in_stock'`,
    ),
  },
  {
    // Units on their way are those that transfers wait for: one that came in by another number would be missed for ever.
    invariant: 'serial.in-transit',
    broken: unequal(
      'sku_id, warehouse_id',
      place,
      `select l.sku_id, t.to_warehouse_id as warehouse_id, l.shipped - l.received - l.lost as figure
         from stock_transfers t join stock_transfer_lines l on l.tenant_id = $1 and l.transfer_id = t.id
         join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.serial_mode = 'receipt' where t.tenant_id = $1 and t.state = 'in_transit'`,
      `select u.sku_id, u.warehouse_id, 1 as figure from stock_serials u
         join skus s on s.tenant_id = $1 and s.id = u.sku_id and s.serial_mode = 'receipt' where u.tenant_id = $1 and u.state = 'in_transit'`,
    ),
  },
  {
    // A unit is where its last movement brought it.
    invariant: 'serial.last-move',
    broken: `select ${sku('u.sku_id')} || ' ' || u.code || ': ' || u.state || ' after ' || coalesce(m.reason, 'nothing') as row
               from stock_serials u
               left join lateral (select m.reason, m.quantity, m.warehouse_id from stock_serial_moves x
                                    join stock_movements m on m.tenant_id = $1 and m.id = x.movement_id
                                   where x.tenant_id = $1 and x.serial_id = u.id order by m.at desc, m.id desc limit 1) m on true
              where u.tenant_id = $1
                and not coalesce(case u.state when 'in_stock' then m.quantity > 0 and m.warehouse_id = u.warehouse_id
                                              when 'in_transit' then m.reason = 'transfer_out' when 'shipped' then m.reason = 'shipment' or m.reason = 'return' and m.quantity < 0
                                              when 'gone' then m.quantity < 0 else true end, false)`,
  },
]
