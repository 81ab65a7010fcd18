'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { lotInput } from '@/components/batches/lot-input'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { DocumentLines } from '@/components/places/document-lines'
import { HeadInput, HeadSelect } from '@/components/places/head-fields'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readQuantity } from '@/components/stock/adjust-draft'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { TransferView } from '@/lib/modules/inventory/schema'
import { createTransferAction, searchSkusAction, updateTransferAction } from '../../actions'

type Props = { warehouses: readonly Option[]; draft: TransferView | null }

function linesOf({ lines }: DocumentDraft) {
  return lines.map(({ code, values, ...sku }) => ({
    skuCode: code,
    quantity: readQuantity(values.quantity ?? ''),
    ...(values.fromBin?.trim() && { fromBin: values.fromBin }),
    ...lotInput({ ...sku, serialMode: 'none' }, values),
  }))
}

function startOf(draft: TransferView | null): DocumentDraft {
  if (!draft) return { head: { fromWarehouseCode: '', toWarehouseCode: '', note: '' }, lines: [] }
  const lines = draft.lines.map(({ skuCode, name, nameEn, quantity, fromBin, batchNo, batchTracked }) =>
    lineFor(
      { code: skuCode, name, nameEn, batchTracked },
      { quantity: String(quantity), fromBin: fromBin ?? '', batchNo: batchNo ?? '' },
    ),
  )
  return { head: { note: draft.note }, lines }
}

export function TransferForm({ warehouses, draft }: Props) {
  const t = useTranslations('places')
  const lots = useTranslations('batches.field')
  const router = useRouter()
  const { reset: _, ...form } = useLinesForm({
    start: startOf(draft),
    inputOf: (typed) =>
      draft
        ? { transferId: draft.id, version: draft.version, note: typed.head.note, lines: linesOf(typed) }
        : { ...typed.head, lines: linesOf(typed) },
    action: draft ? updateTransferAction : createTransferAction,
    onDone: (transfer) => {
      toast.success(draft ? t('transfer.saved') : t('transfer.created', { number: transfer.number }))
      router.push(`/stock/transfers/${transfer.id}`)
    },
    labels: {
      fromWarehouseCode: t('transfer.from'),
      toWarehouseCode: t('transfer.to'),
      note: t('transfer.note'),
      lines: t('transfer.lines'),
      quantity: t('transfer.quantity'),
      fromBin: t('transfer.fromBin'),
      batchNo: lots('batchNo'),
    },
    noLines: t('lines.empty'),
  })
  return (
    <ActionForm state={form.state}>
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          {draft ? null : (
            <>
              <HeadSelect form={form} field="fromWarehouseCode" label={t('transfer.from')} options={warehouses} />
              <HeadSelect form={form} field="toWarehouseCode" label={t('transfer.to')} options={warehouses} />
            </>
          )}
          <div className="md:col-span-2">
            <HeadInput form={form} field="note" label={t('transfer.note')} max={200} />
          </div>
        </div>
      </Card>
      <DocumentLines
        form={form}
        title={t('transfer.lines')}
        search={searchSkusAction}
        grid="md:grid-cols-[minmax(0,1fr)_8rem_10rem_2rem]"
        columns={[
          { field: 'quantity', label: t('transfer.quantity'), kind: 'figure' },
          { field: 'fromBin', label: t('transfer.fromBin'), placeholder: t('transfer.anyBin'), kind: 'code' },
        ]}
        onPick={(sku) => form.add(lineFor(sku))}
        lots="fefo"
      />
      <SubmitBar
        pending={form.pending}
        dirty={form.draft.lines.length > 0}
        label={t(draft ? 'transfer.save' : 'transfer.create')}
      />
    </ActionForm>
  )
}
