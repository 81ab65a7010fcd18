'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { figureKey, figuresOf, meantBy, thresholdColumns } from '@/components/alerts/threshold-figures'
import type { ActionResult } from '@/components/form/action-result'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useRecordForm } from '@/components/form/use-record-form'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import type { ThresholdsView } from '@/lib/modules/inventory/threshold-schema'

type Props = {
  thresholds: ThresholdsView
  warehouses: Readonly<Record<string, string>>
  /** The SKU's own figures are everywhere's: not for who sees some warehouses only. */
  mayChangeSku: boolean
  save: (input: unknown) => Promise<ActionResult<ThresholdsView>>
}

/** From which figures on a SKU is short: of all warehouses together, and of each that has its own. */
export function ThresholdsSheet(props: Props) {
  const t = useTranslations('alerts.thresholds')
  const [open, setOpen] = useState(false)
  return (
    <Sheet
      title={t('title', { sku: props.thresholds.skuCode })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('open')}</Button>}
    >
      <ThresholdsForm {...props} onDone={() => setOpen(false)} />
    </Sheet>
  )
}

const digits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 7)

function ThresholdsForm({ thresholds, warehouses, mayChangeSku, save, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations('alerts.thresholds')
  const router = useRouter()
  const { skuId } = thresholds
  const [figures, setFigures] = useState(figuresOf(thresholds))
  const rows = [
    { code: '', name: t('all') },
    ...thresholds.warehouses.map(({ warehouseCode: code }) => ({ code, name: warehouses[code] ?? code })),
  ]
  const form = useRecordForm({
    record: recordAt(thresholds, `stock/skus/${skuId}/thresholds`, figuresOf),
    values: figuresOf(thresholds),
    mine: figures,
    put: setFigures,
    labels: Object.fromEntries(
      rows.flatMap(({ code, name }) =>
        thresholdColumns.map((column) => [figureKey(column, code), `${name} · ${t(column)}`]),
      ),
    ),
    action: (sent, version) => save({ skuId, version, ...meantBy(sent, mayChangeSku) }),
    onDone: () => {
      toast.success(t('saved'))
      onDone()
      router.refresh()
    },
  })
  const hints = { safety: t('none'), lead: figures[figureKey('lead')] || t('usual') }
  const hintsOfAll = { safety: '0', lead: t('usual') }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!form.pending) form.save()
      }}
    >
      <p className="text-sm text-muted">{t('text')}</p>
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem_6.5rem] items-center gap-x-3 gap-y-2 text-sm">
        <span className="text-muted">{t('place')}</span>
        <span className="text-right text-muted">{t('safety')}</span>
        <span className="text-right text-muted">{t('lead')}</span>
        {rows.map(({ code, name }) => (
          <div key={code} className="contents">
            <span className={cn('min-w-0 wrap-anywhere', code === '' && 'font-medium')}>{name}</span>
            {thresholdColumns.map((column) => (
              <Input
                key={column}
                aria-label={`${name} ${t(column)}`}
                inputMode="numeric"
                className="text-right"
                value={figures[figureKey(column, code)] ?? ''}
                placeholder={(code === '' ? hintsOfAll : hints)[column]}
                readOnly={code === '' && !mayChangeSku}
                onChange={({ target }) => setFigures({ ...figures, [figureKey(column, code)]: digits(target.value) })}
              />
            ))}
          </div>
        ))}
      </div>
      <div>
        <Button variant="primary" type="submit" pending={form.pending}>
          {t('save')}
        </Button>
      </div>
      <Conflict of={form.conflict} />
    </form>
  )
}
