import { available } from '@/lib/modules/inventory/available'
import { skuPlaces } from '@/lib/modules/inventory/sku-places'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { paceByPlace, paceOfAll } from '@/lib/modules/purchasing/internal/demand.sql'
import { drafted } from '@/lib/modules/purchasing/internal/drafted.sql'
import { homesOf } from '@/lib/modules/purchasing/internal/homes'
import type { AlertFigures, AlertKind, AlertSettings } from '@/lib/modules/purchasing/schema'
import type { Context } from '@/lib/platform/door/context'

export type DueAlert = { kind: AlertKind; skuId: string; warehouseId: string | null; figures: AlertFigures }

type Row = Omit<AlertFigures, 'batch' | 'giver' | 'need'> & {
  kind: AlertKind
  skuId: string
  warehouseId: string | null
  batch: AlertFigures['batch'] | null
  giver: AlertFigures['giver'] | null
  need: number | null
}

/** What a warehouse keeps for itself before it gives, in days of its own sales. */
const keepDays = 30

const rule = (kind: AlertKind, limit: string, where: string) => `
  select '${kind}' as kind, f.*, (${limit})::int as "limit", null::jsonb as batch from facts f where ${where}`

/** Batches that lie in a warehouse and expire within their SKU's days, or have: one alert for all of a SKU there. */
const expiring = `
  select 'batch_expiring' as kind, f.*, f.alert as "limit", e.batch from facts f cross join lateral (
    select jsonb_build_object('batchNo', (array_agg(k.code order by k.expires_on, k.id))[1], 'expiresOn', min(k.expires_on),
                              'units', sum(x.quantity), 'batches', count(distinct k.id)) as batch
      from stock_batches k join batch_balances x on x.tenant_id = $1 and x.batch_id = k.id and x.quantity > 0
      join bins i on i.tenant_id = $1 and i.id = x.bin_id and i.warehouse_id = f."warehouseId"
     where k.tenant_id = $1 and k.sku_id = f."skuId" and k.expires_on <= $8::date + f.alert having count(*) > 0) e
   where f.tracked`

/** Goods wait to be sold, not to be sent on: what a warehouse gave to another has left it, too. */
const idle = `f."warehouseId" is not null and f."onHand" > 0
  and not exists (select 1 from stock_movements m where m.tenant_id = $1 and m.sku_id = f."skuId" and m.warehouse_id = f."warehouseId"
                     and m.reason in ('shipment', 'transfer_out') and m.at > $2::timestamptz - make_interval(days => $7))
  and exists (select 1 from cost_layers l where l.tenant_id = $1 and l.sku_id = f."skuId" and l.warehouse_id = f."warehouseId"
                 and l.quantity_left > 0 and l.received_at <= $2::timestamptz - make_interval(days => $7))`

/**
 * What each SKU's figures are: of each warehouse where it lies, comes, sells or has thresholds, and, where that is not just one, of all
 * together. What is no longer sold is never short, but may lie there too long.
 */
const facts = `
  stock as (
    select b.sku_id, b.warehouse_id, b.on_hand, ${available()} as available, b.incoming
      from stock_balances b join skus s on s.tenant_id = $1 and s.id = b.sku_id and not s.bundle
     where b.tenant_id = $1 and ($3::uuid[] is null or b.sku_id = any($3::uuid[]))
    union all
    select s.id, p.warehouse_id, p.on_hand, p.available, p.incoming from skus s cross join lateral ${skuPlaces} p
     where s.tenant_id = $1 and s.bundle and ($3::uuid[] is null or s.id = any($3::uuid[]))),
  places as (
    select sku_id, w.id as warehouse_id, w.code, w.kind, coalesce(b.on_hand, 0) as on_hand, coalesce(b.available, 0) as available,
           coalesce(b.incoming, 0) as incoming, t.safety_stock, t.lead_time_days, m.daily, m."stockedDays", m.elsewhere,
           coalesce(d.gives, 0) as gives, coalesce(d.gets, 0) as gets, count(*) over (partition by sku_id) = 1 as alone
      from stock b
      full join (select * from sku_thresholds where tenant_id = $1 and ($3::uuid[] is null or sku_id = any($3::uuid[]))) t
           using (sku_id, warehouse_id)
      join warehouses w on w.tenant_id = $1 and w.id = warehouse_id and w.status = 'active'
      left join at_pace m using (sku_id, warehouse_id)
      left join drafted d using (sku_id, warehouse_id)
     where b.on_hand <> 0 or b.available <> 0 or b.incoming <> 0 or m.daily > 0 or t.sku_id is not null),
  sums as (
    select sku_id, sum(on_hand)::int as on_hand, sum(available)::int as available, sum(incoming)::int as incoming, bool_or(alone) as alone
      from places group by sku_id),
  seen as (
    select p.sku_id, p.warehouse_id, p.code, p.kind, p.on_hand, p.available, p.incoming, p.daily, p."stockedDays", p.elsewhere,
           coalesce(p.safety_stock, case when p.alone then s.safety_stock else 0 end) as safety,
           coalesce(p.lead_time_days, s.lead_time_days, $4::int) as lead, p.gives, p.gets
      from places p join skus s on s.tenant_id = $1 and s.id = p.sku_id
    union all
    select s.id, null, null, null, t.on_hand, t.available, t.incoming, m.daily, m."stockedDays", m.elsewhere, s.safety_stock,
           coalesce(s.lead_time_days, $4::int), 0, 0
      from skus s left join sums t on t.sku_id = s.id left join all_pace m on m.sku_id = s.id
     where s.tenant_id = $1 and ($3::uuid[] is null or s.id = any($3::uuid[])) and not coalesce(t.alone, false)),
  facts as (
    select f.sku_id as "skuId", f.warehouse_id as "warehouseId", f.code as place, f.kind as place_kind, f.safety, f.lead,
           s.batch_tracked as tracked, s.expiry_alert_days as alert, s.status = 'active' and p.status <> 'discontinued' as sold,
           coalesce(f.on_hand, 0) as "onHand", coalesce(f.available, 0) as available, coalesce(f.incoming, 0) as incoming,
           coalesce(f.daily, 0)::float8 as daily, coalesce(f."stockedDays", 30)::int as "stockedDays", coalesce(f.elsewhere, 0)::int as elsewhere,
           f.gets, coalesce(f.available, 0) - f.gives as offered,
           coalesce(f.available, 0) - f.gives - greatest(ceil(coalesce(f.daily, 0) * ${keepDays})::int, f.safety) as spare,
           case when f.daily > 0
                then floor(greatest(coalesce(f.available, 0) + coalesce(f.incoming, 0), 0) / f.daily)::int end as "coverDays"
      from seen f join skus s on s.tenant_id = $1 and s.id = f.sku_id join products p on p.tenant_id = $1 and p.id = s.product_id)`

/**
 * What would end a shortage, and of one warehouse who could give of what no draft brings already: the other one that has most beyond its
 * own needs and what drafts take from it.
 */
const mended = `
  select d.*, n.need, g.giver from due d
   cross join lateral (
     select case when d.kind in ('below_safety', 'low_cover')
       then greatest(greatest(ceil(d.daily * (d.lead + $5))::int, d.safety + 1) - d.available - d.incoming, 1) end as need) n
    left join lateral (
     select jsonb_build_object('warehouseId', f."warehouseId", 'warehouseCode', f.place, 'available', f.offered,
                               'quantity', least(n.need - d.gets, f.spare)) as giver
       from facts f
      where n.need > d.gets and d."warehouseId" is not null and d.place_kind <> 'platform'
        and f."skuId" = d."skuId" and f."warehouseId" <> d."warehouseId" and f.place_kind <> 'platform'
        and f.spare > 0
      order by f.spare desc, f.place limit 1) g on true`

/** What stands against each rule that is on, in one reading whatever the number of SKUs. */
export async function dueAlerts(ctx: Context, s: AlertSettings, skuIds: readonly string[] | null): Promise<DueAlert[]> {
  const rules = [
    s.below_safety.on && rule('below_safety', 'f.safety', 'f.sold and f.safety > 0 and f.available <= f.safety'),
    s.low_cover.on && rule('low_cover', 'f.lead + $5', 'f.sold and f."coverDays" < f.lead + $5'),
    s.overstock.on && rule('overstock', '$6', 'f.available > f.daily * $6 and f.daily > 0'),
    s.no_sale.on && rule('no_sale', '$7', idle),
    s.batch_expiring.on && expiring,
  ].filter((text) => text !== false)
  if (rules.length === 0) return []
  const homes = await homesOf(ctx)
  const rows = await ctx.sql<Row>(
    `with ${paceByPlace(['$9', '$10'], 'and ($3::uuid[] is null or sku_id = any($3::uuid[]))')}, ${paceOfAll},
          ${drafted('and ($3::uuid[] is null or l.sku_id = any($3::uuid[]))')}, ${facts},
          due as (${rules.join(' union all ')})
     select kind, "skuId", "warehouseId", "onHand", available, incoming, daily, "coverDays", "stockedDays", elsewhere, "limit", batch, need, giver
       from (${mended}) found
      where $4::int is not null and $5::int is not null and $6::int is not null and $7::int is not null and $8::date is not null`,
    [
      ...[ctx.now, skuIds, s.low_cover.leadDays, s.low_cover.days, s.overstock.days, s.no_sale.days, todayOf(ctx)],
      ...[homes.provinces, homes.warehouseIds],
    ],
  )
  return rows.map(({ kind, skuId, warehouseId, batch, giver, need, ...figures }) => ({
    ...{ kind, skuId, warehouseId },
    figures: { ...figures, ...(need !== null && { need }), ...(giver && { giver }), ...(batch && { batch }) },
  }))
}
