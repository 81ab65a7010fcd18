'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { lotInput } from '@/components/batches/lot-input'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { DocumentLines } from '@/components/places/document-lines'
import { HeadInput, HeadSelect } from '@/components/places/head-fields'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readCost, readQuantity } from '@/components/stock/adjust-draft'
import { AlertBox } from '@/components/ui/alert-box'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/select'
import type { ReceiptView } from '@/lib/modules/inventory/schema'
import { receiveStockAction, searchSkusAction } from '../actions'

function inputOf({ head, lines }: DocumentDraft) {
  return {
    ...head,
    lines: lines.map(({ code, values, ...sku }) => {
      const unitCost = readCost(values.unitCost ?? '')
      return {
        skuCode: code,
        quantity: readQuantity(values.quantity ?? ''),
        ...(unitCost && { unitCost }),
        ...(values.binCode?.trim() && { binCode: values.binCode }),
        ...lotInput(sku, values),
      }
    }),
  }
}

type Props = {
  warehouses: readonly Option[]
  currency: string
  /** What a link from elsewhere asks to be received, and where. */
  asked: { skus: readonly Parameters<typeof lineFor>[0][]; warehouseCode: string }
}

export function ReceiveForm({ warehouses, currency, asked }: Props) {
  const t = useTranslations('places')
  const lots = useTranslations('batches.field')
  const router = useRouter()
  const [done, setDone] = useState<ReceiptView | null>(null)
  const named = warehouses.find(({ value }) => value === asked.warehouseCode)?.value
  const first = named ?? (warehouses.length === 1 ? (warehouses[0]?.value ?? '') : '')
  const { reset, ...form } = useLinesForm({
    start: { head: { warehouseCode: first, reference: '', note: '' }, lines: asked.skus.map((sku) => lineFor(sku)) },
    inputOf,
    action: receiveStockAction,
    onDone: (receipt) => {
      setDone(receipt)
      reset({ warehouseCode: receipt.warehouseCode, reference: '', note: '' })
      // The list of recent receipts beside the form has one more.
      router.refresh()
    },
    labels: {
      warehouseCode: t('receive.warehouse'),
      reference: t('receive.reference'),
      note: t('receive.note'),
      lines: t('receive.lines'),
      quantity: t('receive.quantity'),
      unitCost: t('receive.unitCost'),
      binCode: t('receive.binCode'),
      batchNo: lots('batchNo'),
      producedOn: lots('producedOn'),
      expiresOn: lots('expiresOn'),
      serials: lots('serials'),
    },
    noLines: t('lines.empty'),
  })
  return (
    <ActionForm state={form.state}>
      {done ? (
        <AlertBox
          kind="success"
          title={t('receive.done', { number: done.number })}
          action={
            <Link
              href={`/stock/receipts/${done.id}`}
              className="rounded-sm text-accent-text underline-offset-2 hover:underline"
            >
              {t('receive.open')}
            </Link>
          }
        >
          {t('lines.count', { count: done.lines.length })}
        </AlertBox>
      ) : null}
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <HeadSelect form={form} field="warehouseCode" label={t('receive.warehouse')} options={warehouses} />
          <HeadInput form={form} field="reference" label={t('receive.reference')} max={60} />
          <div className="md:col-span-2">
            <HeadInput form={form} field="note" label={t('receive.note')} max={200} />
          </div>
        </div>
      </Card>
      <DocumentLines
        form={form}
        title={t('receive.lines')}
        search={searchSkusAction}
        grid="md:grid-cols-[minmax(0,1fr)_6.5rem_7.5rem_8.5rem_2rem]"
        columns={[
          { field: 'quantity', label: t('receive.quantity'), kind: 'figure' },
          {
            field: 'unitCost',
            label: `${t('receive.unitCost')} (${currency})`,
            placeholder: t('receive.optional'),
            kind: 'figure',
          },
          { field: 'binCode', label: t('receive.binCode'), placeholder: t('receive.toReceiving'), kind: 'code' },
        ]}
        onPick={(sku) => form.add(lineFor(sku))}
        lots="in"
      />
      <SubmitBar pending={form.pending} dirty={form.draft.lines.length > 0} label={t('receive.submit')} />
    </ActionForm>
  )
}
