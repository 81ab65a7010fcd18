'use client'

import { PackageCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { readNumbers } from '@/components/batches/lot-input'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { HeadInput, HeadSelect } from '@/components/places/head-fields'
import { lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readCost, readQuantity } from '@/components/stock/adjust-draft'
import { Button } from '@/components/ui/button'
import type { Option } from '@/components/ui/select'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import type { ReturnGoodsView, ReturnRequestDetail } from '@/lib/modules/aftersales/schema'
import { receiveReturnAction } from '../actions'
import { ReceiveLine } from './receive-line'

type Props = { request: ReturnRequestDetail; warehouses: readonly Option[] }

const lineOf = (one: ReturnGoodsView, quantity: number) =>
  lineFor(
    { code: one.skuCode, name: one.name, nameEn: one.nameEn },
    {
      quantity: String(quantity),
      condition: 'sellable',
      batchNo: one.batches.length === 1 ? (one.batches[0] ?? '') : '',
    },
  )

/** Takes goods of a return in: each SKU is offered with what is still open, and divided where its units differ in condition. */
export function ReceiveSheet({ request, warehouses }: Props) {
  const t = useTranslations('orders.returns')
  const [open, setOpen] = useState(false)
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      title={t('receiveTitle', { number: request.number })}
      trigger={
        <Button variant="primary">
          <PackageCheck />
          {t('receive')}
        </Button>
      }
    >
      <ReceiveForm request={request} warehouses={warehouses} onLeave={() => setOpen(false)} />
    </Sheet>
  )
}

function ReceiveForm({ request, warehouses, onLeave }: Props & { onLeave: () => void }) {
  const t = useTranslations('orders.returns')
  const router = useRouter()
  const goods = new Map(request.goods.map((one) => [one.skuCode, one]))
  const known = warehouses.some(({ value }) => value === request.warehouseCode)
  const only = warehouses.length === 1 ? warehouses[0]?.value : undefined
  const { reset: _, ...form } = useLinesForm({
    start: {
      head: { warehouseCode: (known ? request.warehouseCode : only) ?? '', note: '' },
      lines: request.goods.filter((one) => one.open > 0).map((one) => lineOf(one, one.open)),
    },
    inputOf: ({ head, lines }) => ({
      returnRequestId: request.id,
      version: request.version,
      ...(head.warehouseCode && { warehouseCode: head.warehouseCode }),
      note: head.note,
      lines: lines.map(({ code, values }) => inputOf(code, values, goods.get(code))),
    }),
    action: receiveReturnAction,
    onDone: (value) => {
      toast.success(t('received', { number: value.receipts[0]?.number ?? '' }))
      onLeave()
      router.refresh()
    },
    labels: {
      lines: t('expected'),
      warehouseCode: t('warehouse'),
      note: t('note'),
      quantity: t('column.quantity'),
      condition: t('column.condition'),
      reason: t('reason'),
      binCode: t('bin'),
      batchNo: t('batch'),
      serials: t('serials'),
      unitCost: t('unitCost'),
    },
    noLines: t('noLines'),
  })
  return (
    <ActionForm state={form.state}>
      <p className="text-sm text-muted">{t('receiveText')}</p>
      <HeadSelect form={form} field="warehouseCode" label={t('warehouse')} options={warehouses} />
      <ul className="flex flex-col">
        {form.draft.lines.map((line, i) => (
          <ReceiveLine
            key={line.key}
            line={line}
            index={i}
            goods={goods.get(line.code)}
            errorAt={form.errorAt}
            onChange={(field, value) => form.setLine(i, field, value)}
            onDivide={() => {
              const one = goods.get(line.code)
              if (one) form.add(lineOf(one, 1))
            }}
            onRemove={form.draft.lines.length > 1 ? () => form.remove(i) : undefined}
          />
        ))}
      </ul>
      <HeadInput form={form} field="note" label={t('note')} max={200} />
      <SubmitBar pending={form.pending} label={t('receive')} />
    </ActionForm>
  )
}

function inputOf(code: string, values: Readonly<Record<string, string>>, goods: ReturnGoodsView | undefined) {
  const { batchNo = '', binCode = '', unitCost = '', reason = '', serials = '' } = values
  return {
    skuCode: code,
    quantity: readQuantity(values.quantity ?? ''),
    condition: values.condition,
    ...(goods?.batchTracked && batchNo.trim() && { batchNo: batchNo.trim() }),
    ...(goods?.numbered && { serials: readNumbers(serials) }),
    ...(binCode.trim() && { binCode }),
    ...(unitCost.trim() && { unitCost: readCost(unitCost) }),
    reason,
  }
}
