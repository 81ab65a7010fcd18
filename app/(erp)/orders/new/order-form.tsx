'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { type Path, useWatch } from 'react-hook-form'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { useTenant } from '@/components/layout/tenant-context'
import { emptyLine, formSums, type OrderFormInput, orderForm } from '@/components/orders/order-form-schema'
import { MoneyCell } from '@/components/table/money-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { createOrderAction } from '../actions'
import { LineFields } from './line-fields'

type Shop = { code: string; name: string; currency: string }

const ADDRESS = ['name', 'phone', 'country', 'province', 'city', 'district', 'line1', 'postcode'] as const
const LINE = ['skuCode', 'quantity', 'unitPrice', 'discount'] as const

export function OrderForm({ shops }: { shops: readonly Shop[] }) {
  const t = useTranslations('orders.new')
  const contact = useTranslations('orders.contact')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const tenant = useTenant()
  const [count, setCount] = useState(1)
  const lineLabel = {
    skuCode: t('sku'),
    quantity: t('quantity'),
    unitPrice: t('unitPrice'),
    discount: t('lineDiscount'),
  }
  const labels: Partial<Record<Path<OrderFormInput>, string>> = {
    shopCode: t('shop'),
    channelOrderNo: t('channelNo'),
    'buyer.nick': contact('nick'),
    'buyer.email': contact('email'),
    ...Object.fromEntries(ADDRESS.map((field) => [`address.${field}`, contact(field)])),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, i) =>
        LINE.map((field) => [`lines.${i}.${field}`, `${t('line', { line: i + 1 })} · ${lineLabel[field]}`]),
      ).flat(),
    ),
    shippingFee: t('freight'),
    discount: t('discount'),
    buyerNote: contact('buyerNote'),
  }
  const state = useActionForm({
    schema: orderForm,
    defaultValues: {
      shopCode: shops.length === 1 ? (shops[0]?.code ?? '') : '',
      channelOrderNo: '',
      paid: true,
      buyer: { nick: '', email: '' },
      address: { name: '', phone: '', country: '', province: '', city: '', district: '', line1: '', postcode: '' },
      lines: [emptyLine],
      shippingFee: '',
      discount: '',
      buyerNote: '',
    },
    action: createOrderAction,
    onDone: (order) => {
      toast.success(t('created', { number: order.number }))
      router.push(`/orders/${order.id}`)
    },
    labels,
  })
  const { form, errorOf } = state
  const { control } = form
  const [shopCode, lines, shippingFee, discount] = useWatch({
    control,
    name: ['shopCode', 'lines', 'shippingFee', 'discount'],
  })
  const currency = shops.find((shop) => shop.code === shopCode)?.currency ?? tenant.currency
  const sums = formSums({ lines, shippingFee, discount }, currency)
  const text = (
    name: Path<OrderFormInput>,
    more: { className?: string; autoComplete?: string; decimal?: boolean } = {},
  ) => (
    <FormField control={control} name={name} label={labels[name]} error={errorOf(name)} className={more.className}>
      {(field, aria) => (
        <Input
          {...field}
          {...aria}
          value={String(field.value ?? '')}
          autoComplete="off"
          inputMode={more.decimal ? 'decimal' : undefined}
          className={more.decimal ? 'text-right tabular-nums' : undefined}
        />
      )}
    </FormField>
  )
  return (
    <ActionForm state={state}>
      <Card title={t('source')}>
        <div className="grid gap-4 md:grid-cols-3">
          <FormField control={control} name="shopCode" label={t('shop')} error={errorOf('shopCode')}>
            {(field, aria) => (
              <Select
                {...aria}
                value={field.value || null}
                onValueChange={(value) => field.onChange(value ?? '')}
                options={shops.map((shop) => ({ value: shop.code, label: shop.name, hint: shop.currency }))}
              />
            )}
          </FormField>
          <FormField
            control={control}
            name="channelOrderNo"
            label={t('channelNo')}
            help={t('channelNoHelp')}
            error={errorOf('channelOrderNo')}
          >
            {(field, aria) => <Input {...field} {...aria} autoComplete="off" className="font-mono" />}
          </FormField>
          <FormField control={control} name="paid" label={t('payment')} error={errorOf('paid')}>
            {(field, aria) => (
              <span className="flex h-8 items-center">
                <Checkbox id={aria.id} label={t('paid')} checked={field.value} onCheckedChange={field.onChange} />
              </span>
            )}
          </FormField>
        </div>
      </Card>
      <Card title={t('lines')}>
        <LineFields form={form} currency={currency} sums={sums.lines} errorOf={errorOf} onCount={setCount} />
        <div className="mt-4 ml-auto flex w-full max-w-80 flex-col gap-3">
          <div className="grid grid-cols-2 gap-3">
            {text('shippingFee', { decimal: true })}
            {text('discount', { decimal: true })}
          </div>
          <dl className="flex flex-col gap-1 text-sm">
            <Sum label={t('goods')}>
              <MoneyCell amount={sums.goods} currency={currency} />
            </Sum>
            <Sum label={t('freight')}>
              <MoneyCell amount={sums.freight} currency={currency} />
            </Sum>
            <Sum label={t('discount')}>
              <MoneyCell amount={sums.discount} currency={currency} />
            </Sum>
            <div
              className="flex items-baseline justify-between border-t border-line-soft pt-2 text-lg font-semibold"
              aria-live="polite"
            >
              <dt>{t('total')}</dt>
              <dd>
                <MoneyCell amount={sums.total} currency={currency} />
              </dd>
            </div>
          </dl>
        </div>
      </Card>
      <Card title={t('receiver')}>
        <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
          {text('address.name')}
          {text('address.phone')}
          {text('buyer.nick')}
          {text('buyer.email')}
          {text('address.country')}
          {text('address.province')}
          {text('address.city')}
          {text('address.district')}
          {text('address.line1', { className: 'col-span-2 md:col-span-3' })}
          {text('address.postcode')}
          <FormField
            control={control}
            name="buyerNote"
            label={contact('buyerNote')}
            error={errorOf('buyerNote')}
            className="col-span-2 md:col-span-4"
          >
            {(field, aria) => <Textarea {...field} {...aria} rows={2} />}
          </FormField>
        </div>
      </Card>
      <SubmitBar
        pending={state.pending}
        dirty={form.formState.isDirty}
        label={t('submit')}
        secondary={<ButtonLink href="/orders">{common('cancel')}</ButtonLink>}
      />
    </ActionForm>
  )
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between">
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
