import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listImports } from '@/lib/modules/exchange/list-imports'
import { listFeedback } from '@/lib/modules/settings/list-feedback'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { command } from '@/lib/platform/door/use-case'

export const exportShops = command(
  exportOf({
    name: 'shop.export',
    path: '/shops/export',
    file: 'shops',
    list: listShops,
    columns: ['code', 'name', 'channel', 'currency', 'timeZone', 'status'],
  }),
)

export const exportWarehouses = command(
  exportOf({
    name: 'warehouse.export',
    path: '/warehouses/export',
    file: 'warehouses',
    list: listWarehouses,
    columns: ['code', 'name', 'kind', 'status'],
  }),
)

export const exportMembers = command(
  exportOf({
    name: 'member.export',
    path: '/members/export',
    file: 'members',
    list: listMembers,
    columns: ['name', 'email', 'roleName', 'state', 'lastSeenAt', 'createdAt'],
  }),
)

export const exportImports = command(
  exportOf({
    name: 'import.export',
    path: '/imports/export',
    file: 'imports',
    list: listImports,
    columns: [
      ...(['fileName', 'kind', 'profile', 'shopCode', 'state', 'total', 'created', 'updated', 'unchanged'] as const),
      ...(['rejected', 'createdAt', 'finishedAt'] as const),
    ],
  }),
)

export const exportFeedback = command(
  exportOf({
    name: 'feedback.export',
    path: '/feedback/export',
    file: 'feedback',
    list: listFeedback,
    columns: ['createdAt', 'member', 'kind', 'rating', 'page', 'text', 'state', 'answer', 'answeredBy', 'answeredAt'],
  }),
)
