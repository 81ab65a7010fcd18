'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type PlaceRights = { create: boolean; update: boolean; close: boolean }

type Place = { id: string; status: 'active' | 'closed'; version: number }
type Change = (input: { id: string; version: number }) => Promise<Outcome<unknown>>

export type ClosePlaceProps = {
  words: Record<'close' | 'reopen' | 'closed' | 'reopened' | 'question' | 'consequence', string>
  place: Place
  close: Change
  reopen: Change
  onDone: () => void
}

/** Closing asks first and says what follows; opening again harms nothing and asks nothing. */
export function ClosePlace({ words, place, close, reopen, onDone }: ClosePlaceProps) {
  const common = useTranslations('common.actions')
  const [asking, setAsking] = useState(false)
  const done = (text: string) => () => {
    setAsking(false)
    toast.success(text)
    onDone()
  }
  const closing = useAction(close, done(words.closed))
  const opening = useAction(reopen, done(words.reopened))
  const input = { id: place.id, version: place.version }
  if (place.status === 'closed') {
    return (
      <Button pending={opening.pending} onClick={() => opening.run(input)}>
        {words.reopen}
      </Button>
    )
  }
  return (
    <Dialog
      size="sm"
      open={asking}
      onOpenChange={setAsking}
      title={words.question}
      description={words.consequence}
      trigger={<Button variant="quietDanger">{words.close}</Button>}
      footer={
        <>
          <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          <Button variant="danger" pending={closing.pending} onClick={() => closing.run(input)}>
            {words.close}
          </Button>
        </>
      }
    />
  )
}
