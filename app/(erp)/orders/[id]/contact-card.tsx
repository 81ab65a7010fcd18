'use client'

import { Eye, EyeOff, UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Facts } from '@/components/layout/detail-grid'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { toast } from '@/components/ui/toast'
import type { Address, OrderView } from '@/lib/modules/orders/schema'
import { keepBuyerAction, revealBuyerAction } from '../actions'
import type { OrderRights } from './order-rights'

type Clear = { address: Address; email: string; nick: string }

type Props = { order: OrderView; can: Pick<OrderRights, 'buyer.reveal' | 'customer.keep-buyer'> }

/** Buyer and address, masked. What is revealed lives in this view alone: leaving or hiding forgets it. */
export function ContactCard({ order, can }: Props) {
  const t = useTranslations('orders')
  const router = useRouter()
  const [clear, setClear] = useState<Clear | null>(null)
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const { refusalText } = useRefusalText()
  function reveal(purpose: string) {
    start(async () => {
      const result = await revealBuyerAction({ orderId: order.id, purpose })
      if (!result.ok) {
        toast.error(refusalText(result.refusal))
        return
      }
      const { buyer, address } = result.value
      setClear({ address, email: buyer.email ?? '', nick: buyer.nick ?? '' })
      setAsking(false)
    })
  }
  function keep() {
    start(async () => {
      const kept = await keepBuyerAction({ orderId: order.id })
      if (!kept.ok) {
        toast.error(refusalText(kept.refusal))
        return
      }
      toast.success(t(`contact.kept.${kept.value.outcome}`))
      router.push(`/customers/${kept.value.customerId}`)
    })
  }
  const address = clear?.address ?? order.address
  const email = clear ? clear.email : order.contact.email
  const nick = clear ? clear.nick : order.contact.nick
  const region = [...new Set([address.country, address.province, address.city, address.district])]
    .filter(Boolean)
    .join(' ')
  const shown = (text: string) =>
    text === '' ? null : clear ? (
      <CopyText value={text}>
        <span className="font-sans text-sm tracking-normal">{text}</span>
      </CopyText>
    ) : (
      text
    )
  return (
    <Card
      title={t('contact.title')}
      aside={
        <div className="flex flex-wrap justify-end gap-1">
          {can['customer.keep-buyer'] ? (
            <Button size="sm" variant="ghost" pending={pending && !asking} onClick={keep}>
              <UserPlus />
              {t('contact.keep')}
            </Button>
          ) : null}
          {clear ? (
            <Button size="sm" variant="ghost" onClick={() => setClear(null)}>
              <EyeOff />
              {t('contact.hide')}
            </Button>
          ) : can['buyer.reveal'] ? (
            <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
              <Eye />
              {t('contact.reveal')}
            </Button>
          ) : null}
        </div>
      }
    >
      <Facts
        items={[
          { key: 'name', label: t('contact.name'), value: shown(address.name) },
          { key: 'phone', label: t('contact.phone'), value: shown(address.phone) },
          { key: 'nick', label: t('contact.nick'), value: shown(nick) },
          { key: 'email', label: t('contact.email'), value: shown(email) },
          { key: 'region', label: t('contact.region'), value: region || null },
          { key: 'postcode', label: t('contact.postcode'), value: shown(address.postcode) },
          { key: 'line1', label: t('contact.line1'), value: shown(address.line1), wide: true },
          ...(order.buyerNote
            ? [
                {
                  key: 'note',
                  label: t('contact.buyerNote'),
                  value: <span className="whitespace-pre-wrap">{order.buyerNote}</span>,
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      {clear ? <p className="mt-3 text-xs text-muted">{t('contact.logged')}</p> : null}
      {asking ? (
        <ReasonDialog
          title={t('contact.ask')}
          text={t('contact.askText')}
          label={t('contact.purpose')}
          confirm={t('contact.reveal')}
          presets={[t('contact.purposes.call'), t('contact.purposes.address'), t('contact.purposes.carrier')]}
          required
          max={200}
          pending={pending}
          onConfirm={reveal}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}
