'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Place = { id: string; name: string; status: 'active' | 'closed'; version: number }
type Change = (input: { id: string; version: number }) => Promise<Outcome<unknown>>

export type ClosePlaceProps = {
  kind: 'shops' | 'warehouses'
  place: Place
  close: Change
  reopen: Change
  onDone: () => void
}

/** Closing asks first and says what follows; opening again harms nothing and asks nothing. */
export function ClosePlace({ kind, place, close, reopen, onDone }: ClosePlaceProps) {
  const t = useTranslations(kind)
  const common = useTranslations('common.actions')
  const [asking, setAsking] = useState(false)
  const done = (text: string) => () => {
    setAsking(false)
    toast.success(text)
    onDone()
  }
  const closing = useAction(close, done(t('closed', { name: place.name })))
  const opening = useAction(reopen, done(t('reopened', { name: place.name })))
  const input = { id: place.id, version: place.version }
  if (place.status === 'closed') {
    return (
      <Button pending={opening.pending} onClick={() => opening.run(input)}>
        {t('reopen')}
      </Button>
    )
  }
  return (
    <Dialog
      size="sm"
      open={asking}
      onOpenChange={setAsking}
      title={t('confirm.title', { name: place.name })}
      description={t('confirm.text')}
      trigger={<Button variant="quietDanger">{t('close')}</Button>}
      footer={
        <>
          <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          <Button variant="danger" pending={closing.pending} onClick={() => closing.run(input)}>
            {t('close')}
          </Button>
        </>
      }
    />
  )
}
