import { z } from 'zod'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { command } from '@/lib/platform/door/use-case'

const most = 200

/** The end of the UTC day in which something happened. */
const dayEnd = (column: string) =>
  `date_trunc('day', ${column} - interval '1 microsecond', 'UTC') + interval '24 hours'`

/**
 * Keeps what stood in each place at the end of every day on which something changed there. The balances are locked while it
 * is written: a posting is either seen, or finds the snapshot and corrects it if it is dated before.
 */
export const snapshotStock = command({
  name: 'stock.snapshot',
  summary: 'Keep what stood in each place at the end of each day',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const until = new Date(Math.floor(ctx.now.getTime() / 86_400_000) * 86_400_000)
    const due = await ctx.sql<{ skuId: string; warehouseId: string }>(
      `select b.sku_id as "skuId", b.warehouse_id as "warehouseId" from stock_balances b
        left join lateral (select coalesce(max(s.at), '-infinity') as at from stock_snapshots s
                            where s.tenant_id = $1 and s.sku_id = b.sku_id and s.warehouse_id = b.warehouse_id) snap on true
        where b.tenant_id = $1 and (
          exists (select 1 from stock_movements m where m.tenant_id = $1 and m.sku_id = b.sku_id and m.warehouse_id = b.warehouse_id
                     and m.at > snap.at and m.at <= $2)
          or exists (select 1 from reservations r where r.tenant_id = $1 and r.sku_id = b.sku_id and r.warehouse_id = b.warehouse_id
                        and r.created_at > snap.at and r.created_at <= $2)
          or exists (select 1 from reservations r where r.tenant_id = $1 and r.sku_id = b.sku_id and r.warehouse_id = b.warehouse_id
                        and r.closed_at > snap.at and r.closed_at <= $2))
        order by b.sku_id, b.warehouse_id limit ${most}`,
      [until],
      'snapshots-due',
    )
    await lockBalances(ctx, due)
    await ctx.sql(
      `with places as materialized (
         select p.sku_id, p.warehouse_id, coalesce(s.at, '-infinity') as at, s.on_hand, s.defective, s.reserved, s.value_minor
           from unnest($3::uuid[], $4::uuid[]) as p(sku_id, warehouse_id)
           left join lateral (select * from stock_snapshots s where s.tenant_id = $1 and s.sku_id = p.sku_id and s.warehouse_id = p.warehouse_id
                               order by s.at desc limit 1) s on true
       ), days as (
         select sku_id, warehouse_id, day, sum(on_hand) as on_hand, sum(defective) as defective, sum(reserved) as reserved, sum(value) as value from (
           select m.sku_id, m.warehouse_id, ${dayEnd('m.at')} as day, m.quantity as on_hand,
                  case when m.defective then m.quantity else 0 end as defective, 0 as reserved, m.value_minor as value
             from places p join stock_movements m on m.sku_id = p.sku_id and m.warehouse_id = p.warehouse_id
            where m.tenant_id = $1 and m.at > p.at and m.at <= $2
           union all
           select r.sku_id, r.warehouse_id, ${dayEnd('r.created_at')}, 0, 0, r.quantity, 0
             from places p join reservations r on r.sku_id = p.sku_id and r.warehouse_id = p.warehouse_id
            where r.tenant_id = $1 and r.created_at > p.at and r.created_at <= $2
           union all
           select r.sku_id, r.warehouse_id, ${dayEnd('r.closed_at')}, 0, 0, -r.quantity, 0
             from places p join reservations r on r.sku_id = p.sku_id and r.warehouse_id = p.warehouse_id
            where r.tenant_id = $1 and r.closed_at > p.at and r.closed_at <= $2
         ) changes group by sku_id, warehouse_id, day
       )
       insert into stock_snapshots (tenant_id, sku_id, warehouse_id, at, on_hand, defective, reserved, value_minor)
       select $1, d.sku_id, d.warehouse_id, d.day, (coalesce(p.on_hand, 0) + sum(d.on_hand) over so_far)::int,
              (coalesce(p.defective, 0) + sum(d.defective) over so_far)::int,
              (coalesce(p.reserved, 0) + sum(d.reserved) over so_far)::int, (coalesce(p.value_minor, 0) + sum(d.value) over so_far)::bigint
         from days d join places p on p.sku_id = d.sku_id and p.warehouse_id = d.warehouse_id
       window so_far as (partition by d.sku_id, d.warehouse_id order by d.day)
       on conflict do nothing`,
      [until, due.map((p) => p.skuId), due.map((p) => p.warehouseId)],
      'snapshots-write',
    )
    return { more: due.length === most }
  },
})
