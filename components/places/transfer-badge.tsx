import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { TransferState } from '@/lib/modules/inventory/states'

const looks: Record<TransferState, { tone: Tone; outline?: boolean; struck?: boolean }> = {
  draft: { tone: 'grey', outline: true },
  in_transit: { tone: 'blue' },
  received: { tone: 'green' },
  cancelled: { tone: 'grey', struck: true },
}

export function TransferBadge({ state }: { state: TransferState }) {
  const t = useTranslations('places.transfer.states')
  return <DotBadge {...looks[state]}>{t(state)}</DotBadge>
}
