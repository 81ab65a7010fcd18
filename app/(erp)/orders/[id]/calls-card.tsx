'use client'

import { PhoneOutgoing } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { OrderView } from '@/lib/modules/orders/schema'
import { CallDialog } from '../call-dialog'

/** The calls made, and while the buyer is to be called, when the next one is due. */
export function CallsCard({ order, mayCall }: { order: OrderView; mayCall: boolean }) {
  const t = useTranslations('orders.call')
  const [recording, setRecording] = useState(false)
  const waiting = order.state === 'awaiting_contact'
  if (!waiting && order.calls.length === 0) return null
  return (
    <Card
      title={t('title')}
      aside={
        waiting && mayCall ? (
          <Button size="sm" onClick={() => setRecording(true)}>
            <PhoneOutgoing />
            {t('record')}
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {waiting ? (
          <p>
            {t('nextDue')}{' '}
            {order.nextCallAt ? <TimeCell value={order.nextCallAt} due exact /> : <strong>{t('now')}</strong>}
          </p>
        ) : null}
        {[...order.calls].reverse().map((call) => (
          <div key={call.id}>
            <p className="font-medium">
              {t.has(`results.${call.result}`) ? t(`results.${call.result as 'busy'}`) : call.result}
            </p>
            {call.note ? <p className="wrap-break-word whitespace-pre-wrap">{call.note}</p> : null}
            <p className="text-xs text-muted">
              {call.caller} · <TimeCell value={call.at} />
            </p>
          </div>
        ))}
      </div>
      {recording ? <CallDialog order={order} onClose={() => setRecording(false)} /> : null}
    </Card>
  )
}
