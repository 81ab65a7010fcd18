import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { available } from '@/lib/modules/inventory/available'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { daily, soldBy } from '@/lib/modules/purchasing/internal/demand.sql'
import type { AlertFigures, AlertKind, AlertSettings } from '@/lib/modules/purchasing/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Due = Omit<AlertFigures, 'daily' | 'coverDays' | 'batch'> & {
  kind: AlertKind
  skuId: string
  daily: number
  coverDays: number | null
  batch: AlertFigures['batch'] | null
}

const rule = (kind: AlertKind, limit: string, where: string) => `
  select '${kind}' as kind, f.*, (${limit})::int as "limit", null::jsonb as batch from facts f where ${where}`

/** Batches that lie somewhere and expire within their SKU's days, or have: one alert for all of a SKU. */
const expiring = `
  select 'batch_expiring' as kind, f.*, f.alert as "limit", e.batch from facts f cross join lateral (
    select jsonb_build_object('batchNo', (array_agg(k.code order by k.expires_on, k.id))[1], 'expiresOn', min(k.expires_on),
                              'units', sum(x.quantity), 'batches', count(distinct k.id)) as batch
      from stock_batches k join batch_balances x on x.tenant_id = $1 and x.batch_id = k.id and x.quantity > 0
     where k.tenant_id = $1 and k.sku_id = f."skuId" and k.expires_on <= $8::date + f.alert having count(*) > 0) e
   where f.tracked`

/**
 * What every active SKU's figures are now, held against each rule: new alerts open, those that no longer hold close, the
 * others get their new figures. One reading, two writes, whatever the number of SKUs.
 */
export const refreshAlerts = command({
  name: 'alert.refresh',
  summary: 'Hold stock against the rules of the alerts',
  audited: false,
  input: z.strictObject({ skuIds: z.array(z.uuid()).optional() }),
  async run(ctx, { skuIds = null }) {
    const due = await dueNow(ctx, await settingsOf(ctx), skuIds)
    const closed = await ctx.sql(
      `update stock_alerts a set state = 'closed', closed_at = $2
        where a.tenant_id = $1 and a.state = 'open' and ($3::uuid[] is null or a.sku_id = any($3::uuid[]))
          and not exists (select 1 from unnest($4::text[], $5::uuid[]) d (kind, sku_id) where d.kind = a.kind and d.sku_id = a.sku_id)
       returning a.id`,
      [ctx.now, skuIds, due.map(({ kind }) => kind), due.map(({ skuId }) => skuId)],
    )
    const written = await insertMany<{ opened: boolean }>(
      ctx,
      'stock_alerts',
      {
        id: ['uuid', due.map(() => newId())],
        kind: ['text', due.map(({ kind }) => kind)],
        sku_id: ['uuid', due.map(({ skuId }) => skuId)],
        figures: [
          'jsonb',
          due.map(({ kind: _, skuId: __, batch, ...figures }) => (batch ? { ...figures, batch } : figures)),
        ],
        since: ['timestamptz', due.map(() => ctx.now)],
        updated_at: ['timestamptz', due.map(() => ctx.now)],
      },
      `on conflict (tenant_id, kind, sku_id) where state = 'open' do update
         set figures = excluded.figures, updated_at = excluded.updated_at where stock_alerts.figures <> excluded.figures
       returning xmax = 0 as opened`,
    )
    const opened = written.filter((row) => row.opened).length
    const back = await ctx.sql(
      `select 1 from stock_alerts where tenant_id = $1 and state = 'open' and mailed_at is null and snoozed_until <= $2::timestamptz limit 1`,
      [ctx.now],
    )
    if (opened > 0 || back.length > 0) ctx.emit({ name: 'alerts.opened', payload: { opened } })
    return { more: false, opened, closed: closed.length }
  },
})

async function dueNow(ctx: Context, s: AlertSettings, skuIds: readonly string[] | null): Promise<Due[]> {
  const rules = [
    s.below_safety.on && rule('below_safety', 'f.safety', 'f.safety > 0 and f.available <= f.safety'),
    s.low_cover.on && rule('low_cover', 'f.lead + $5', 'f."coverDays" < f.lead + $5'),
    s.overstock.on && rule('overstock', '$6', 'f.available > f.daily * $6 and f.daily > 0'),
    s.no_sale.on &&
      rule(
        'no_sale',
        '$7',
        `f."onHand" > 0
          and not exists (select 1 from stock_movements m where m.tenant_id = $1 and m.sku_id = f."skuId" and m.reason = 'shipment'
                             and m.at > $2::timestamptz - make_interval(days => $7))
          and exists (select 1 from cost_layers l where l.tenant_id = $1 and l.sku_id = f."skuId" and l.quantity_left > 0
                         and l.received_at <= $2::timestamptz - make_interval(days => $7))`,
      ),
    s.batch_expiring.on && expiring,
  ].filter((text) => text !== false)
  if (rules.length === 0) return []
  const rows = await ctx.sql<Due & { safety: number; lead: number; tracked: boolean; alert: number }>(
    `with sold as (${soldBy('sku_id', 'and ($3::uuid[] is null or sku_id = any($3::uuid[]))')}),
          stock as (select sku_id, sum(on_hand)::int as on_hand, sum(${available()})::int as available, sum(incoming)::int as incoming
                      from stock_balances b where tenant_id = $1 and ($3::uuid[] is null or sku_id = any($3::uuid[])) group by sku_id),
          facts as (
            select s.id as "skuId", s.safety_stock as safety, coalesce(s.lead_time_days, $4::int) as lead,
                   s.batch_tracked as tracked, s.expiry_alert_days as alert,
                   coalesce(t.on_hand, 0) as "onHand", coalesce(t.available, 0) as available, coalesce(t.incoming, 0) as incoming,
                   round(coalesce(${daily}, 0), 2)::float8 as daily,
                   case when ${daily} > 0 then floor(greatest(coalesce(t.available, 0) + coalesce(t.incoming, 0), 0) / ${daily})::int end as "coverDays"
              from skus s
              left join stock t on t.sku_id = s.id
              left join sold m on m.sku_id = s.id
             where s.tenant_id = $1 and s.status = 'active' and not s.bundle and ($3::uuid[] is null or s.id = any($3::uuid[])))
     select * from (${rules.join(' union all ')}) found
      where $4::int is not null and $5::int is not null and $6::int is not null and $7::int is not null and $8::date is not null`,
    [ctx.now, skuIds, s.low_cover.leadDays, s.low_cover.days, s.overstock.days, s.no_sale.days, todayOf(ctx)],
  )
  return rows.map(({ safety: _, lead: __, tracked: ___, alert: ____, ...due }) => due)
}
