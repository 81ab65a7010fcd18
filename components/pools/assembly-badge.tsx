import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { AssemblyState } from '@/lib/modules/inventory/states'

const looks: Record<AssemblyState, { tone: Tone; outline?: boolean; struck?: boolean }> = {
  draft: { tone: 'grey', outline: true },
  done: { tone: 'green' },
  cancelled: { tone: 'grey', struck: true },
}

export function AssemblyBadge({ state }: { state: AssemblyState }) {
  const t = useTranslations('pools.assembly.states')
  return <DotBadge {...looks[state]}>{t(state)}</DotBadge>
}
