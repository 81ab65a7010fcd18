'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOrderAct } from '@/components/orders/use-order-act'
import { IconButton } from '@/components/ui/icon-button'
import type { OrderLineView } from '@/lib/modules/orders/schema'
import { removeGiftAction } from '../work-actions'

export function GiftRemove({ orderId, line }: { orderId: string; line: OrderLineView }) {
  const t = useTranslations('orders.gift')
  const { act, pending } = useOrderAct()
  return (
    <IconButton
      label={t('remove', { sku: line.skuCode ?? '' })}
      disabled={pending}
      onClick={() => act(() => removeGiftAction({ orderId, orderLineId: line.id }), t('removed'))}
    >
      <X />
    </IconButton>
  )
}
