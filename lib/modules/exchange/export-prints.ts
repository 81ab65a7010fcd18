import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listPrints } from '@/lib/modules/prints/list-prints'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { command } from '@/lib/platform/door/use-case'

export const exportPrints = command(
  exportOf({
    name: 'print.export',
    path: '/prints/export',
    file: 'prints',
    list: listPrints,
    columns: ['kind', 'reference', 'copy', 'copies', 'reason', 'printedBy', 'printedAt'],
  }),
)

export const exportWaybills = command(
  exportOf({
    name: 'waybill.export',
    path: '/waybills/export',
    file: 'waybills',
    list: listWaybills,
    columns: [
      ...(['number', 'carrierCode', 'state', 'parcel', 'createdBy', 'createdAt'] as const),
      ...(['voidedBy', 'voidedAt', 'voidReason'] as const),
    ],
  }),
)
