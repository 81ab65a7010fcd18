'use client'

import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Textarea } from '@/components/ui/textarea'
import { readNumbers } from './lot-input'

type Props = {
  id: string
  skuCode: string
  quantity: number
  value: string
  onChange: (value: string) => void
  className?: string
}

/** Where the numbers of a SKU's units are scanned; it says how many are still missing. */
export function NumbersField({ id, skuCode, quantity, value, onChange, className }: Props) {
  const t = useTranslations('batches')
  return (
    <span className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-xs text-muted">
        {t('scanFor', { sku: skuCode, count: `${readNumbers(value).length}/${quantity}` })}
      </label>
      <Textarea
        id={id}
        rows={2}
        value={value}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('field.serialsHint')}
        className="min-h-0 font-mono"
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}
