import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { ReturnRequestView } from '@/lib/modules/aftersales/schema'

/** Whether the goods are back: not yet, some, all. */
export function ReturnBadge({ request: { state, received } }: { request: ReturnRequestView }) {
  const t = useTranslations('orders.returns.state')
  if (state === 'returned') return <Badge tone="green">{t('returned')}</Badge>
  return received > 0 ? <Badge tone="amber">{t('partly')}</Badge> : <Badge tone="blue">{t('requested')}</Badge>
}
