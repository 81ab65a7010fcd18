'use client'

import { useTranslations } from 'next-intl'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { MoneyCell } from '@/components/table/money-cell'
import type { CancelPlan, OrderView } from '@/lib/modules/orders/schema'
import { cancelOrderAction } from '../actions'

type Props = {
  order: OrderView
  plan: CancelPlan
  warehouseNames: Readonly<Record<string, string>>
  onClose: () => void
}

/** What cancelling stops, releases and voids, before it is done; done is exactly what was shown, or nothing. */
export function CancelDialog({ order, plan, warehouseNames, onClose }: Props) {
  const t = useTranslations('orders')
  const { act, pending } = useOrderAct()
  const { id: orderId, number } = order
  return (
    <ReasonDialog
      title={t('step.cancel.ask', { number })}
      text={t('cancelPlan.text')}
      before={<Plan plan={plan} names={warehouseNames} />}
      confirm={t('step.cancel.label')}
      label={t('reason')}
      presets={(['buyerCancels', 'outOfStock', 'mistake'] as const).map((preset) => t(`preset.${preset}`))}
      required
      danger
      pending={pending}
      onConfirm={(reason) =>
        act(
          () => cancelOrderAction({ orderId, reason, version: plan.version }),
          t('step.cancel.done', { number }),
          onClose,
        )
      }
      onClose={onClose}
    />
  )
}

function Plan({ plan, names }: { plan: CancelPlan; names: Readonly<Record<string, string>> }) {
  const t = useTranslations('orders.cancelPlan')
  const hold = useTranslations('orders.hold')
  const place = (code: string) => names[code] ?? code
  const units = (list: readonly { skuCode: string; quantity: number }[]) =>
    list.map((one) => `${one.skuCode} × ${one.quantity}`).join(t('joint'))
  return (
    <ul className="mb-1 flex list-disc flex-col gap-1 pl-4 text-sm">
      {plan.parcels.map((parcel) => (
        <li key={parcel.number}>
          {t('void', { number: parcel.number, warehouse: place(parcel.warehouseCode) })}
          {parcel.picked ? <b className="text-danger-text"> {t('picked')}</b> : null}
          {parcel.printed ? <b className="text-amber-text"> {t('printed')}</b> : null}
          {parcel.sharedWith.length > 0 ? ` ${t('shared', { orders: parcel.sharedWith.join(t('joint')) })}` : null}
        </li>
      ))}
      {plan.elsewhere > 0 ? <li>{t('elsewhere', { count: plan.elsewhere })}</li> : null}
      {plan.releases.length > 0 ? <li>{t('release', { units: units(plan.releases) })}</li> : null}
      {plan.demands.length > 0 ? <li>{t('forget', { units: units(plan.demands) })}</li> : null}
      {plan.holds.length > 0 ? (
        <li>{t('holds', { holds: plan.holds.map((code) => hold(code)).join(t('joint')) })}</li>
      ) : null}
      {plan.refund ? (
        <li>
          {t('refund')} <MoneyCell amount={plan.refund.amount} currency={plan.refund.currency} />
          {t('refundText')}
        </li>
      ) : null}
      {plan.parcels.length + plan.elsewhere + plan.demands.length === 0 ? <li>{t('nothing')}</li> : null}
    </ul>
  )
}
