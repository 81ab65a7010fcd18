'use client'

import { useTranslations } from 'next-intl'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'

/** A parcel that left by mistake and still stands here: its label or slip, and it is back. */
export function UnshipJob() {
  const t = useTranslations('scan.unship')
  const { send } = useScans()
  return (
    <Desk prompt={t('parcel')} onScan={(parcel) => void send('unship', { parcel })}>
      <p className="text-lg text-muted">{t('help')}</p>
    </Desk>
  )
}
