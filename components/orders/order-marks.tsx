import { Lock, MessageSquareText, Truck, Undo2, Zap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HoldBadge } from '@/components/table/state-badge'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { type Tone, toneText } from '@/components/ui/tone'
import type { OrderRow } from '@/lib/modules/orders/schema'

function Mark({ tone, label, children }: { tone: Tone; label: string; children: ReactNode }) {
  return (
    <span role="img" aria-label={label} title={label} className={cn('inline-flex [&_svg]:size-3.5', toneText[tone])}>
      {children}
    </span>
  )
}

/** What the eye should catch on an order besides its state, as small as it can be. */
export function OrderMarks({ order }: { order: OrderRow }) {
  const t = useTranslations('orders.mark')
  return (
    <>
      {order.urgent ? (
        <Mark tone="danger" label={t('urgent')}>
          <Zap />
        </Mark>
      ) : null}
      {order.hasBuyerNote ? (
        <Mark tone="blue" label={t('buyerNote')}>
          <MessageSquareText />
        </Mark>
      ) : null}
      {order.shippedElsewhere ? (
        <Mark tone="grey" label={t('shippedElsewhere')}>
          <Truck />
        </Mark>
      ) : null}
      {order.refundStatus === 'none' ? null : (
        <Mark tone="violet" label={t(`refund.${order.refundStatus}`)}>
          <Undo2 />
        </Mark>
      )}
      {order.sealed ? (
        <Mark tone="grey" label={t('sealed')}>
          <Lock />
        </Mark>
      ) : null}
      {order.presale ? <Badge tone="blue">{t('presale')}</Badge> : null}
    </>
  )
}

/** The first hold in words, the others as a number with their words on hover. */
export function HoldBadges({ holds }: { holds: OrderRow['holds'] }) {
  const t = useTranslations('orders.hold')
  const [first, ...rest] = holds
  if (!first) return null
  return (
    <>
      <HoldBadge code={first.code} note={first.note} />
      {rest.length > 0 ? <Badge title={rest.map((hold) => t(hold.code)).join(' · ')}>+{rest.length}</Badge> : null}
    </>
  )
}
