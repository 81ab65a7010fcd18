'use client'

import { useTranslations } from 'next-intl'

export function useEventName(): (event: string) => string {
  const t = useTranslations('webhooks.eventNames')
  return (event) => {
    const key = event.replace('.', '_') as 'order_created'
    return t.has(key) ? t(key) : event
  }
}
