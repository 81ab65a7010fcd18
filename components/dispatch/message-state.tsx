'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { MessageView } from '@/lib/modules/dispatch/schema'

const tones = { waiting: 'blue', done: 'green', failed: 'danger', aside: 'grey' } as const

export function MessageState({ message: { state, exact } }: { message: Pick<MessageView, 'state' | 'exact'> }) {
  const t = useTranslations('dispatch.messages')
  // It waits for its next attempt: that the last one failed is what a person must see.
  const word = state === 'failed' && exact === 'waiting' ? 'retrying' : exact
  return <Badge tone={tones[state]}>{t.has(`exact.${word}`) ? t(`exact.${word}`) : t(`states.${state}`)}</Badge>
}
