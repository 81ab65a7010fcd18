import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { sendingPlace } from '@/lib/modules/orders/internal/sending-place'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { bulkOver } from '@/lib/modules/settings/bulk-over'
import { command } from '@/lib/platform/door/use-case'

export const startParcelBulk = command(
  bulkOver({
    name: 'fulfilment.start-bulk',
    summary: 'Do the same to these parcels, or to all a filter finds (up to 5,000), as a job with progress',
    path: '/fulfilments/bulk',
    example: { filter: { state: 'allocated' }, what: { action: 'fulfilment.block', reason: 'The labels are wrong' } },
    list: listFulfilments,
    kind: 'fulfilment',
    label: 'number',
    chosen: ({ actor: { scope } }) => ({
      text: `select f.id, f.number as label from fulfilments f where f.tenant_id = $1 and f.id = any($2::uuid[])
         and ($3::uuid[] is null or f.shop_id = any($3::uuid[])) and ($4::uuid[] is null or f.warehouse_id = any($4::uuid[]))`,
      params: [scope.shopIds, scope.warehouseIds],
    }),
    what: z.strictObject({
      action: z.enum(['fulfilment.block', 'fulfilment.unblock', 'fulfilment.move']),
      reason: z.string().trim().min(1).max(500),
      /** Of `fulfilment.move`. */
      warehouseCode: codeField(40).optional(),
    }),
    fields: {
      'fulfilment.block': ['reason'],
      'fulfilment.unblock': ['reason'],
      'fulfilment.move': ['reason', 'warehouseCode'],
    },
    expect: async (ctx, { warehouseCode }) => warehouseCode !== undefined && sendingPlace(ctx, warehouseCode),
  }),
)
