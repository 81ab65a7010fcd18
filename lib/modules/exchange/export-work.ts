import { listListings } from '@/lib/modules/channels/list-listings'
import { listReports } from '@/lib/modules/channels/list-reports'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listBlacklist } from '@/lib/modules/orders/list-blacklist'
import { listPresaleSkus } from '@/lib/modules/orders/list-presale-skus'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listBulk } from '@/lib/modules/settings/list-bulk'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { command } from '@/lib/platform/door/use-case'

export const exportAlerts = command(
  exportOf({
    name: 'alert.export',
    path: '/stock/alerts/export',
    file: 'stock-alerts',
    list: listAlerts,
    columns: [
      'kind',
      'warehouseCode',
      'skuCode',
      'name',
      ['need', (row) => row.figures.need ?? ''],
      ['deed', (row) => row.deeds.map(({ kind, transferNumber }) => transferNumber ?? kind).join(', ')],
      ['quantity', (row) => row.deed?.quantity ?? ''],
      [
        'figures',
        ({ figures: { giver: _, batch, ...figures } }) =>
          Object.entries({ ...figures, ...batch })
            .map(([figure, value]) => `${figure}: ${value}`)
            .join(', '),
      ],
      'since',
      'snoozedUntil',
      'snoozedBy',
    ],
  }),
)

export const exportPresales = command(
  exportOf({
    name: 'presale.export',
    path: '/presales/export',
    file: 'presale-goods',
    list: listPresaleSkus,
    columns: ['shopCode', 'skuCode', 'skuName', 'until', 'createdAt'],
  }),
)

/** Masked as the list is: nobody takes phones and names of others out of the house. */
export const exportBlacklist = command(
  exportOf({
    name: 'blacklist.export',
    path: '/blacklist/export',
    file: 'blacklist',
    list: listBlacklist,
    columns: ['kind', 'masked', 'reason', 'actor', 'createdAt'],
  }),
)

export const exportRoles = command(
  exportOf({
    name: 'role.export',
    path: '/roles/export',
    file: 'roles',
    list: listRoles,
    columns: ['code', 'name', 'members', 'builtIn', 'secondFactor', 'permissions'],
  }),
)

/** Names, roles and last use; of a key itself only the end by which people tell it from others is known. */
export const exportApiKeys = command(
  exportOf({
    name: 'api-key.export',
    path: '/api-keys/export',
    file: 'api-keys',
    list: listApiKeys,
    columns: ['name', 'hint', 'roleName', 'state', 'lastUsedAt', 'createdAt'],
  }),
)

export const exportBulkJobs = command(
  exportOf({
    name: 'bulk.export',
    path: '/bulk-jobs/export',
    file: 'bulk-jobs',
    list: listBulk,
    columns: ['action', 'state', 'total', 'done', 'refused', 'createdAt', 'finishedAt'],
  }),
)

export const exportListings = command(
  exportOf({
    name: 'listing.export',
    path: '/listings/export',
    file: 'listings',
    list: listListings,
    columns: [
      'shopCode',
      'channel',
      'itemId',
      'variationId',
      'sellerSku',
      'title',
      'state',
      ['channelPrice', (row) => row.price],
      'currency',
      ['skuCode', (row) => row.sku?.code],
      'mapping',
      'channelQuantity',
      'pushedQuantity',
      'pushedAt',
      'drift',
    ],
  }),
)

export const exportShipmentReports = command(
  exportOf({
    name: 'shipment-report.export',
    path: '/shipment-reports/export',
    file: 'shipment-reports',
    list: listReports,
    columns: ['trackingNo', 'state', 'attempts', 'dueAt', 'reportedAt', 'trouble'],
  }),
)

export const exportMessages = command(
  exportOf({
    name: 'message.export',
    path: '/dispatch/messages/export',
    file: 'messages',
    list: listMessages,
    columns: [
      'at',
      'kind',
      'name',
      'state',
      ['shopCode', (row) => row.shop?.code],
      ['channelOrderNo', (row) => row.order?.no],
      'to',
      'attempts',
      'trouble',
      'doneAt',
    ],
  }),
)
