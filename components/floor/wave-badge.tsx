'use client'

import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'

const tones: Readonly<Record<string, Tone>> = {
  released: 'amber',
  picking: 'blue',
  picked: 'teal',
  done: 'green',
  cancelled: 'grey',
}

export function WaveBadge({ state }: { state: string }) {
  const t = useTranslations('floor.wave.states')
  return <DotBadge tone={tones[state] ?? 'grey'}>{t(state as 'done')}</DotBadge>
}
