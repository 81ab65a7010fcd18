'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { ReturnReceiptView, ReturnRequestDetail } from '@/lib/modules/aftersales/schema'
import { undoReturnReceiptAction } from '../actions'

type Props = {
  request: ReturnRequestDetail
  warehouses: Readonly<Record<string, string>>
  mayUndo: boolean
}

const tones = { sellable: 'green', defective: 'amber', scrap: 'danger' } as const

/** Each time goods came in: what, in which condition, at which cost and why that; taken back while nothing has used them. */
export function ReceiptList({ request, warehouses, mayUndo }: Props) {
  const t = useTranslations('orders.returns')
  const router = useRouter()
  const [asking, ask] = useState<ReturnReceiptView | null>(null)
  const undoing = useAction(undoReturnReceiptAction, () => {
    ask(null)
    router.refresh()
  })
  return (
    <div className="flex flex-col gap-4">
      {request.receipts.map((receipt) => (
        <article key={receipt.id} className="rounded-lg border border-line bg-surface">
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <span className="font-mono text-[0.93em] font-medium">{receipt.number}</span>
            <span>{warehouses[receipt.warehouseCode] ?? receipt.warehouseCode}</span>
            <TimeCell value={receipt.createdAt} className="text-muted" />
            {receipt.note ? <span className="text-muted">{receipt.note}</span> : null}
            <span className="ml-auto">
              {receipt.undoneAt ? (
                <Badge tone="grey">{t('undone')}</Badge>
              ) : mayUndo ? (
                <Button size="sm" variant="quietDanger" onClick={() => ask(receipt)}>
                  {t('undo')}
                </Button>
              ) : null}
            </span>
          </header>
          <div className="overflow-x-auto border-t border-line-soft">
            <table className="list" aria-label={receipt.number}>
              <thead>
                <tr>
                  <th scope="col">{t('column.sku')}</th>
                  <th scope="col">{t('column.condition')}</th>
                  <th scope="col" data-align="right">
                    {t('column.quantity')}
                  </th>
                  <th scope="col" data-align="right">
                    {t('column.value')}
                  </th>
                  <th scope="col">{t('column.cost')}</th>
                </tr>
              </thead>
              <tbody>
                {receipt.lines.map((line) => (
                  <tr key={line.id}>
                    <td data-frozen="">
                      <SkuCell
                        code={line.skuCode}
                        name={line.name}
                        nameEn={line.nameEn}
                        href={`/stock/${line.skuId}`}
                      />
                    </td>
                    <td data-label={t('column.condition')}>
                      <Badge tone={tones[line.condition]}>{t(`condition.${line.condition}`)}</Badge>
                      {line.reason ? <span className="block text-xs text-muted">{line.reason}</span> : null}
                    </td>
                    <td data-align="right" data-label={t('column.quantity')}>
                      <Quantity value={line.quantity} />
                    </td>
                    <td data-align="right" data-label={t('column.value')}>
                      <MoneyCell amount={line.value} currency={request.costCurrency} />
                    </td>
                    <td data-label={t('column.cost')}>{t(`costOf.${line.costBasis}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </article>
      ))}
      {asking ? (
        <ConfirmDialog
          title={t('undoTitle', { number: asking.number })}
          text={t('undoText')}
          confirm={t('undo')}
          pending={undoing.pending}
          onConfirm={() => undoing.run({ returnRequestId: request.id, receiptId: asking.id })}
          onClose={() => ask(null)}
        />
      ) : null}
    </div>
  )
}
