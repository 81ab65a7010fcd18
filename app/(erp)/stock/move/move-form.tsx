'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { lotInput } from '@/components/batches/lot-input'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { DocumentLines } from '@/components/places/document-lines'
import { HeadInput, HeadSelect } from '@/components/places/head-fields'
import { type DocumentDraft, lineFor, useLinesForm } from '@/components/places/use-lines-form'
import { readQuantity, type SkuChoice } from '@/components/stock/adjust-draft'
import { BrokenOrders } from '@/components/stock/broken-orders'
import { AlertBox } from '@/components/ui/alert-box'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/select'
import { binStockAction, moveStockAction, searchSkusAction } from '../actions'

type Held = { binCode: string; quantity: number }
type Moved = Extract<Awaited<ReturnType<typeof moveStockAction>>, { ok: true }>['value']
type Props = { warehouses: readonly Option[]; warehouseCode: string; skus: readonly SkuChoice[]; from: string }

const none: ReadonlyMap<string, readonly Held[]> = new Map()

function inputOf({ head, lines }: DocumentDraft) {
  return {
    ...head,
    lines: lines.map(({ code, values, ...sku }) => ({
      skuCode: code,
      fromBin: values.fromBin || undefined,
      toBin: values.toBin?.trim() || undefined,
      quantity: readQuantity(values.quantity ?? ''),
      ...lotInput({ ...sku, serialMode: 'none' }, values),
    })),
  }
}

export function MoveForm({ warehouses, warehouseCode, skus, from }: Props) {
  const t = useTranslations('places')
  const lots = useTranslations('batches.field')
  const router = useRouter()
  const [done, setDone] = useState<Moved | null>(null)
  /** Where the SKUs of the lines lie in the chosen warehouse. */
  const [held, setHeld] = useState(none)
  const { reset, ...form } = useLinesForm({
    start: { head: { warehouseCode, note: '' }, lines: skus.map((sku) => lineFor(sku, { fromBin: from })) },
    inputOf,
    action: moveStockAction,
    onDone: (move) => {
      setDone(move)
      setHeld(none)
      reset({ warehouseCode: move.warehouseCode, note: '' })
      // The list of recent moves beside the form has one more.
      router.refresh()
    },
    labels: {
      warehouseCode: t('move.warehouse'),
      note: t('move.note'),
      lines: t('move.lines'),
      fromBin: t('move.fromBin'),
      toBin: t('move.toBin'),
      quantity: t('move.quantity'),
      batchNo: lots('batchNo'),
    },
    noLines: t('lines.empty'),
  })
  const warehouse = form.draft.head.warehouseCode ?? ''
  const unread = form.draft.lines.find((line) => !held.has(line.code))?.code

  const read = useEffectEvent(async (code: string, still: () => boolean) => {
    const answer = await binStockAction({ warehouseCode: warehouse, skuCode: code, limit: 200 })
    if (!still()) return
    const bins = answer.ok ? answer.value.items : []
    setHeld((before) => new Map(before).set(code, bins))
    const [only] = bins
    for (const [i, line] of form.draft.lines.entries())
      if (line.code === code && !line.values.fromBin && only && bins.length === 1)
        form.setLine(i, 'fromBin', only.binCode)
  })
  useEffect(() => {
    if (!warehouse || unread === undefined) return
    let current = true
    void read(unread, () => current)
    return () => {
      current = false
    }
  }, [warehouse, unread])

  function choose(sku: SkuChoice) {
    const [only] = held.get(sku.code) ?? []
    form.add(lineFor(sku, { fromBin: held.get(sku.code)?.length === 1 ? (only?.binCode ?? '') : '' }))
  }
  return (
    <ActionForm state={form.state}>
      {done ? (
        <AlertBox
          kind="success"
          title={t('move.done', { number: done.number })}
          action={
            <Link
              href={`/stock/moves/${done.id}`}
              className="rounded-sm text-accent-text underline-offset-2 hover:underline"
            >
              {t('move.open')}
            </Link>
          }
        >
          {t('lines.count', { count: done.lines.length })}
        </AlertBox>
      ) : null}
      {done && done.brokenOrders.length > 0 ? <BrokenOrders orders={done.brokenOrders} /> : null}
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <HeadSelect
            form={{
              ...form,
              set: (field, value) => {
                setHeld(none)
                form.set(field, value)
              },
            }}
            field="warehouseCode"
            label={t('move.warehouse')}
            options={warehouses}
          />
          <HeadInput form={form} field="note" label={t('move.note')} max={200} />
        </div>
      </Card>
      <DocumentLines
        form={form}
        title={t('move.lines')}
        search={searchSkusAction}
        grid="md:grid-cols-[minmax(0,1fr)_10rem_9rem_6rem_2rem]"
        columns={[
          {
            field: 'fromBin',
            label: t('move.fromBin'),
            placeholder: t('move.pick'),
            kind: 'code',
            options: (line) =>
              (held.get(line.code) ?? []).map(({ binCode, quantity }) => ({
                value: binCode,
                label: t('move.lies', { code: binCode, quantity }),
              })),
          },
          { field: 'toBin', label: t('move.toBin'), placeholder: t('move.scan'), kind: 'code' },
          { field: 'quantity', label: t('move.quantity'), kind: 'figure' },
        ]}
        onPick={choose}
        lots="out"
      />
      <SubmitBar pending={form.pending} dirty={form.draft.lines.length > 0} label={t('move.submit')} />
    </ActionForm>
  )
}
