const windows = [7, 15, 30] as const
const weights = { 7: 0.5, 15: 0.3, 30: 0.2 } as const

/** What a sale is divided by at least: of one day nobody can tell a month. */
const fewestDays = 3

const slot = (at: string) => `greatest(floor(extract(epoch from $2::timestamptz - ${at}) / 86400), 0)::int`
const within = (value: string, days: number) => `coalesce(sum(${value}) filter (where slot < ${days}), 0)`
const overlap = (days: number) => `sum(greatest(least(r."last", ${days - 1}) - r."first" + 1, 0))`

/**
 * Days of the last thirty in which nothing lay there, as runs of slots counted back from `$2`: the balance is walked back through its
 * movements. A day on which anything moved counts as in stock, and so do the days before the goods came for the first time: a new
 * article is not blown up from its first day.
 */
function runsOf(name: string, keys: string): string {
  const place = keys.includes('warehouse_id')
  return `
  ${name}_runs as (
    select ${keys}, slot + 1 as "first", coalesce(next, 30) - 1 as "last" from (
      select ${keys}, slot, stock - sum(net) over (partition by ${keys} order by slot) as stock,
             lead(slot) over (partition by ${keys} order by slot) as next
        from (select ${keys}, -1 as slot, 0 as net, stock from ${name}_held
              union all select ${keys}, slot, net, stock from ${name}_moves join ${name}_held using (${keys})) walked) x
     where stock <= 0 and coalesce(next, 30) > slot + 1
       and (next is not null or exists (
         select 1 from stock_movements o where o.tenant_id = $1 and o.sku_id = x.sku_id ${place ? 'and o.warehouse_id = x.warehouse_id' : ''}
            and o.at <= $2::timestamptz - interval '30 days'))),
  ${name}_outs as (
    select ${keys}, ${windows.map((days) => `${overlap(days)}::int as out${days}`).join(', ')} from ${name}_runs r group by ${keys})`
}

/** What left (un-shipped units taken off), by window. */
const soldOf = (name: string, keys: string) => `
  ${name}_sold as (
    select ${keys}, ${windows.map((days) => `greatest(${within('left_units', days)}, 0) as q${days}`).join(', ')}
      from ${name}_moves group by ${keys})`

/** A window says something where goods lay there on one of its days, or were sent from elsewhere instead. */
function paceOf(missed: boolean): string {
  const e = (days: number) => (missed ? `coalesce(e.e${days}, 0)` : '0')
  const open = (days: number) => `(${days} - coalesce(x.out${days}, 0))`
  const known = (days: number) => `(${open(days)} > 0 or ${e(days)} > 0)`
  const rate = (days: number) => `greatest(case when ${open(days)} > 0
      then coalesce(q.q${days}, 0) / greatest(${open(days)}, ${fewestDays})::numeric else 0 end, (coalesce(q.q${days}, 0) + ${e(days)}) / ${days}.0)`
  const sum = (of: (days: (typeof windows)[number]) => string) =>
    windows.map((days) => `${weights[days]} * ${of(days)}`).join(' + ')
  return `round(coalesce((${sum((days) => `case when ${known(days)} then ${rate(days)} else 0 end`)})
      / nullif(${sum((days) => `case when ${known(days)} then 1 else 0 end`)}, 0), f.daily, 0), 2)::float8 as daily,
    coalesce(q.q30, 0)::int as sold, 30 - coalesce(x.out30, 0) as "stockedDays", ${e(30)}::int as elsewhere`
}

/** Of what has been out of stock for thirty days: what it sold in the sixty before, a day. */
const beforeOf = (place: boolean) => `left join lateral (
      select greatest(-sum(o.quantity), 0) / 60.0 as daily from stock_movements o
       where x.out30 = 30 and o.tenant_id = $1 and o.sku_id = h.sku_id ${place ? 'and o.warehouse_id = h.warehouse_id' : ''}
         and o.reason in ('shipment', 'unship') and o.at > $2::timestamptz - interval '90 days' and o.at <= $2::timestamptz - interval '30 days') f on true`

/**
 * Daily demand of each SKU in each warehouse, as CTEs that end in `at_pace`: what left, over the days on which there was something to
 * leave; and what other warehouses sent, on the days without, to the regions that this one serves first. The later days weigh more.
 * `$1` is the company, `$2` now, `homes` the numbers of the two parameters of `homesOf`.
 */
export const paceByPlace = (homes: readonly [string, string], condition = '') => `
  at_moves as (
    select sku_id, warehouse_id, ${slot('at')} as slot, coalesce(sum(quantity) filter (where not defective), 0)::int as net,
           coalesce(-sum(quantity) filter (where reason in ('shipment', 'unship')), 0)::int as left_units
      from stock_movements where tenant_id = $1 and at > $2::timestamptz - interval '30 days' ${condition} group by 1, 2, 3),
  at_held as (select sku_id, warehouse_id, on_hand - defective as stock from stock_balances where tenant_id = $1 ${condition}),
  ${runsOf('at', 'sku_id, warehouse_id')}, ${soldOf('at', 'sku_id, warehouse_id')},
  homes as (select * from unnest(${homes[0]}::text[], ${homes[1]}::uuid[]) as h (province, warehouse_id)),
  at_missed as (
    select sku_id, warehouse_id, ${windows.map((days) => `greatest(${within('units', days)}, 0) as e${days}`).join(', ')}
      from (select r.sku_id, r.warehouse_id, ${slot('m.at')} as slot, -m.quantity as units
              from at_runs r
              join stock_movements m on m.tenant_id = $1 and m.sku_id = r.sku_id and m.warehouse_id <> r.warehouse_id
               and m.reason in ('shipment', 'unship') and m.at > $2::timestamptz - make_interval(days => r."last" + 1)
               and m.at <= $2::timestamptz - make_interval(days => r."first")
             cross join lateral (
               select o.province from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
                where l.tenant_id = $1 and l.fulfilment_id = m.reference_id limit 1) o
              join homes h on h.warehouse_id = r.warehouse_id and h.province = lower(btrim(normalize(o.province, NFKC)))
             where r.warehouse_id = any(${homes[1]}::uuid[])) n
     group by sku_id, warehouse_id),
  at_pace as (
    select h.sku_id, h.warehouse_id, ${paceOf(true)}
      from at_held h left join at_sold q using (sku_id, warehouse_id) left join at_outs x using (sku_id, warehouse_id)
      left join at_missed e using (sku_id, warehouse_id) ${beforeOf(true)})`

/** The same of the company as a whole, behind `paceByPlace`: it is out of stock where all of its warehouses are. Ends in `all_pace`. */
export const paceOfAll = `
  all_moves as (select sku_id, slot, sum(net)::int as net, sum(left_units)::int as left_units from at_moves group by sku_id, slot),
  all_held as (select sku_id, sum(stock)::int as stock from at_held group by sku_id),
  ${runsOf('all', 'sku_id')}, ${soldOf('all', 'sku_id')},
  all_pace as (
    select h.sku_id, ${paceOf(false)}
      from all_held h left join all_sold q using (sku_id) left join all_outs x using (sku_id) ${beforeOf(false)})`
