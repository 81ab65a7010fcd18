'use client'

import { Plus, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { fieldId } from '@/components/form/use-action-form'
import type { DocumentLine } from '@/components/places/use-lines-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ReturnGoodsView } from '@/lib/modules/aftersales/schema'
import { goodsConditions } from '@/lib/modules/inventory/schema'

type Props = {
  line: DocumentLine
  index: number
  goods: ReturnGoodsView | undefined
  errorAt: (path: string) => string | null
  onChange: (field: string, value: string) => void
  onDivide: () => void
  onRemove: (() => void) | undefined
}

/** Units of one SKU in one condition: how many, where to, and what the SKU asks for. */
export function ReceiveLine({ line, index, goods, errorAt, onChange, onDivide, onRemove }: Props) {
  const t = useTranslations('orders.returns')
  const locale = useLocale()
  const { condition } = line.values
  const text = (field: string, label: string, more: { mono?: boolean; numeric?: boolean; hint?: string } = {}) => (
    <Field id={fieldId(`lines.${index}.${field}`)} label={label} error={errorAt(`lines.${index}.${field}`)}>
      {(aria) => (
        <Input
          {...aria}
          value={line.values[field] ?? ''}
          autoComplete="off"
          inputMode={more.numeric ? 'numeric' : 'text'}
          placeholder={more.hint}
          className={more.mono ? 'font-mono' : undefined}
          onChange={(event) => onChange(field, event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <li className="flex flex-col gap-3 border-t border-line-soft py-3">
      <div className="flex items-start justify-between gap-2">
        <span className="min-w-0">
          <span className="block truncate font-mono text-sm font-medium">{line.code}</span>
          <span className="block truncate text-xs text-muted">
            {(locale === 'en' && line.nameEn) || line.name} · {t('openUnits', { count: goods?.open ?? 0 })}
          </span>
        </span>
        <span className="flex shrink-0 items-center gap-1">
          <Button size="sm" variant="ghost" onClick={onDivide}>
            <Plus />
            {t('divide')}
          </Button>
          {onRemove ? (
            <IconButton label={t('remove')} onClick={onRemove}>
              <X />
            </IconButton>
          ) : null}
        </span>
      </div>
      <div className="grid grid-cols-2 gap-3">
        {text('quantity', t('column.quantity'), { numeric: true })}
        <Field
          id={fieldId(`lines.${index}.condition`)}
          label={t('column.condition')}
          error={errorAt(`lines.${index}.condition`)}
        >
          {(aria) => (
            <Select
              {...aria}
              options={goodsConditions.map((value) => ({ value, label: t(`condition.${value}`) }))}
              value={condition ?? null}
              onValueChange={(value) => onChange('condition', value ?? 'sellable')}
            />
          )}
        </Field>
        {condition === 'scrap'
          ? null
          : text('binCode', t('bin'), {
              mono: true,
              hint: t(`binHint.${condition === 'defective' ? 'defective' : 'sellable'}`),
            })}
        {goods?.batchTracked ? text('batchNo', t('batch'), { mono: true, hint: goods.batches.join(' / ') }) : null}
        {goods && !goods.shipped ? text('unitCost', t('unitCost'), { numeric: true, hint: t('unitCostHint') }) : null}
        {condition === 'sellable' ? null : text('reason', t('reason'))}
      </div>
      {goods?.numbered ? (
        <Field id={fieldId(`lines.${index}.serials`)} label={t('serials')} error={errorAt(`lines.${index}.serials`)}>
          {(aria) => (
            <Textarea
              {...aria}
              rows={2}
              className="min-h-0 font-mono"
              value={line.values.serials ?? ''}
              onChange={(event) => onChange('serials', event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </li>
  )
}
