'use client'

import { ClipboardCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { BatchTag } from '@/components/batches/batch-tag'
import { useAction } from '@/components/form/use-action'
import { Quantity, SignedQuantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { MoneyCell } from '@/components/table/money-cell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { toast } from '@/components/ui/toast'
import type { StocktakeLineView, StocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { leaveOutLinesAction, recountStocktakeAction } from '../../actions'

type Props = {
  stocktake: StocktakeView
  page: { items: StocktakeLineView[]; nextCursor: string | null }
  mayLeaveOut: boolean
  mayRecount: boolean
}

const rowId = (line: StocktakeLineView) => line.id
const rowLabel = (line: StocktakeLineView) => `${line.skuCode} ${line.binCode}`
const figure = (value: number | null) => (value === null ? '—' : <Quantity value={value} />)

/** The report line by line: differences first where the books may be seen. */
export function StocktakeLines({ stocktake, page, mayLeaveOut, mayRecount }: Props) {
  const t = useTranslations('stocktakes')
  const router = useRouter()
  const setting = useAction(leaveOutLinesAction, () => router.refresh())
  const recounting = useAction(recountStocktakeAction, () => {
    toast.success(t('recounted'))
    router.refresh()
  })
  const shown = stocktake.figures !== null
  const columns = useMemo<ListColumn<StocktakeLineView>[]>(
    () => [
      {
        key: 'sku',
        header: t('line.sku'),
        cell: (line) => (
          <>
            <SkuCell code={line.skuCode} name={line.name} nameEn={line.nameEn} href={`/stock/${line.skuId}`} />
            {line.batchNo === null ? null : <BatchTag batchNo={line.batchNo} expiresOn={line.expiresOn} />}
          </>
        ),
      },
      {
        key: 'bin',
        header: t('line.bin'),
        cell: (line) => <span className="font-mono text-[0.93em]">{line.binCode}</span>,
      },
      ...(shown
        ? [
            {
              key: 'book',
              header: t('line.book'),
              align: 'right' as const,
              cell: (line: StocktakeLineView) => figure(line.book),
            },
            {
              key: 'moved',
              header: t('line.moved'),
              align: 'right' as const,
              cell: (line: StocktakeLineView) => figure(line.moved),
            },
          ]
        : []),
      { key: 'counted', header: t('line.counted'), align: 'right', cell: (line) => figure(line.counted) },
      ...(shown
        ? [
            {
              key: 'difference',
              header: t('line.difference'),
              align: 'right' as const,
              cell: ({ difference }: StocktakeLineView) =>
                difference ? <SignedQuantity value={difference} /> : figure(difference),
            },
            {
              key: 'value',
              header: t('line.value'),
              align: 'right' as const,
              cell: (line: StocktakeLineView) => <MoneyCell amount={line.value} currency={line.currency} />,
            },
          ]
        : []),
      { key: 'state', header: t('line.state'), cell: (line) => t(`line.states.${line.state}`) },
      { key: 'by', header: t('line.by'), wideOnly: true, cell: (line) => line.countedBy ?? '—' },
      {
        key: 'position',
        header: t('line.position'),
        align: 'right',
        cell: (line) => <Quantity value={line.position} />,
      },
    ],
    [t, shown],
  )
  const leave = (lines: readonly StocktakeLineView[], leaveOut: boolean, clear: () => void) => {
    setting.run({ stocktakeId: stocktake.id, lineIds: lines.map((line) => line.id), leaveOut })
    clear()
  }
  const again = (lines: readonly StocktakeLineView[], clear: () => void) => {
    const { id: stocktakeId, version } = stocktake
    recounting.run({ stocktakeId, version, lineIds: lines.map((line) => line.id) })
    clear()
  }
  return (
    <DataList
      label={t('sheet')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      nextCursor={page.nextCursor}
      {...((mayLeaveOut || mayRecount) && {
        bulk: (selected: readonly StocktakeLineView[], clear: () => void) => (
          <>
            {mayRecount ? (
              <Button variant="inverse" onClick={() => again(selected, clear)}>
                {t('recountLines')}
              </Button>
            ) : null}
            {mayLeaveOut ? (
              <>
                <Button variant="inverse" onClick={() => leave(selected, true, clear)}>
                  {t('leaveOut')}
                </Button>
                <Button variant="inverse" onClick={() => leave(selected, false, clear)}>
                  {t('takeIn')}
                </Button>
              </>
            ) : null}
          </>
        ),
      })}
      empty={<EmptyState icon={<ClipboardCheck />} title={t('noLines')} />}
    />
  )
}
