'use client'

import { Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { revealBuyerAction } from '../actions'

/** The number to call, shown on request: on this page the purpose is plain, and it is written down. */
export function PhoneReveal({ orderId }: { orderId: string }) {
  const t = useTranslations('orders.contact')
  const { refusalText } = useRefusalText()
  const [phone, setPhone] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function reveal() {
    start(async () => {
      const result = await revealBuyerAction({ orderId, purpose: t('purposes.call') })
      if (result.ok) setPhone(result.value.address.phone)
      else toast.error(refusalText(result.refusal))
    })
  }
  if (phone === '') return <span className="text-muted">{t('noPhone')}</span>
  if (phone !== null) {
    return (
      <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} className="font-mono text-accent-text hover:underline">
        {phone}
      </a>
    )
  }
  return (
    <Button size="sm" variant="ghost" pending={pending} onClick={reveal} className="-ml-2.5">
      <Phone />
      {t('showPhone')}
    </Button>
  )
}
