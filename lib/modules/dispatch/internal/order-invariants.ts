import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'

/** Units of each order line and SKU that parcels in some states carry. */
const carried = (states: string) => `(select l.order_line_id, l.sku_id, sum(l.quantity)::bigint as quantity
   from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
  where l.tenant_id = $1 and f.state in ${states} group by l.order_line_id, l.sku_id)`

/** Each order line as the SKUs that leave for it: a line on a bundle as its parts. */
const exploded = `(select l.id, l.order_id, l.line_no, coalesce(p.sku_id, l.sku_id) as sku_id,
    case when l.quantity = 0 then 0 else coalesce(p.quantity, l.quantity) end as quantity
   from order_lines l left join order_line_parts p on p.tenant_id = $1 and p.order_line_id = l.id where l.tenant_id = $1)`

/** A line whose units are not all carried, or of which more is carried than it has. */
const uncarried = (what: string, states: string) => `
  select o.number || format(' line %s: ${what} %s of %s', l.line_no, coalesce(c.quantity, 0), l.quantity) as row
    from orders o join ${exploded} l on l.order_id = o.id
    left join ${carried(states)} c on c.order_line_id = l.id and c.sku_id is not distinct from l.sku_id
   where o.tenant_id = $1 and coalesce(c.quantity, 0) <> l.quantity`

const unshipped = `('waiting', 'allocated', 'released', 'picking', 'packed')`
const left = `('shipped', 'delivered')`

/** Units that parcels on one side of each split or merge hold, by operation, order line and SKU. */
const regrouped = (
  side: 'parent_id' | 'child_id',
) => `(select e.operation_id, l.order_line_id, l.sku_id, sum(l.quantity)::bigint as quantity
   from (select distinct operation_id, ${side} as id from fulfilment_lineage
          where tenant_id = $1 and kind in ('split', 'unsplit', 'merge', 'unmerge')) e
   join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = e.id
  group by e.operation_id, l.order_line_id, l.sku_id)`

export const orderInvariants: readonly Invariant[] = [
  {
    invariant: 'fulfilment.lineage',
    broken: `select o.number || format(' line %s: %s before, %s after', n.line_no, coalesce(p.quantity, 0), coalesce(c.quantity, 0)) as row
               from ${regrouped('parent_id')} p
               full join ${regrouped('child_id')} c using (operation_id, order_line_id, sku_id)
               join order_lines n on n.tenant_id = $1 and n.id = order_line_id
               join orders o on o.tenant_id = $1 and o.id = n.order_id
              where coalesce(p.quantity, 0) <> coalesce(c.quantity, 0)`,
  },
  {
    invariant: 'order.awaiting-shipment-is-held',
    broken: `${uncarried('in parcels', `('allocated', 'released', 'picking', 'packed', 'shipped', 'delivered')`)}
      and o.state = 'awaiting_shipment'`,
  },
  {
    invariant: 'order.awaiting-purchase-has-demand',
    broken: `select o.number || ': no demand' as row from orders o
              where o.tenant_id = $1 and o.state = 'awaiting_purchase'
                and not exists (select 1 from stock_demands d where d.tenant_id = $1 and d.order_id = o.id)`,
  },
  {
    invariant: 'order.others-hold-nothing',
    broken: `select o.number || ' ' || o.state || ': parcel ' || f.number as row
               from fulfilments f
               join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
               join orders o on o.tenant_id = $1 and o.id = l.order_id
              where f.tenant_id = $1 and f.state in ${unshipped} and o.state not in ('awaiting_shipment', 'awaiting_purchase')
             union all
             select coalesce(o.number || ' ' || o.state, d.order_id::text) || ': demand' as row
               from stock_demands d left join orders o on o.tenant_id = $1 and o.id = d.order_id
              where d.tenant_id = $1 and (o.id is null or o.state <> 'awaiting_purchase')`,
  },
  {
    invariant: 'order.shipped-is-shipped',
    broken: `${uncarried('shipped', left)} and o.state in ${left} and o.origin = 'live' and not o.shipped_elsewhere`,
  },
  {
    invariant: 'order.shipped-has-a-parcel-on-its-way',
    broken: `select o.number || ': all parcels have arrived' as row from orders o
              where o.tenant_id = $1 and o.state = 'shipped'
                and exists (select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state = 'delivered'
                             where l.tenant_id = $1 and l.order_id = o.id)
                and not exists (select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state = 'shipped'
                                 where l.tenant_id = $1 and l.order_id = o.id)`,
  },
  {
    invariant: 'order.bundle-amounts',
    broken: `select o.number || format(' line %s: goods %s/%s, discount %s/%s, freight %s/%s', l.line_no, l.goods_minor, p.goods, l.discount_minor,
                                       p.discount, l.freight_minor, p.freight) as row
               from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id
               join (select order_line_id, sum(goods_minor) as goods, sum(discount_minor) as discount, sum(freight_minor) as freight
                       from order_line_parts where tenant_id = $1 group by order_line_id) p on p.order_line_id = l.id
              where o.tenant_id = $1 and o.state in ('awaiting_purchase', 'awaiting_shipment', 'shipped', 'delivered') and not o.shipped_elsewhere
                and (l.goods_minor, l.discount_minor, l.freight_minor) is distinct from (p.goods, p.discount, p.freight)`,
  },
  {
    invariant: 'order.events',
    broken: `with e as (
               select order_id, seq, kind, from_state, to_state, max(seq) over (partition by order_id) as last,
                      count(*) over (partition by order_id) as n
                 from order_events where tenant_id = $1
             ), s as (
               select order_id, seq, from_state, to_state, lag(to_state) over w as before, lead(seq) over w is null as latest
                 from e where kind = 'state' window w as (partition by order_id order by seq)
             )
             select o.number || ': events missing' as row from orders o
              where o.tenant_id = $1 and not exists (select 1 from e where e.order_id = o.id)
             union all
             select o.number || format(': %s events, last %s, counted %s', e.n, e.last, o.event_seq) from e join orders o on o.tenant_id = $1 and o.id = e.order_id
              where e.seq = e.last and (e.n <> e.last or e.last <> o.event_seq)
             union all
             select o.number || format(': event %s from %s after %s', s.seq, coalesce(s.from_state, 'nothing'), coalesce(s.before, 'nothing'))
               from s join orders o on o.tenant_id = $1 and o.id = s.order_id
              where s.from_state is distinct from s.before or (s.before is null and s.seq <> 1)
             union all
             select o.number || format(': %s, last event says %s', o.state, s.to_state) from s join orders o on o.tenant_id = $1 and o.id = s.order_id
              where s.latest and s.to_state <> o.state`,
  },
  {
    invariant: 'order.line-amounts',
    broken: `select o.number || format(': goods %s/%s, discount %s/%s, freight %s/%s', o.goods_minor, l.goods, o.discount_minor, l.discount,
                                       o.freight_minor, l.freight) as row
               from orders o join (select order_id, sum(goods_minor) as goods, sum(discount_minor) as discount, sum(freight_minor) as freight
                                     from order_lines where tenant_id = $1 and kind = 'ordered' group by order_id having sum(quantity) > 0) l on l.order_id = o.id
              where o.tenant_id = $1 and (o.goods_minor, o.discount_minor, o.freight_minor) is distinct from (l.goods, l.discount, l.freight)`,
  },
  {
    invariant: 'order.line-counts',
    broken: `select o.number || format(': lines %s/%s, units %s/%s', o.line_count, coalesce(l.lines, 0), o.units, coalesce(l.units, 0)) as row
               from orders o left join (select order_id, count(*) filter (where quantity > 0) as lines, sum(quantity) as units
                                          from order_lines where tenant_id = $1 and kind = 'ordered' group by order_id) l on l.order_id = o.id
              where o.tenant_id = $1 and (o.line_count <> coalesce(l.lines, 0) or o.units <> coalesce(l.units, 0))`,
  },
  {
    invariant: 'order.hold-count',
    broken: `select o.number || format(': %s, holds %s', o.hold_count, coalesce(h.n, 0)) as row
               from orders o left join (select order_id, count(*) as n from order_holds where tenant_id = $1 group by order_id) h on h.order_id = o.id
              where o.tenant_id = $1 and o.hold_count <> coalesce(h.n, 0)`,
  },
]

const figures = ['orders', 'units', 'goods_minor', 'discount_minor', 'freight_minor']
const list = figures.join(', ')
const summed = figures.map((f) => `sum(${f}) as ${f}`).join(', ')
const negative = figures.map((f) => `-${f}`).join(', ')

export const counterInvariants: readonly Invariant[] = [
  {
    invariant: 'counter.days',
    broken: `select format('%s %s %s: orders %s, units %s, goods %s, discount %s, freight %s too many', day, currency, state, ${list}) as row
               from (select day, shop_id, currency, state, ${summed} from (
                 select day, shop_id, currency, state, ${list} from order_days where tenant_id = $1
                 union all select day, shop_id, currency, state, ${list} from order_deltas where tenant_id = $1
                 union all select day, shop_id, currency, state, ${negative} from (
                   select (ordered_at at time zone $2::text)::date as day, shop_id, currency, state, 1 as orders, units, goods_minor,
                          discount_minor, freight_minor from orders where tenant_id = $1) o
               ) parts group by day, shop_id, currency, state) sums
              where (${list}) is distinct from (0, 0, 0, 0, 0)`,
    params: (ctx) => [ctx.tenant.timeZone],
  },
  {
    invariant: 'counter.states',
    broken: `select format('%s %s: %s too many', (select s.code from shops s where s.tenant_id = $1 and s.id = shop_id), state, orders) as row
               from (select shop_id, state, sum(orders) as orders from (
                 select shop_id, state, orders from order_state_counts where tenant_id = $1
                 union all select shop_id, state, orders from order_deltas where tenant_id = $1
                 union all select shop_id, state, -1 from orders where tenant_id = $1
               ) parts group by shop_id, state) sums
              where orders <> 0`,
  },
]

export const outboxInvariants: readonly Invariant[] = [
  {
    // Without a living worker there is nobody to tell, and that is no fault of the data.
    invariant: 'outbox.told',
    broken: `select event || ' since ' || to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as row from outbox
              where tenant_id = $1 and sent_at is null and created_at < now() - interval '60 seconds'
                and exists (select 1 from worker_heartbeats where beat_at > now() - interval '10 seconds')`,
  },
]
