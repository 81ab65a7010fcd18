import { z } from 'zod'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { customerEntry, tagChange } from '@/lib/modules/customers/schema'
import { visible } from '@/lib/modules/customers/visible'
import { bulkOver } from '@/lib/modules/settings/bulk-over'
import { command } from '@/lib/platform/door/use-case'

/** The group, or tags more or fewer: what else stands about a customer may have been changed by a colleague meanwhile, and stays. */
export const startCustomerBulk = command(
  bulkOver({
    name: 'customer.start-bulk',
    summary: 'Group or tag these customers, or all a filter finds (up to 5,000), as a job with progress',
    path: '/customers/bulk',
    example: { filter: { tag: 'VIP' }, what: { action: 'customer.update', group: 'Regulars' } },
    list: listCustomers,
    kind: 'customer',
    label: 'number',
    chosen: ({ actor }) => ({
      text: `select c.id, c.number as label from customers c
         where c.tenant_id = $1 and c.id = any($2::uuid[]) and ${visible('$3', '$4')}`,
      params: [actor.scope.shopIds, actor.id],
    }),
    what: z.strictObject({
      action: z.enum(['customer.update']),
      group: customerEntry.shape.group,
      ...tagChange,
    }),
    fields: { 'customer.update': { oneOf: ['group', 'addTags', 'removeTags'] } },
  }),
)
