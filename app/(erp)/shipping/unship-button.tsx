'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { unshipFulfilmentAction } from './actions'

const presets = ['wrongLabel', 'wrongCarrier', 'wrongParcel'] as const

/** Takes a shipment back while the parcel is still here. */
export function UnshipButton({ parcel }: { parcel: { id: string; number: string; version: number } }) {
  const t = useTranslations('shipping.unship')
  const { act, pending } = useOrderAct()
  const [asking, setAsking] = useState(false)
  const { id: fulfilmentId, number, version } = parcel
  return (
    <>
      <Button size="sm" variant="ghost" pending={pending} onClick={() => setAsking(true)}>
        <Undo2 />
        {t('label')}
      </Button>
      {asking ? (
        <ReasonDialog
          title={t('title', { number })}
          text={t('text')}
          label={t('reason')}
          confirm={t('label')}
          presets={presets.map((key) => t(`presets.${key}`))}
          required
          max={200}
          pending={pending}
          onConfirm={(reason) =>
            act(
              () => unshipFulfilmentAction({ fulfilmentId, reason, version }),
              t('done', { number }),
              () => setAsking(false),
            )
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
