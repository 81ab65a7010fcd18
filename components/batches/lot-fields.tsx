'use client'

import { useTranslations } from 'next-intl'
import { fieldId } from '@/components/form/use-action-form'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { type LotField, type LotValues, type LotWay, readNumbers, type Tracking } from './lot-input'

type Props = {
  line: Tracking & { code: string }
  values: LotValues
  /** Of the line, such as `lines.0`. */
  path: string
  way: LotWay
  errorAt: (path: string) => string | null
  onChange: (field: LotField, value: string) => void
}

const days = ['producedOn', 'expiresOn'] as const

/** Below a line what its SKU asks for beside a quantity: the batch with its days, and the numbers of the units. */
export function LotFields({ line, values, path, way, errorAt, onChange }: Props) {
  const t = useTranslations('batches.field')
  const asks = line.serialMode === 'receipt' && way !== 'fefo'
  if (!line.batchTracked && !asks) return null
  const common = (field: LotField) => {
    const error = errorAt(`${path}.${field}`)
    const id = fieldId(`${path}.${field}`)
    return {
      error,
      label: (
        <label htmlFor={id} className="text-xs text-muted">
          {t(field)}
          {field === 'serials' ? ` (${readNumbers(values.serials ?? '').length})` : null}
          <span className="sr-only"> {line.code}</span>
        </label>
      ),
      aria: {
        id,
        value: values[field] ?? '',
        autoComplete: 'off',
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error ? `${id}-error` : undefined,
      } as const,
      wrong: error ? (
        <span id={`${id}-error`} className="text-xs text-danger-text">
          {error}
        </span>
      ) : null,
    }
  }
  const batch = common('batchNo')
  const serials = common('serials')
  return (
    <div className="col-span-full grid md:pt-1.5 grid-cols-2 items-start gap-x-3 gap-y-2 md:grid-cols-[14rem_10rem_10rem_minmax(0,1fr)]">
      {line.batchTracked ? (
        <span className="col-span-2 flex min-w-0 flex-col gap-1 md:col-span-1">
          {batch.label}
          <Input
            {...batch.aria}
            className="font-mono"
            placeholder={way === 'fefo' ? t('batchAny') : way === 'in' ? undefined : t('batchOut')}
            onChange={(event) => onChange('batchNo', event.target.value)}
          />
          {batch.wrong}
        </span>
      ) : null}
      {line.batchTracked && (way === 'in' || way === 'both')
        ? days.map((field) => {
            const { label, aria, wrong } = common(field)
            return (
              <span key={field} className="flex min-w-0 flex-col gap-1">
                {label}
                <Input {...aria} type="date" onChange={(event) => onChange(field, event.target.value)} />
                {wrong}
              </span>
            )
          })
        : null}
      {asks ? (
        <span className="col-span-full flex min-w-0 flex-col gap-1">
          {serials.label}
          <Textarea
            {...serials.aria}
            rows={2}
            className="min-h-0 font-mono"
            placeholder={t('serialsHint')}
            onChange={(event) => onChange('serials', event.target.value)}
          />
          {serials.wrong}
        </span>
      ) : null}
    </div>
  )
}
