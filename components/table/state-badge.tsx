import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import { type FulfilmentStateName, fulfilmentStateLook, type OrderStateName, orderStateLook } from './state-tones'

export function OrderStateBadge({ state }: { state: OrderStateName }) {
  const t = useTranslations('orders.state')
  const look: { tone: Tone; outline?: boolean; struck?: boolean } = orderStateLook[state]
  return <DotBadge {...look}>{t(state)}</DotBadge>
}

export function FulfilmentStateBadge({ state }: { state: FulfilmentStateName }) {
  const t = useTranslations('orders.fulfilmentState')
  const look: { tone: Tone; outline?: boolean; struck?: boolean } = fulfilmentStateLook[state]
  return <DotBadge {...look}>{t(state)}</DotBadge>
}

const GRAVE: ReadonlySet<string> = new Set(['suspected_fraud', 'blacklisted', 'refund_requested', 'address_changed'])

/** Why an order stands still; `note` is shown on hover. */
export function HoldBadge({ code, note }: { code: string; note?: string | null }) {
  const t = useTranslations('orders.hold')
  return (
    <Badge tone={GRAVE.has(code) ? 'danger' : 'amber'} title={note ?? undefined}>
      {t.has(code) ? t(code) : code}
    </Badge>
  )
}
