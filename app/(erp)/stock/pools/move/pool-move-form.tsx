'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { DocumentLines } from '@/components/places/document-lines'
import { HeadInput, HeadSelect } from '@/components/places/head-fields'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readQuantity } from '@/components/stock/adjust-draft'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { createPoolMoveAction, searchSkusAction } from '../../actions'

type Props = {
  warehouses: readonly Option[]
  pools: readonly { code: string; name: string; active: boolean }[]
  into: string
}

/** No pool's code has a space. */
const general = ' '

function inputOf({ head, lines }: DocumentDraft) {
  const poolOf = (code: string | undefined) => (code && code !== general ? code : undefined)
  return {
    warehouseCode: head.warehouseCode,
    note: head.note,
    fromPool: poolOf(head.fromPool),
    toPool: poolOf(head.toPool),
    lines: lines.map(({ code, values }) => ({ skuCode: code, quantity: readQuantity(values.quantity ?? '') })),
  }
}

export function PoolMoveForm({ warehouses, pools, into }: Props) {
  const t = useTranslations('pools')
  const places = useTranslations('places')
  const router = useRouter()
  // From general stock into itself nothing can be moved: without a pool asked for, the first one is meant.
  const toPool = into || (pools.find((pool) => pool.active)?.code ?? general)
  const { reset: _, ...form } = useLinesForm({
    start: {
      head: { warehouseCode: warehouses[0]?.value ?? '', fromPool: general, toPool, note: '' },
      lines: [],
    },
    inputOf,
    action: createPoolMoveAction,
    onDone: (move) => {
      toast.success(t('move.done', { number: move.number }))
      router.push(`/stock/pools/moves/${move.id}`)
    },
    labels: {
      warehouseCode: t('move.warehouse'),
      fromPool: t('move.from'),
      toPool: t('move.to'),
      note: t('move.note'),
      lines: t('move.lines'),
      quantity: t('move.quantity'),
    },
    noLines: places('lines.empty'),
  })
  const ends = (open: boolean) => [
    { value: general, label: t('pool.general') },
    ...pools.filter((pool) => pool.active || !open).map(({ code, name }) => ({ value: code, label: name })),
  ]
  return (
    <ActionForm state={form.state}>
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <HeadSelect form={form} field="fromPool" label={t('move.from')} options={ends(false)} />
          <HeadSelect form={form} field="toPool" label={t('move.to')} options={ends(true)} />
          <HeadSelect form={form} field="warehouseCode" label={t('move.warehouse')} options={warehouses} />
          <HeadInput form={form} field="note" label={t('move.note')} max={200} />
        </div>
      </Card>
      <DocumentLines
        form={form}
        title={t('move.lines')}
        search={searchSkusAction}
        grid="md:grid-cols-[minmax(0,1fr)_8rem_2rem]"
        columns={[{ field: 'quantity', label: t('move.quantity'), kind: 'figure' }]}
        onPick={(sku) => form.add(lineFor(sku))}
      />
      <SubmitBar pending={form.pending} dirty={form.draft.lines.length > 0} label={t('move.submit')} />
    </ActionForm>
  )
}
