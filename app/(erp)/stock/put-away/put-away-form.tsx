'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { BatchTag } from '@/components/batches/batch-tag'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { fieldId } from '@/components/form/use-action-form'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readQuantity } from '@/components/stock/adjust-draft'
import { Quantity } from '@/components/stock/quantity'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { PutAwayView } from '@/lib/modules/inventory/schema'
import { moveStockAction } from '../actions'

/** The columns of the rows and of their heading. */
const rowGrid = 'grid grid-cols-2 gap-x-3 gap-y-2 md:grid-cols-[minmax(0,1fr)_5rem_14rem_7rem]'

type Props = { warehouseCode: string; rows: readonly PutAwayView[]; more: boolean; mayMove: boolean }

function inputOf({ head, lines }: DocumentDraft) {
  return {
    ...head,
    lines: lines.map(({ code, values }) => ({
      skuCode: code,
      fromBin: values.fromBin,
      toBin: values.toBin?.trim() || undefined,
      quantity: readQuantity(values.quantity ?? ''),
      ...(values.batchNo !== undefined && { batchNo: values.batchNo }),
    })),
  }
}

function startOf(rows: readonly PutAwayView[]) {
  return rows.map(({ skuCode, name, nameEn, binCode, quantity, batchNo, suggestion }) =>
    lineFor(
      { code: skuCode, name, nameEn },
      {
        fromBin: binCode,
        toBin: suggestion?.binCode ?? '',
        quantity: String(Math.min(quantity, suggestion?.room ?? quantity)),
        ...(batchNo !== null && { batchNo }),
      },
    ),
  )
}

export function PutAwayForm({ warehouseCode, rows, more, mayMove }: Props) {
  const t = useTranslations('places')
  const locale = useLocale()
  const router = useRouter()
  const { reset: _, ...form } = useLinesForm({
    start: { head: { warehouseCode }, lines: startOf(rows) },
    inputOf,
    action: moveStockAction,
    onDone: ({ number }) => {
      toast.success(t('putAway.done', { number }))
      router.refresh()
    },
    labels: { lines: t('putAway.waiting'), toBin: t('putAway.toBin'), quantity: t('putAway.quantity') },
    noLines: t('putAway.nothing'),
    // What has no bin or no quantity stays where it is.
    skip: ({ values }) => !values.toBin?.trim() || /^0*$/.test((values.quantity ?? '').trim()),
  })
  const keyOf = (code: string, batchNo: string | null | undefined) => `${code} ${batchNo ?? ''}`
  const rowOf = new Map(rows.map((row) => [keyOf(row.skuCode, row.batchNo), row]))
  return (
    <ActionForm state={form.state}>
      <Card padded={false}>
        <div
          aria-hidden="true"
          className={cn('border-b border-line px-4 py-2 text-xs text-muted max-md:hidden', rowGrid)}
        >
          <span>{t('lines.sku')}</span>
          <span className="text-right">{t('putAway.waiting')}</span>
          <span>{t('putAway.toBin')}</span>
          <span className="text-right">{t('putAway.quantity')}</span>
        </div>
        <ul>
          {form.draft.lines.map((line, i) => {
            const row = rowOf.get(keyOf(line.code, line.values.batchNo))
            const [binError, quantityError] = [form.errorAt(`lines.${i}.toBin`), form.errorAt(`lines.${i}.quantity`)]
            const field = (name: 'toBin' | 'quantity', error: string | null) => ({
              id: fieldId(`lines.${i}.${name}`),
              'aria-label': `${t(`putAway.${name}`)} ${line.code}`,
              'aria-invalid': error ? true : undefined,
              value: line.values[name] ?? '',
              disabled: !mayMove,
              autoComplete: 'off',
              onChange: (event: { target: { value: string } }) => form.setLine(i, name, event.target.value),
            })
            return (
              <li
                key={line.key}
                className={cn('items-start border-b border-line-soft px-4 py-2.5 last:border-0', rowGrid)}
              >
                <span className="min-w-0 md:pt-1">
                  <span className="block truncate font-mono text-sm font-medium">{line.code}</span>
                  <span className="block truncate text-xs text-muted">
                    {(locale === 'en' && line.nameEn) || line.name}
                  </span>
                  {row && row.batchNo !== null ? <BatchTag batchNo={row.batchNo} expiresOn={row.expiresOn} /> : null}
                </span>
                <span className="text-right text-sm md:pt-1.5">
                  <span className="sr-only">{t('putAway.waiting')} </span>
                  <Quantity value={row?.quantity ?? 0} className="font-semibold" />
                </span>
                <span className="min-w-0">
                  <Input {...field('toBin', binError)} autoCapitalize="characters" className="font-mono" />
                  <span className="mt-1 flex flex-wrap items-center gap-1.5 text-xs text-muted">
                    {binError ? <span className="text-danger-text">{binError}</span> : null}
                    {row?.suggestion ? (
                      <>
                        <Badge tone={row.suggestion.reason === 'holds' ? 'teal' : 'grey'}>
                          {t(`putAway.suggested.${row.suggestion.reason}`)}
                        </Badge>
                        {row.suggestion.room === null ? null : t('putAway.room', { room: row.suggestion.room })}
                      </>
                    ) : (
                      t('putAway.none')
                    )}
                  </span>
                </span>
                <span className="min-w-0">
                  <Input
                    {...field('quantity', quantityError)}
                    inputMode="numeric"
                    className="text-right tabular-nums"
                  />
                  {quantityError ? <span className="text-xs text-danger-text">{quantityError}</span> : null}
                </span>
              </li>
            )
          })}
        </ul>
      </Card>
      {form.errorAt('lines') ? <p className="text-sm text-danger-text">{form.errorAt('lines')}</p> : null}
      {more ? <p className="text-sm text-muted">{t('putAway.next')}</p> : null}
      {mayMove ? <SubmitBar pending={form.pending} label={t('putAway.submit')} /> : null}
    </ActionForm>
  )
}
