'use client'

import {
  ArrowLeftRight,
  Ban,
  CalendarCheck,
  CalendarClock,
  Check,
  CircleCheckBig,
  Combine,
  Ellipsis,
  Gift,
  Lock,
  LockOpen,
  Pause,
  PhoneCall,
  PhoneOutgoing,
  RotateCcw,
  Route,
  Split,
  Truck,
  Undo2,
  X,
  Zap,
  ZapOff,
} from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { CancelPlan, OrderView, SplitPlan } from '@/lib/modules/orders/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import {
  deliverOrderAction,
  holdOrderAction,
  rerouteOrderAction,
  reviewOrderAction,
  setUrgentAction,
  unapproveOrderAction,
} from '../actions'
import { CallDialog } from '../call-dialog'
import type { Sender } from '../senders'
import {
  cancelPlanAction,
  setPresaleAction,
  setSealedAction,
  splitPlanAction,
  undoOrderAction,
  unsplitOrderAction,
} from '../work-actions'
import { nextSteps, type Step } from './next-steps'
import type { OrderRights } from './order-rights'
import { RerouteDialog } from './reroute-dialog'

// What few orders need comes with its first opening.
const CancelDialog = dynamic(() => import('./cancel-dialog').then((m) => m.CancelDialog))
const GiftDialog = dynamic(() => import('./gift-dialog').then((m) => m.GiftDialog))
const PresaleDialog = dynamic(() => import('./presale-dialog').then((m) => m.PresaleDialog))
const TakeGoodsDialog = dynamic(() => import('./take-goods-dialog').then((m) => m.TakeGoodsDialog))
const SplitDialog = dynamic(() => import('./split-dialog').then((m) => m.SplitDialog))

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
  takeGoods: <ArrowLeftRight />,
  urgent: <Zap />,
  notUrgent: <ZapOff />,
  split: <Split />,
  unsplit: <Combine />,
  gift: <Gift />,
  seal: <Lock />,
  unseal: <LockOpen />,
  presale: <CalendarClock />,
  notPresale: <CalendarCheck />,
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
}

/** Steps whose reason is asked for by the plain dialog; the others have one of their own or none. */
type Asked = 'contact' | 'invalid' | 'hold' | 'unapprove' | 'reopen' | 'deliver'
const isAsked = (step: Step): step is Asked => step in ASKS

/** Steps with a dialog of their own; two of them ask the house for a plan first. */
const OWN: readonly Step[] = ['call', 'reroute', 'takeGoods', 'gift', 'presale']

/** Steps with which another kind begins. */
const STARTS: readonly Step[] = ['hold', 'split', 'gift', 'unapprove', 'invalid']

/** What the same person may take back right after. */
const UNDONE: readonly Step[] = [
  'approve',
  'contact',
  'invalid',
  'hold',
  'urgent',
  'notUrgent',
  'seal',
  'unseal',
  'unsplit',
  'notPresale',
]

type Props = { order: OrderView; can: OrderRights; warehouses: readonly Sender[] }

export function OrderActions({ order, can, warehouses }: Props) {
  const t = useTranslations('orders')
  const common = useTranslations('common.actions')
  const { act, pending } = useOrderAct()
  const { refusalText } = useRefusalText()
  const [looking, look] = useTransition()
  const [asking, setAsking] = useState<Step | null>(null)
  const [splitPlan, setSplitPlan] = useState<SplitPlan | null>(null)
  const [cancelPlan, setCancelPlan] = useState<CancelPlan | null>(null)
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
      seal: () => setSealedAction({ orderId, version, sealed: true }),
      unseal: () => setSealedAction({ orderId, version, sealed: false }),
      notPresale: () => setPresaleAction({ orderId, version, presale: false }),
      unsplit: () => unsplitOrderAction({ orderId, version }),
    }
    if (!(step in work)) return
    const undo = UNDONE.includes(step) ? () => undoOrderAction({ orderId }) : undefined
    const known = step as keyof typeof work
    act(work[known], t(`step.${known}.done`, { number: order.number }), () => setAsking(null), undo)
  }

  function plan<T>(ask: () => Promise<Outcome<T>>, show: (plan: T) => void) {
    look(async () => {
      const answer = await ask()
      if (answer.ok) show(answer.value)
      else toast.error(refusalText(answer.refusal))
    })
  }

  function begin(step: Step) {
    if (step === 'ship') {
      const field = document.querySelector<HTMLInputElement>('[data-tracking]')
      field?.scrollIntoView({ block: 'center' })
      field?.focus()
    } else if (step === 'split') plan(() => splitPlanAction({ orderId }), setSplitPlan)
    else if (step === 'cancel') plan(() => cancelPlanAction({ orderId }), setCancelPlan)
    else if (OWN.includes(step) || ASKS[step]) setAsking(step)
    else perform(step)
  }

  const entries = rest.flatMap((step): MenuEntry[] => [
    ...(STARTS.includes(step) || (step === 'cancel' && !rest.includes('invalid'))
      ? [{ kind: 'separator' as const, key: `before-${step}` }]
      : []),
    {
      key: step,
      label: t(`step.${step}.label`),
      icon: ICONS[step],
      danger: step === 'cancel' || step === 'invalid',
      onSelect: () => begin(step),
    },
  ])
  const ask = asking ? ASKS[asking] : undefined
  const names = Object.fromEntries(warehouses.map((warehouse) => [warehouse.code, warehouse.name]))
  return (
    <>
      {entries.length > 0 ? (
        <Menu
          entries={entries[0]?.kind === 'separator' ? entries.slice(1) : entries}
          trigger={
            <Button aria-label={common('more')} disabled={pending || looking}>
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
        <RerouteDialog
          title={t('step.reroute.ask', { number: order.number })}
          text={t('step.reroute.text')}
          label={t('step.reroute.label')}
          warehouses={warehouses}
          pending={pending}
          onConfirm={(warehouseCode, reason) =>
            act(
              () => rerouteOrderAction({ orderId, version, warehouseCode, reason }),
              t('step.reroute.done', { number: order.number }),
              () => setAsking(null),
              () => undoOrderAction({ orderId }),
            )
          }
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'takeGoods' ? <TakeGoodsDialog order={order} onClose={() => setAsking(null)} /> : null}
      {asking === 'gift' ? <GiftDialog order={order} onClose={() => setAsking(null)} /> : null}
      {asking === 'presale' ? <PresaleDialog order={order} onClose={() => setAsking(null)} /> : null}
      {splitPlan ? (
        <SplitDialog order={order} plan={splitPlan} warehouseNames={names} onClose={() => setSplitPlan(null)} />
      ) : null}
      {cancelPlan ? (
        <CancelDialog order={order} plan={cancelPlan} warehouseNames={names} onClose={() => setCancelPlan(null)} />
      ) : null}
      {asking === 'call' ? <CallDialog order={order} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
