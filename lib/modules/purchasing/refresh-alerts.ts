import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { dueAlerts } from '@/lib/modules/purchasing/internal/due-alerts'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'

/**
 * What every SKU's figures are now, in each warehouse and in all together, held against each rule: new alerts open, those that no longer
 * hold close, the others get their new figures. One reading, two writes, whatever the number of SKUs.
 */
export const refreshAlerts = command({
  name: 'alert.refresh',
  summary: 'Hold stock against the rules of the alerts',
  audited: false,
  input: z.strictObject({ skuIds: z.array(z.uuid()).optional() }),
  async run(ctx, { skuIds = null }) {
    const due = await dueAlerts(ctx, await settingsOf(ctx), skuIds)
    const closed = await ctx.sql(
      `update stock_alerts a set state = 'closed', closed_at = $2
        where a.tenant_id = $1 and a.state = 'open' and ($3::uuid[] is null or a.sku_id = any($3::uuid[]))
          and not exists (select 1 from unnest($4::text[], $5::uuid[], $6::uuid[]) d (kind, sku_id, warehouse_id)
                           where d.kind = a.kind and d.sku_id = a.sku_id and d.warehouse_id is not distinct from a.warehouse_id)
       returning a.id`,
      [
        ...[ctx.now, skuIds, due.map(({ kind }) => kind), due.map(({ skuId }) => skuId)],
        due.map(({ warehouseId }) => warehouseId),
      ],
    )
    const written = await insertMany<{ opened: boolean }>(
      ctx,
      'stock_alerts',
      {
        id: ['uuid', due.map(() => newId())],
        kind: ['text', due.map(({ kind }) => kind)],
        sku_id: ['uuid', due.map(({ skuId }) => skuId)],
        warehouse_id: ['uuid', due.map(({ warehouseId }) => warehouseId)],
        figures: ['jsonb', due.map(({ figures }) => figures)],
        since: ['timestamptz', due.map(() => ctx.now)],
        updated_at: ['timestamptz', due.map(() => ctx.now)],
      },
      `on conflict (tenant_id, kind, sku_id, warehouse_id) where state = 'open' do update
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
