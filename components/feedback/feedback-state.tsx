import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { FeedbackView } from '@/lib/modules/settings/feedback-schema'

const looks = {
  new: { tone: 'amber' },
  seen: { tone: 'amber', outline: true },
  done: { tone: 'green' },
} as const

export function FeedbackState({ state }: { state: FeedbackView['state'] }) {
  const t = useTranslations('feedback.state')
  return <DotBadge {...looks[state]}>{t(state)}</DotBadge>
}
