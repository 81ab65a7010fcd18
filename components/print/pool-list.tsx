'use client'

import { Barcode } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAction } from '@/components/form/use-action'
import { useCarriers } from '@/components/orders/use-carriers'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { toast } from '@/components/ui/toast'
import type { PoolView } from '@/lib/modules/prints/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  page: { items: PoolView[]; nextCursor: string | null }
  update: ((input: unknown) => Promise<Outcome<null>>) | undefined
}

const rowId = (row: PoolView) => row.id
const rowLabel = (row: PoolView) => `${row.first} – ${row.last}`
const never = async (): Promise<Outcome<null>> => ({ ok: true, value: null })

export function PoolList({ page, update }: Props) {
  const t = useTranslations('prints.pool')
  const { nameOf } = useCarriers()
  const router = useRouter()
  const { run, pending } = useAction(update ?? never, () => {
    toast.success(t('saved'))
    router.refresh()
  })
  const columns = useMemo<ListColumn<PoolView>[]>(
    () => [
      { key: 'first', header: t('first'), width: 180, cell: (row) => <span className="font-mono">{row.first}</span> },
      { key: 'last', header: t('last'), width: 180, cell: (row) => <span className="font-mono">{row.last}</span> },
      { key: 'carrier', header: t('carrier'), cell: (row) => nameOf(row.carrierCode) },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => row.warehouseCode ?? t('allWarehouses') },
      {
        key: 'next',
        header: t('next'),
        cell: (row) => (row.next ? <span className="font-mono">{row.next}</span> : t('usedUp')),
      },
      { key: 'left', header: t('left'), align: 'right', cell: (row) => row.left.toLocaleString() },
      {
        key: 'status',
        header: t('status'),
        cell: (row) => <Badge tone={row.status === 'active' ? 'green' : 'grey'}>{t(`statuses.${row.status}`)}</Badge>,
      },
      ...(update
        ? [
            {
              key: 'do',
              header: t('do'),
              cell: (row: PoolView) => (
                <Button
                  size="sm"
                  variant="ghost"
                  pending={pending}
                  onClick={() =>
                    run({
                      ...{ poolId: row.id, version: row.version },
                      status: row.status === 'active' ? 'closed' : 'active',
                    })
                  }
                >
                  {t(row.status === 'active' ? 'close' : 'reopen')}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [t, nameOf, update, run, pending],
  )
  return (
    <DataList
      label={t('title')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      nextCursor={page.nextCursor}
      empty={<EmptyState icon={<Barcode />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}
