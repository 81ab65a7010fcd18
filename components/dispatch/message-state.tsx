'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { MessageView } from '@/lib/modules/dispatch/schema'

const tones = { waiting: 'blue', done: 'green', failed: 'danger', aside: 'grey' } as const

export function MessageState({ message: { state, exact } }: { message: Pick<MessageView, 'state' | 'exact'> }) {
  const t = useTranslations('dispatch.messages')
  return <Badge tone={tones[state]}>{t.has(`exact.${exact}`) ? t(`exact.${exact}`) : t(`states.${state}`)}</Badge>
}
