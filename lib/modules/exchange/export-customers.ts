import { listCustomers } from '@/lib/modules/customers/list-customers'
import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { command } from '@/lib/platform/door/use-case'

/** Masked as the list is: who needs somebody in clear asks for this one, and it is written down. */
export const exportCustomers = command(
  exportOf({
    name: 'customer.export',
    path: '/customers/export',
    file: 'customers',
    list: listCustomers,
    columns: [
      ...(['number', 'name', 'phone', 'email', 'group', 'tags', 'orderCount'] as const),
      ['total', (row) => (row.spent.length === 1 ? row.spent[0]?.total : null)],
      ['spent', (row) => row.spent.map(({ currency, total }) => `${currency} ${total}`).join(', ')],
      ...(['lastOrderAt', 'createdAt'] as const),
    ],
  }),
)
