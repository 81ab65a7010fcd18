'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { ListingView } from '@/lib/modules/channels/schema'

/** What a person should know of a listing first: refused, different at the marketplace, waiting, gone, or nothing at all. */
export function ListingMark({ listing: { trouble, drift, waiting, state } }: { listing: ListingView }) {
  const t = useTranslations('listings.marks')
  if (trouble) return <Badge tone="danger">{t('trouble')}</Badge>
  if (drift !== 0) return <Badge tone="amber">{t('drift', { count: drift > 0 ? `+${drift}` : String(drift) })}</Badge>
  if (waiting) return <Badge tone="blue">{t('waiting')}</Badge>
  return <Badge tone={state === 'on' ? 'green' : 'grey'}>{t(state)}</Badge>
}
