import { Flag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { type Tone, toneText } from '@/components/ui/tone'
import type { FlagColour } from '@/lib/kernel/flag-colours'
import type { OrderRow } from '@/lib/modules/orders/schema'

export const flagTone: Record<FlagColour, Tone> = {
  red: 'danger',
  yellow: 'amber',
  green: 'green',
  blue: 'blue',
  purple: 'violet',
}

/** The colour is also said in words: one in twelve men cannot tell red from green. */
export function OrderFlag({ flag }: { flag: OrderRow['flag'] }) {
  const t = useTranslations('orders.flag')
  if (flag === '') return null
  return (
    <span
      role="img"
      aria-label={t('label', { colour: t(flag) })}
      title={t(flag)}
      className={cn('inline-flex [&_svg]:size-3.5', toneText[flagTone[flag]])}
    >
      <Flag fill="currentColor" />
    </span>
  )
}

export function OrderTags({ tags }: { tags: OrderRow['tags'] }) {
  return tags.map((tag) => (
    <Badge key={tag.id} tone={tag.tone}>
      {tag.name}
    </Badge>
  ))
}
