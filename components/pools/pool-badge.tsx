import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { PoolView } from '@/lib/modules/inventory/pool-schema'

/** Whether its shops sell from it at this moment. */
export function PoolBadge({ pool, now }: { pool: Pick<PoolView, 'status' | 'startsAt'>; now: string }) {
  const t = useTranslations('pools.pool.phase')
  if (pool.status === 'ended') return <DotBadge tone="grey">{t('ended')}</DotBadge>
  const before = pool.startsAt !== null && pool.startsAt > now
  return (
    <DotBadge tone={before ? 'amber' : 'green'} outline={before}>
      {t(before ? 'before' : 'now')}
    </DotBadge>
  )
}
