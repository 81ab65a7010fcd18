'use client'

import { PackageCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import { acceptWeightAction } from './actions'

const presets = ['padding', 'catalogue', 'gift'] as const

/** What the scale has stopped, and the way on for whoever has opened it and answers for it. */
export function AcceptWeight({ parcel, may }: { parcel: FulfilmentView; may: boolean }) {
  const t = useTranslations('shipping.weight')
  const { act, pending } = useOrderAct()
  const [asking, setAsking] = useState(false)
  const { id: fulfilmentId, number, weightOff } = parcel
  if (!weightOff) return null
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone="danger">{t('off', weightOff)}</Badge>
      {may ? (
        <Button size="sm" pending={pending} onClick={() => setAsking(true)}>
          <PackageCheck />
          {t('label')}
        </Button>
      ) : null}
      {asking ? (
        <ReasonDialog
          title={t('title', { number })}
          text={t('text', weightOff)}
          label={t('reason')}
          confirm={t('label')}
          presets={presets.map((key) => t(`presets.${key}`))}
          required
          max={200}
          pending={pending}
          onConfirm={(reason) =>
            act(
              () => acceptWeightAction({ fulfilmentId, reason }),
              t('done', { number }),
              () => setAsking(false),
            )
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </span>
  )
}
