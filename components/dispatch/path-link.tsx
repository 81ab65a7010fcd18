'use client'

import { Route } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'

/** From the order to its whole way through the house. */
export function PathLink({ orderId }: { orderId: string }) {
  const t = useTranslations('orders')
  return (
    <ButtonLink size="sm" variant="ghost" href={`/dispatch/orders/${orderId}`}>
      <Route /> {t('path')}
    </ButtonLink>
  )
}
