'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { BatchTag } from '@/components/batches/batch-tag'
import { LotFields } from '@/components/batches/lot-fields'
import { lotInput } from '@/components/batches/lot-input'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { fieldId } from '@/components/form/use-action-form'
import { HeadInput } from '@/components/places/head-fields'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readQuantity } from '@/components/stock/adjust-draft'
import { Quantity } from '@/components/stock/quantity'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { TransferView } from '@/lib/modules/inventory/schema'
import { receiveTransferAction } from '../../actions'

type Coming = TransferView['lines'][number] & { expiresOn: string | null }

/** What arrives of a transfer: everything is offered, and corrected where it is otherwise. */
export function ReceiveTransferForm({ transfer }: { transfer: TransferView }) {
  const t = useTranslations('places')
  const lots = useTranslations('batches.field')
  const locale = useLocale()
  const router = useRouter()
  // Of a line in batches what is on its way is told batch by batch.
  const coming = transfer.lines
    .filter((line) => line.inTransit > 0)
    .flatMap((line): Coming[] =>
      line.carried.length > 0
        ? line.carried.map(({ batchNo, expiresOn, quantity }) => ({ ...line, batchNo, expiresOn, inTransit: quantity }))
        : [{ ...line, batchNo: null, expiresOn: null }],
    )
  const units = (typed: DocumentDraft) =>
    typed.lines.reduce((n, l) => n + (readQuantity(l.values.quantity ?? '') ?? 0), 0)
  const { reset: _, ...form } = useLinesForm({
    start: {
      head: { finish: '', reason: '' },
      lines: coming.map(({ skuCode, name, nameEn, inTransit, serialMode, serials }) =>
        lineFor(
          { code: skuCode, name, nameEn, serialMode },
          { quantity: String(inTransit), binCode: '', serials: serials.join('\n') },
        ),
      ),
    },
    inputOf: ({ head, lines }) => ({
      transferId: transfer.id,
      version: transfer.version,
      lines: lines.map(({ values, ...sku }, i) => ({
        lineId: coming[i]?.id,
        ...(coming[i]?.batchNo != null && { batchNo: coming[i].batchNo }),
        ...lotInput({ ...sku, batchTracked: false }, values),
        quantity: readQuantity(values.quantity ?? ''),
        ...(values.binCode?.trim() && { binCode: values.binCode }),
      })),
      finish: head.finish === '1',
      ...(head.reason?.trim() && { reason: head.reason }),
    }),
    action: receiveTransferAction,
    onDone: () => {
      toast.success(t('transfer.received', { count: units(form.draft) }))
      router.refresh()
    },
    labels: {
      lines: t('transfer.lines'),
      quantity: t('transfer.arrived'),
      binCode: t('transfer.binCode'),
      serials: lots('serials'),
      reason: t('transfer.reason'),
    },
    noLines: t('lines.empty'),
  })
  return (
    <ActionForm state={form.state}>
      <Card title={t('transfer.receive')}>
        <p className="mb-2 text-sm text-muted">{t('transfer.receiveText')}</p>
        <ul>
          {form.draft.lines.map((line, i) => {
            const field = (name: 'quantity' | 'binCode', label: string) => {
              const error = form.errorAt(`lines.${i}.${name}`)
              const id = fieldId(`lines.${i}.${name}`)
              return (
                <span className="flex min-w-0 flex-col gap-1">
                  <label htmlFor={id} className="text-xs text-muted">
                    {label}
                    <span className="sr-only"> {line.code}</span>
                  </label>
                  <Input
                    id={id}
                    value={line.values[name] ?? ''}
                    autoComplete="off"
                    inputMode={name === 'quantity' ? 'numeric' : 'text'}
                    placeholder={name === 'binCode' ? t('transfer.toReceiving') : undefined}
                    aria-invalid={error ? true : undefined}
                    className={name === 'quantity' ? 'text-right tabular-nums' : 'font-mono'}
                    onChange={(event) => form.setLine(i, name, event.target.value)}
                  />
                  {error ? <span className="text-xs text-danger-text">{error}</span> : null}
                </span>
              )
            }
            return (
              <li
                key={line.key}
                className="grid grid-cols-2 items-start gap-x-3 gap-y-2 border-b border-line-soft py-2.5 md:grid-cols-[minmax(0,1fr)_6rem_8rem_10rem]"
              >
                <span className="min-w-0 md:pt-1">
                  <span className="block truncate font-mono text-sm font-medium">{line.code}</span>
                  <span className="block truncate text-xs text-muted">
                    {(locale === 'en' && line.nameEn) || line.name}
                  </span>
                  {coming[i]?.batchNo == null ? null : (
                    <BatchTag batchNo={coming[i].batchNo} expiresOn={coming[i].expiresOn} />
                  )}
                </span>
                <span className="flex flex-col items-end gap-1 text-sm">
                  <span className="text-xs text-muted">{t('transfer.inTransit')}</span>
                  <Quantity value={coming[i]?.inTransit ?? 0} className="font-semibold md:pt-1.5" />
                </span>
                {field('quantity', t('transfer.arrived'))}
                {field('binCode', t('transfer.binCode'))}
                <LotFields
                  line={{ ...line, batchTracked: false }}
                  values={line.values}
                  path={`lines.${i}`}
                  way="in"
                  errorAt={form.errorAt}
                  onChange={(name, value) => form.setLine(i, name, value)}
                />
              </li>
            )
          })}
        </ul>
        <div className="grid gap-4 pt-4 md:grid-cols-2">
          <HeadInput
            form={form}
            field="reason"
            label={t('transfer.reason')}
            help={t('transfer.reasonHelp')}
            max={200}
          />
          <div className="md:pt-6">
            <Checkbox
              checked={form.draft.head.finish === '1'}
              onCheckedChange={(checked) => form.set('finish', checked ? '1' : '')}
              label={t('transfer.finish')}
            />
          </div>
        </div>
      </Card>
      <SubmitBar pending={form.pending} label={t('transfer.confirmReceive')} />
    </ActionForm>
  )
}
