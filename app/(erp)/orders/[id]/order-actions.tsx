'use client'

import {
  Ban,
  Check,
  CircleCheckBig,
  Ellipsis,
  Pause,
  PhoneCall,
  PhoneOutgoing,
  RotateCcw,
  Route,
  Truck,
  Undo2,
  X,
  Zap,
  ZapOff,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import type { OrderView } from '@/lib/modules/orders/schema'
import {
  cancelOrderAction,
  deliverOrderAction,
  holdOrderAction,
  reviewOrderAction,
  setUrgentAction,
  unapproveOrderAction,
} from '../actions'
import { CallDialog } from '../call-dialog'
import { nextSteps, type Step } from './next-steps'
import type { OrderRights } from './order-rights'
import { RerouteDialog, type Sender } from './reroute-dialog'

const ICONS: Record<Step, ReactNode> = {
  approve: <Check />,
  call: <PhoneOutgoing />,
  ship: <Truck />,
  deliver: <CircleCheckBig />,
  reopen: <RotateCcw />,
  contact: <PhoneCall />,
  invalid: <Ban />,
  hold: <Pause />,
  unapprove: <Undo2 />,
  reroute: <Route />,
  urgent: <Zap />,
  notUrgent: <ZapOff />,
  cancel: <X />,
}

/** Steps that ask why; the others are done at once. `required`: the reason may not be left out. */
const ASKS: Partial<Record<Step, { required: boolean; danger?: boolean; presets?: readonly string[] }>> = {
  contact: { required: false },
  invalid: { required: true, danger: true, presets: ['duplicate', 'malicious', 'test'] },
  hold: { required: true, presets: ['buyerWaits', 'checkStock', 'checkPrice'] },
  unapprove: { required: false, presets: ['buyerChanged', 'mistake'] },
  reopen: { required: false },
  deliver: { required: false, presets: ['buyerConfirmed'] },
  cancel: { required: true, danger: true, presets: ['buyerCancels', 'outOfStock', 'mistake'] },
}

/** Steps whose reason is asked for by the plain dialog; the others have one of their own or none. */
type Asked = Exclude<Step, 'call' | 'ship' | 'approve' | 'reroute' | 'urgent' | 'notUrgent'>
const isAsked = (step: Step): step is Asked => step in ASKS

type Props = { order: OrderView; can: OrderRights; warehouses: readonly Sender[] }

export function OrderActions({ order, can, warehouses }: Props) {
  const t = useTranslations('orders')
  const common = useTranslations('common.actions')
  const { act, pending } = useOrderAct()
  const [asking, setAsking] = useState<Step | null>(null)
  const { first, rest } = nextSteps(order, can)
  const { id: orderId, version } = order

  function perform(step: Step, reason = '') {
    const input = { orderId, reason, version }
    const work = {
      approve: () => reviewOrderAction({ ...input, decision: 'approve' }),
      contact: () => reviewOrderAction({ ...input, decision: 'contact' }),
      invalid: () => reviewOrderAction({ ...input, decision: 'invalid' }),
      hold: () => holdOrderAction({ orderId, version, note: reason }),
      unapprove: () => unapproveOrderAction(input),
      reopen: () => unapproveOrderAction(input),
      deliver: () => deliverOrderAction(input),
      urgent: () => setUrgentAction({ orderId, version, urgent: true }),
      notUrgent: () => setUrgentAction({ orderId, version, urgent: false }),
      cancel: () => cancelOrderAction(input),
    }
    if (step === 'call' || step === 'ship' || step === 'reroute') return
    act(work[step], t(`step.${step}.done`, { number: order.number }), () => setAsking(null))
  }

  function begin(step: Step) {
    if (step === 'ship') {
      const field = document.querySelector<HTMLInputElement>('[data-tracking]')
      field?.scrollIntoView({ block: 'center' })
      field?.focus()
    } else if (step === 'call' || step === 'reroute' || ASKS[step]) setAsking(step)
    else perform(step)
  }

  const entries = rest.flatMap((step): MenuEntry[] => [
    ...(step === 'hold' || step === 'invalid' ? [{ kind: 'separator' as const, key: `before-${step}` }] : []),
    {
      key: step,
      label: t(`step.${step}.label`),
      icon: ICONS[step],
      danger: step === 'cancel' || step === 'invalid',
      onSelect: () => begin(step),
    },
  ])
  const ask = asking ? ASKS[asking] : undefined
  return (
    <>
      {entries.length > 0 ? (
        <Menu
          entries={entries[0]?.kind === 'separator' ? entries.slice(1) : entries}
          trigger={
            <Button aria-label={common('more')} disabled={pending}>
              <Ellipsis />
            </Button>
          }
        />
      ) : null}
      {first ? (
        <Button variant="primary" pending={pending} onClick={() => begin(first)}>
          {ICONS[first]}
          {t(`step.${first}.label`)}
        </Button>
      ) : null}
      {asking && ask && isAsked(asking) ? (
        <ReasonDialog
          title={t(`step.${asking}.ask`, { number: order.number })}
          text={t(`step.${asking}.text`)}
          confirm={t(`step.${asking}.label`)}
          label={t('reason')}
          presets={ask.presets?.map((preset) => t(`preset.${preset}`))}
          required={ask.required}
          danger={ask.danger}
          pending={pending}
          onConfirm={(reason) => perform(asking, reason)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'reroute' ? (
        <RerouteDialog order={order} warehouses={warehouses} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'call' ? <CallDialog order={order} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
