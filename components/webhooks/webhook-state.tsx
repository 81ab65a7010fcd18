'use client'

import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { WebhookView } from '@/lib/modules/webhooks/schema'

const tones = { active: 'green', paused: 'grey', disabled: 'danger' } as const

export function WebhookState({ webhook: { state, failures } }: { webhook: Pick<WebhookView, 'state' | 'failures'> }) {
  const t = useTranslations('webhooks')
  if (state === 'active' && failures > 0) return <DotBadge tone="amber">{t('failing', { count: failures })}</DotBadge>
  return <DotBadge tone={tones[state]}>{t(`states.${state}`)}</DotBadge>
}
