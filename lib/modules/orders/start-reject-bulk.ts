import { z } from 'zod'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { bulkOver } from '@/lib/modules/settings/bulk-over'
import { command } from '@/lib/platform/door/use-case'

export const startRejectBulk = command(
  bulkOver({
    name: 'reject.start-bulk',
    summary: 'Take these rejected orders in again or put them aside, or all a filter finds (up to 5,000), as a job',
    path: '/orders/rejects/bulk',
    example: { filter: { state: 'open' }, what: { action: 'reject.replay' } },
    list: listRejects,
    kind: 'reject',
    label: 'channel_order_no',
    chosen: ({ actor: { scope } }) => ({
      text: `select r.id, r.channel_order_no as label from intake_rejects r where r.tenant_id = $1 and r.id = any($2::uuid[])
         and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))`,
      params: [scope.shopIds],
    }),
    what: z.strictObject({
      action: z.enum(['reject.replay', 'reject.dismiss']),
      /** Of `reject.dismiss`. */
      reason: z.string().trim().min(1).max(500).optional(),
    }),
    fields: { 'reject.replay': [], 'reject.dismiss': ['reason'] },
  }),
)
