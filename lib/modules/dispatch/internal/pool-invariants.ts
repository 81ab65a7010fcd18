import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'

const sku = `coalesce((select s.code from skus s where s.tenant_id = $1 and s.id = sku_id), sku_id::text)`
const warehouse = `coalesce((select w.code from warehouses w where w.tenant_id = $1 and w.id = warehouse_id), warehouse_id::text)`
const pool = `coalesce((select p.code from pools p where p.tenant_id = $1 and p.id = pool_id), pool_id::text)`

export const poolInvariants: readonly Invariant[] = [
  {
    // Who asks what could be promised at a moment gets for now what stands there now.
    invariant: 'stock.asides',
    broken: `select ${sku} || ' @ ' || ${warehouse} || format(': %s blocked and %s in pools, written down %s and %s', said_blocked, said_pooled, blocked, pooled) as row
               from (select b.sku_id, b.warehouse_id, b.blocked as said_blocked, b.pooled as said_pooled, coalesce(a.blocked, 0) as blocked, coalesce(a.pooled, 0) as pooled
                       from stock_balances b
                       left join (select distinct on (sku_id, warehouse_id) sku_id, warehouse_id, blocked, pooled from stock_asides
                                   where tenant_id = $1 order by sku_id, warehouse_id, at desc) a on a.sku_id = b.sku_id and a.warehouse_id = b.warehouse_id
                      where b.tenant_id = $1) x
              where said_blocked <> blocked or said_pooled <> pooled`,
  },
  {
    // What is free in pools is what the balance keeps from everybody else.
    invariant: 'stock.pooled',
    broken: `select ${sku} || ' @ ' || ${warehouse} || format(': %s, sum %s', sum(said), sum(found)) as row from (
               select sku_id, warehouse_id, pooled as said, 0 as found from stock_balances where tenant_id = $1
               union all select sku_id, warehouse_id, 0, quantity - reserved from pool_balances where tenant_id = $1) parts
              group by sku_id, warehouse_id having sum(said) <> sum(found)`,
  },
  {
    invariant: 'pool.within-on-hand',
    broken: `select ${sku} || ' @ ' || ${warehouse} || format(': %s in pools of %s', quantity, sellable) as row from (
               select g.sku_id, g.warehouse_id, sum(g.quantity) as quantity, max(b.on_hand - b.defective - b.blocked) as sellable
                 from pool_balances g left join stock_balances b on b.tenant_id = $1 and b.sku_id = g.sku_id and b.warehouse_id = g.warehouse_id
                where g.tenant_id = $1 group by g.sku_id, g.warehouse_id) sums
              where quantity > coalesce(sellable, 0)`,
  },
  {
    // What parcels hold of a pool, and never more than is in it.
    invariant: 'pool.reserved',
    broken: `select ${pool} || ' ' || ${sku} || ' @ ' || ${warehouse} || format(': %s of %s, sum %s', sum(said), sum(quantity), sum(found)) as row from (
               select pool_id, sku_id, warehouse_id, reserved as said, quantity, 0 as found from pool_balances where tenant_id = $1
               union all select pool_id, sku_id, warehouse_id, 0, 0, quantity from reservations
                          where tenant_id = $1 and state = 'open' and pool_id is not null) parts
              group by pool_id, sku_id, warehouse_id having sum(said) <> sum(found) or sum(said) > sum(quantity)`,
  },
  {
    // Nothing is promised to presale twice, and nothing that neither has arrived nor is on its way.
    invariant: 'presale.promised',
    broken: `select ${pool} || ' ' || ${sku} || format(': promised %s of %s', promised, quantity - lost) as row
               from pool_incoming n
               join lateral (select coalesce(sum(r.quantity), 0) as promised from presale_promises r
                              where r.tenant_id = $1 and r.incoming_id = n.id and r.state in ('open', 'arrived')) r on true
              where n.tenant_id = $1 and promised > quantity - lost`,
  },
  {
    // What goes into an assembly comes out of it, to the cent; its lines say the same as the movements.
    invariant: 'assembly.value',
    broken: `select a.number || format(': worth %s, lines %s, movements sum to %s', a.value_minor, l.value, m.value) as row
               from assembly_orders a
               left join (select assembly_id, sum(value_minor) as value from assembly_lines where tenant_id = $1 group by assembly_id) l on l.assembly_id = a.id
               left join (select reference_id, sum(value_minor) as value from stock_movements
                           where tenant_id = $1 and reason = 'assembly' group by reference_id) m on m.reference_id = a.id
              where a.tenant_id = $1 and a.state = 'done' and (l.value is distinct from a.value_minor or coalesce(m.value, -1) <> 0)`,
  },
  {
    // The bundles and components of an assembly are those of its recipe.
    invariant: 'assembly.units',
    broken: `select min(number) || ' ' || ${sku} || format(': %s, moved %s', sum(said), sum(found)) as row from (
               select id, number, sku_id, case kind when 'assemble' then quantity else -quantity end as said, 0 as found
                 from assembly_orders where tenant_id = $1 and state = 'done'
               union all
               select a.id, a.number, l.sku_id, case a.kind when 'assemble' then -a.quantity * l.each else a.quantity * l.each end, 0
                 from assembly_lines l join assembly_orders a on a.tenant_id = $1 and a.id = l.assembly_id and a.state = 'done' where l.tenant_id = $1
               union all
               select m.reference_id, m.reference, m.sku_id, 0, m.quantity from stock_movements m where m.tenant_id = $1 and m.reason = 'assembly') parts
              group by id, sku_id having sum(said) <> sum(found)`,
  },
]
