'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type Control, type UseFormReturn, useFieldArray } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { emptyLine, type OrderFormInput, type OrderFormOutput } from '@/components/orders/order-form-schema'
import { MoneyCell } from '@/components/table/money-cell'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { SkuField } from './sku-field'

type Form = UseFormReturn<OrderFormInput, unknown, OrderFormOutput>

type Props = {
  form: Form
  currency: string
  sums: readonly (string | null)[]
  errorOf: (path: `lines.${number}.${'skuCode' | 'quantity' | 'unitPrice' | 'discount'}`) => string | null
  /** How many lines there are now, for the summary of errors. */
  onCount: (count: number) => void
}

/** The lines: a SKU, how many, at what price. The list price is offered where its currency fits. */
export function LineFields({ form, currency, sums, errorOf, onCount }: Props) {
  const t = useTranslations('orders.new')
  const control: Control<OrderFormInput, unknown, OrderFormOutput> = form.control
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' })
  return (
    <div className="flex flex-col gap-3">
      {fields.map((line, i) => (
        <fieldset
          key={line.id}
          className="grid grid-cols-6 items-start gap-x-3 gap-y-2 border-b border-line-soft pb-3 md:grid-cols-[minmax(12rem,1fr)_5rem_8rem_8rem_7rem_2rem]"
        >
          <legend className="sr-only">{t('line', { line: i + 1 })}</legend>
          <FormField
            control={control}
            name={`lines.${i}.skuCode`}
            label={t('sku')}
            error={errorOf(`lines.${i}.skuCode`)}
            className="col-span-6 md:col-span-1"
          >
            {(field, aria) => (
              <SkuField
                {...aria}
                value={field.value || null}
                placeholder={t('skuHint')}
                onPick={(sku) => {
                  field.onChange(sku?.code ?? '')
                  if (sku && sku.currency === currency && form.getValues(`lines.${i}.unitPrice`) === '') {
                    const shouldValidate = form.formState.isSubmitted
                    form.setValue(`lines.${i}.unitPrice`, sku.listPrice, { shouldDirty: true, shouldValidate })
                  }
                }}
              />
            )}
          </FormField>
          <FormField
            control={control}
            name={`lines.${i}.quantity`}
            label={t('quantity')}
            error={errorOf(`lines.${i}.quantity`)}
            className="col-span-2 md:col-span-1"
          >
            {(field, aria) => <Input {...field} {...aria} inputMode="numeric" className="text-right tabular-nums" />}
          </FormField>
          <FormField
            control={control}
            name={`lines.${i}.unitPrice`}
            label={t('unitPrice')}
            error={errorOf(`lines.${i}.unitPrice`)}
            className="col-span-2 md:col-span-1"
          >
            {(field, aria) => <Input {...field} {...aria} inputMode="decimal" className="text-right tabular-nums" />}
          </FormField>
          <FormField
            control={control}
            name={`lines.${i}.discount`}
            label={t('lineDiscount')}
            error={errorOf(`lines.${i}.discount`)}
            className="col-span-2 md:col-span-1"
          >
            {(field, aria) => (
              <Input {...field} {...aria} inputMode="decimal" placeholder="0" className="text-right tabular-nums" />
            )}
          </FormField>
          <div className="col-span-4 flex items-center gap-2 text-sm max-md:justify-end md:col-span-1 md:h-13 md:items-end md:justify-end md:pb-1.5">
            <span className="text-muted md:sr-only">{t('lineTotal')}</span>
            <MoneyCell amount={sums[i]} currency={currency} />
          </div>
          <div className="col-span-2 flex justify-end md:col-span-1 md:h-13 md:items-end">
            <IconButton
              label={t('removeLine', { line: i + 1 })}
              disabled={fields.length === 1}
              onClick={() => {
                remove(i)
                onCount(fields.length - 1)
              }}
            >
              <Trash2 />
            </IconButton>
          </div>
        </fieldset>
      ))}
      <Button
        className="self-start"
        onClick={() => {
          append(emptyLine, { focusName: `lines.${fields.length}.skuCode` })
          onCount(fields.length + 1)
        }}
      >
        <Plus />
        {t('addLine')}
      </Button>
    </div>
  )
}
