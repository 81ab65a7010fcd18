import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { StocktakeState } from '@/lib/modules/inventory/states'

const looks: Record<StocktakeState, { tone: Tone; outline?: boolean; struck?: boolean }> = {
  draft: { tone: 'grey', outline: true },
  counting: { tone: 'blue' },
  review: { tone: 'amber' },
  approved: { tone: 'green', outline: true },
  posted: { tone: 'green' },
  cancelled: { tone: 'grey', struck: true },
}

export function StocktakeBadge({ state }: { state: StocktakeState }) {
  const t = useTranslations('stocktakes.states')
  return <DotBadge {...looks[state]}>{t(state)}</DotBadge>
}
