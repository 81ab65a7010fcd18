import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { BatchView, SerialView } from '@/lib/modules/inventory/batch-schema'

const TONES = { usable: 'green', short: 'amber', expired: 'danger', locked: 'violet' } as const
const STATES = { in_stock: 'green', in_transit: 'blue', shipped: 'teal', gone: 'grey', known: 'grey' } as const

export function BatchStatusBadge({ status }: { status: BatchView['status'] }) {
  const t = useTranslations('batches.status')
  return <DotBadge tone={TONES[status]}>{t(status)}</DotBadge>
}

export function SerialStateBadge({ state }: { state: SerialView['state'] }) {
  const t = useTranslations('batches.serialState')
  return <DotBadge tone={STATES[state]}>{t(state)}</DotBadge>
}

/** How long a batch is still good, or since when it is not. */
export function DaysLeft({ days }: { days: number | null }) {
  const t = useTranslations('batches')
  if (days === null) return '—'
  return days < 0 ? (
    <span className="text-danger-text">{t('past', { days: -days })}</span>
  ) : (
    <span className={days <= 30 ? 'text-amber-text' : undefined}>{t('days', { days })}</span>
  )
}
