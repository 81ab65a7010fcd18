'use client'

import { Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { DocumentList, type DocumentListPage } from '@/components/places/document-list'
import { TransferBadge } from '@/components/places/transfer-badge'
import { Quantity } from '@/components/stock/quantity'
import type { ListColumn } from '@/components/table/columns'
import type { TransferItem } from '@/lib/modules/inventory/schema'
import { transferStates } from '@/lib/modules/inventory/states'

export function TransferList(props: DocumentListPage<TransferItem>) {
  const { warehouses } = props
  const t = useTranslations('places.transfer')
  const columns = useMemo<ListColumn<TransferItem>[]>(
    () => [
      { key: 'state', header: t('state'), cell: (row) => <TransferBadge state={row.state} /> },
      { key: 'from', header: t('from'), cell: (row) => warehouses[row.fromWarehouseCode] ?? row.fromWarehouseCode },
      { key: 'to', header: t('to'), cell: (row) => warehouses[row.toWarehouseCode] ?? row.toWarehouseCode },
      { key: 'units', header: t('units'), align: 'right', cell: (row) => <Quantity value={row.units} /> },
      { key: 'inTransit', header: t('inTransit'), align: 'right', cell: (row) => <Quantity value={row.inTransit} /> },
    ],
    [t, warehouses],
  )
  const states = useMemo(() => transferStates.states.map((value) => ({ value, label: t(`states.${value}`) })), [t])
  return <DocumentList {...props} t={t} base="/stock/transfers" icon={<Truck />} columns={columns} states={states} />
}
