import { z } from 'zod'
import { inScope } from '@/lib/modules/purchasing/internal/alert-rows'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { bulkOver } from '@/lib/modules/settings/bulk-over'
import { command } from '@/lib/platform/door/use-case'

export const startAlertBulk = command(
  bulkOver({
    name: 'alert.start-bulk',
    summary: 'Put these stock alerts off or settle them, or all a filter finds (up to 5,000), as a job with progress',
    path: '/stock/alerts/bulk',
    example: { filter: { kind: 'overstock' }, what: { action: 'alert.snooze', days: 7 } },
    list: listAlerts,
    kind: 'alert',
    label: 'code',
    chosen: ({ actor: { scope } }) => ({
      text: `select a.id, s.code as label from stock_alerts a join skus s on s.tenant_id = $1 and s.id = a.sku_id
         where a.tenant_id = $1 and a.state = 'open' and a.id = any($2::uuid[]) and ${inScope('$3')}`,
      params: [scope.warehouseIds],
    }),
    what: z.strictObject({
      action: z.enum(['alert.snooze', 'alert.settle']),
      /** Of `alert.snooze`; 0 brings back at once. */
      days: z.int().min(0).max(90).optional(),
      /** Of `alert.settle`. */
      deed: z.enum(['restock', 'aside', 'none']).optional(),
    }),
    fields: { 'alert.snooze': ['days'], 'alert.settle': ['deed'] },
  }),
)
