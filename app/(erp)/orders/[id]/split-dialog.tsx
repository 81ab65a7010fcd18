'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useOrderAct } from '@/components/orders/use-order-act'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Table, Td, Th } from '@/components/ui/table'
import type { OrderView, SplitPlan } from '@/lib/modules/orders/schema'
import { splitByPlanAction, splitOrderAction, undoOrderAction } from '../work-actions'

type Props = {
  order: OrderView
  plan: SplitPlan
  warehouseNames: Readonly<Record<string, string>>
  onClose: () => void
}
type Parcel = SplitPlan['parcels'][number]
type Line = Parcel['lines'][number]

const keyOf = (line: Line) => `${line.orderLineId} ${line.skuCode}`

/** What leaves in a parcel of its own, with what the channel makes of it; for a waiting order, how allocation would split it. */
export function SplitDialog({ order, plan, warehouseNames, onClose }: Props) {
  const t = useTranslations('orders.split')
  const common = useTranslations('common.actions')
  const { act, pending } = useOrderAct()
  const [parcelId, choose] = useState<string | null>(null)
  const [moved, setMoved] = useState<Record<string, number>>({})
  const { id: orderId, version, number } = order
  const parcel = plan.parcels.find((p) => p.id === parcelId) ?? plan.parcels[0]
  const lines = (parcel?.lines ?? []).flatMap((line) => {
    const quantity = moved[keyOf(line)] ?? 0
    return quantity > 0 ? [{ ...line, quantity, whole: quantity === line.quantity }] : []
  })
  const all = parcel !== undefined && lines.length === parcel.lines.length && lines.every((l) => l.whole)
  const undo = () => undoOrderAction({ orderId })
  const done = t('done', { number })
  const split = () =>
    act(
      () =>
        splitOrderAction({
          orderId,
          version,
          fulfilmentId: parcel?.id,
          parcels: [{ lines: lines.map(({ orderLineId, skuCode, quantity }) => ({ orderLineId, skuCode, quantity })) }],
        }),
      done,
      onClose,
      undo,
    )
  const suggested = plan.suggestion && plan.suggestion.parcels.length > 0 ? plan.suggestion : null
  return (
    <Dialog
      open
      size="lg"
      title={t('title', { number })}
      description={t('text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          {suggested ? (
            <Button
              variant={parcel ? 'secondary' : 'primary'}
              pending={pending}
              onClick={() => act(() => splitByPlanAction({ orderId, version }), done, onClose, undo)}
            >
              {t('byPlan')}
            </Button>
          ) : null}
          {parcel ? (
            <Button variant="primary" pending={pending} disabled={lines.length === 0 || all} onClick={split}>
              {t('submit')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Limits plan={plan} lines={lines} />
        {suggested ? (
          <section className="flex flex-col gap-1 text-sm">
            <h3 className="font-medium">{t('suggestion')}</h3>
            <ul>
              {suggested.parcels.map((p) => (
                <li key={p.warehouseCode}>
                  {warehouseNames[p.warehouseCode] ?? p.warehouseCode}：
                  {p.lines.map((l) => `${l.skuCode} × ${l.quantity}`).join(t('joint'))}
                </li>
              ))}
            </ul>
            {suggested.short.length > 0 ? (
              <p className="text-muted">
                {t('short')} {suggested.short.map((s) => `${s.skuCode} × ${s.missing}`).join(t('joint'))}
              </p>
            ) : null}
          </section>
        ) : null}
        {plan.parcels.length > 1 ? (
          <Field label={t('parcel')}>
            {(control) => (
              <Select
                {...control}
                value={parcel?.id ?? null}
                options={plan.parcels.map((p) => ({
                  value: p.id,
                  label: p.number,
                  hint: warehouseNames[p.warehouseCode] ?? p.warehouseCode,
                }))}
                onValueChange={(value) => {
                  choose(value)
                  setMoved({})
                }}
              />
            )}
          </Field>
        ) : null}
        {parcel ? (
          <Table aria-label={t('lines')}>
            <thead>
              <tr>
                <Th>SKU</Th>
                <Th align="right">{t('inParcel')}</Th>
                <Th align="right">{t('move')}</Th>
              </tr>
            </thead>
            <tbody>
              {parcel.lines.map((line) => (
                <tr key={keyOf(line)}>
                  <Td>
                    <span className="font-mono">{line.skuCode}</span>
                  </Td>
                  <Td align="right">{line.quantity}</Td>
                  <Td align="right">
                    <Input
                      type="number"
                      inputMode="numeric"
                      min={0}
                      max={line.quantity}
                      step={1}
                      aria-label={t('moveOf', { sku: line.skuCode })}
                      value={moved[keyOf(line)] ?? 0}
                      className="ml-auto w-24 text-right"
                      onChange={(event) => {
                        const value = Math.trunc(event.target.valueAsNumber) || 0
                        setMoved({ ...moved, [keyOf(line)]: Math.max(0, Math.min(line.quantity, value)) })
                      }}
                    />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        ) : suggested ? null : (
          <p className="text-sm text-muted">{t(plan.sealed ? 'sealed' : 'nothing')}</p>
        )}
        {all ? <p className="text-sm text-danger-text">{t('all')}</p> : null}
      </div>
    </Dialog>
  )
}

/** Said before it is done: what the buyer will see of the second parcel. */
function Limits({ plan, lines }: { plan: SplitPlan; lines: readonly (Line & { whole: boolean })[] }) {
  const t = useTranslations('orders.split')
  const { unit, extraParcels } = plan.limits
  if (unit === 'free' || unit === 'quantity') return <p className="text-sm text-muted">{t(`limit.${unit}`)}</p>
  const cut = lines.filter((line) => !line.whole)
  if (unit === 'line')
    return cut.length === 0 ? (
      <p className="text-sm text-muted">{t('limit.line')}</p>
    ) : (
      <AlertBox kind="waiting" title={t('limit.lineCut', { skus: cut.map((l) => l.skuCode).join(t('joint')) })}>
        {t('limit.lineCutText')}
      </AlertBox>
    )
  return (
    <AlertBox kind="waiting" title={t('limit.order')}>
      {t(extraParcels ? 'limit.orderExtra' : 'limit.orderOnly')}
    </AlertBox>
  )
}
