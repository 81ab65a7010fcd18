import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { ImportState } from '@/lib/modules/exchange/schema'

const tones: Readonly<Record<ImportState, Tone>> = {
  draft: 'grey',
  queued: 'blue',
  running: 'blue',
  checked: 'amber',
  done: 'green',
  failed: 'danger',
  aborted: 'grey',
  undone: 'violet',
}

export function ImportStateBadge({ state }: { state: ImportState }) {
  const t = useTranslations('exchange.states')
  return <DotBadge tone={tones[state]}>{t(state)}</DotBadge>
}
